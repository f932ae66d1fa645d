//! A page in memory and a visitor who uses it, for the tests of whole journeys.

// Each test binary uses a part of this.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::cell::Cell;

use serde_json::Value;
use vitrine::core::effect::Outcome;
use vitrine::core::error::{Code, Error};
use vitrine::core::machine::Submission;
use vitrine::core::wire::Request;
use vitrine::memory::Memory;
use vitrine::runtime::Runtime;

pub const VISITOR: &str = "6ab64980076b6d4a696fdcd1";

/// The façade's part: numbers calls, and keeps the setters until the next submission.
pub struct Shopper {
    pub runtime: Runtime<Memory>,
    calls: Cell<u32>,
}

impl Shopper {
    pub fn new() -> Self {
        Self::with(Memory::default())
    }

    pub fn with(memory: Memory) -> Self {
        memory.host.replace("www.shop.test".into());
        memory.secure.set(true);
        memory.time.set(1_800_000_000_000.0);
        let runtime = Runtime::new(memory);
        runtime.configure(r#"{"account":"demo","server":"https://server.test"}"#);
        Self { runtime, calls: Cell::new(0) }
    }

    pub fn memory(&self) -> &Memory {
        self.runtime.ports()
    }

    /// Submits `verbs` after `setters`, both as JSON lists; returns the call and what the action has told.
    pub fn submit_again(&self, setters: &str, verbs: &str, flags: &str, told: u8) -> (u32, u8) {
        self.calls.set(self.calls.get() + 1);
        let call = self.calls.get();
        let time = 1_800_000_000_000_u64;
        let page = format!(
            r#"{{"url":"https://www.shop.test/p?a=1","referrer":"https://from.test/","time":{time},"date":"2027-01-15T08:00:00.000Z"}}"#
        );
        let verbs = verbs.strip_prefix('[').and_then(|verbs| verbs.strip_suffix(']')).unwrap();
        let text = format!("[{setters},{page},{flags},{verbs}]");
        let submission = Submission { call, session: 0, text: &text, told };
        (call, self.runtime.submit(submission))
    }

    pub fn submit(&self, setters: &str, verbs: &str, flags: &str) -> u32 {
        self.submit_again(setters, verbs, flags, 0).0
    }

    pub fn load(&self, verbs: &str) -> u32 {
        self.submit("[]", verbs, "{}")
    }

    /// The requests under way, oldest first.
    pub fn requests(&self) -> Vec<Request> {
        self.memory().flights.borrow().clone()
    }

    /// Answers the oldest request. The façade's part is to digest the answer: nothing, unless it is an object.
    pub fn answer(&self, status: u16, body: &str) -> Request {
        let body = if body.is_empty() { "{}" } else { body };
        let digest = serde_json::from_str::<Value>(body).is_ok_and(|value| value.is_object()).then(|| body.into());
        self.end(Outcome::Answered { status, digest: digest.unwrap_or_default() })
    }

    /// Answers the oldest request as a server does that knows the visitor.
    pub fn welcome(&self) -> Request {
        self.answer(200, &format!(r#"{{"customer":"{VISITOR}","pv":1}}"#))
    }

    pub fn fail(&self, code: Code) -> Request {
        self.end(Outcome::Failed(code))
    }

    fn end(&self, outcome: Outcome) -> Request {
        let request = self.memory().next_flight().expect("a request under way");
        self.runtime.answer(request.id, outcome);
        request
    }

    /// What the promise of `call` settled to.
    pub fn settled(&self, call: u32) -> Option<Result<Value, Error>> {
        let settled = self.memory().settled.borrow();
        settled.get(&call).map(|result| result.clone().map(|text| serde_json::from_str(&text).unwrap()))
    }

    /// Names of the bus events so far.
    pub fn events(&self) -> Vec<String> {
        self.memory().events.borrow().iter().map(|(name, _)| name.clone()).collect()
    }

    /// Payload of the last bus event `name`.
    pub fn event(&self, name: &str) -> Option<Value> {
        let events = self.memory().events.borrow();
        let (_, payload) = events.iter().rev().find(|(other, _)| other == name)?;
        Some(serde_json::from_str(payload).unwrap())
    }

    pub fn cookie(&self) -> Option<String> {
        let jar = self.memory().jar.borrow();
        jar.iter().find(|(name, _)| name == "2c.cId").map(|(_, value)| value.clone())
    }
}

/// A query parameter of a request's URL, decoded.
pub fn query(request: &Request, name: &str) -> Option<String> {
    let (_, query) = request.url.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).map(decode)
}

/// The message of a request, wherever it travels.
pub fn message(request: &Request) -> Value {
    let text = request.body.clone().or_else(|| query(request, "message")).expect("a message");
    serde_json::from_str(&text).unwrap()
}

fn decode(encoded: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next().unwrap(), rest.next().unwrap()];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
    }
    String::from_utf8(bytes).unwrap()
}
