//! A page in memory and a visitor who uses it, for the tests of whole journeys.

// Each test binary uses a part of this.
#![allow(clippy::indexing_slicing, dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

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
    /// When requests that wait are due.
    wakes: RefCell<HashMap<u32, f64>>,
    /// What the server knows: name, value and since when.
    known: RefCell<Vec<(String, String, f64)>>,
}

impl Shopper {
    pub fn new() -> Self {
        Self::with(Memory::default())
    }

    pub fn with(memory: Memory) -> Self {
        memory.time.set(1_800_000_000_000.0);
        let runtime = Runtime::new(memory);
        runtime.configure(r#"{"account":"demo","server":"https://server.test"}"#);
        Self { runtime, calls: Cell::new(0), wakes: RefCell::default(), known: RefCell::default() }
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
        let rid = format!("rid{call}");
        let submission = Submission { call, text: &text, told, rid: &rid, ..Submission::default() };
        (call, self.runtime.submit(submission))
    }

    /// Time passes, and what was due then goes out.
    pub fn wait(&self, ms: u32) {
        let time = &self.memory().time;
        time.set(time.get() + f64::from(ms));
        self.keep();
        for wake in self.payloads("wake") {
            let [request, after] = serde_json::from_value::<[u32; 2]>(wake).unwrap();
            let mut wakes = self.wakes.borrow_mut();
            let due = *wakes.entry(request).or_insert(time.get() - f64::from(ms) + f64::from(after));
            drop(wakes);
            if due <= time.get() {
                self.runtime.wake(request);
            }
        }
    }

    /// The page ends.
    pub fn leave(&self) {
        self.runtime.wake(0);
    }

    /// The façade's part of `known`: keeps it, each for its time.
    fn keep(&self) {
        let now = self.memory().time.get();
        let mut known = self.known.borrow_mut();
        for payload in self.payloads("known").into_iter().skip(known.len()) {
            known.push((payload[0].as_str().unwrap().into(), payload[1].to_string(), now));
        }
        let mut memo = serde_json::Map::new();
        let mut orders = serde_json::Map::new();
        for (name, value, at) in known.iter() {
            let minutes = (now - at) / 60_000.0;
            let value: Value = serde_json::from_str(value).unwrap();
            if name == "orders" && minutes < 30.0 * 24.0 * 60.0 {
                orders.insert(value.as_str().unwrap().into(), 1.into());
            } else if name != "orders" && minutes < 25.0 {
                memo.insert(name.clone(), value);
            } else {
                memo.remove(name);
            }
        }
        memo.insert("orders".into(), orders.into());
        *self.memory().memo.borrow_mut() = Value::from(memo).to_string();
    }

    /// The payloads of the bus events called `name` so far.
    pub fn payloads(&self, name: &str) -> Vec<Value> {
        let events = self.memory().events.borrow();
        events
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, payload)| serde_json::from_str(payload).unwrap())
            .collect()
    }

    /// The ends of requests so far: call, what was told, whether it is worth another try, whether others are open.
    pub fn ended(&self) -> Vec<(u32, u8, bool, bool)> {
        let ended =
            self.payloads("ended").into_iter().map(|payload| serde_json::from_value::<[u32; 4]>(payload).unwrap());
        ended.map(|[call, told, again, open]| (call, told as u8, again == 1, open == 1)).collect()
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

    /// Answers the oldest request. The façade's part is to keep the visitor id of a good answer, and to digest the
    /// answer: nothing, unless it is an object.
    pub fn answer(&self, status: u16, body: &str) -> Request {
        let body = if body.is_empty() { "{}" } else { body };
        let answer: Value = serde_json::from_str(body).unwrap_or_default();
        if let Some(id) = answer["customer"].as_str().filter(|_| (200..300).contains(&status)) {
            self.memory().visitor.replace(Some(id.into()));
        }
        self.end(Outcome::Answered { status, digest: digest(body).unwrap_or_default() })
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
        self.keep();
        request
    }

    /// What the promise of `call` settled to.
    pub fn settled(&self, call: u32) -> Option<Result<Value, Error>> {
        let settled = self.memory().settled.borrow();
        settled.get(&call).map(|result| result.clone().map(|text| serde_json::from_str(&text).unwrap_or_default()))
    }

    /// Names of the bus events so far.
    pub fn events(&self) -> Vec<String> {
        let events = self.memory().events.borrow();
        let names = events.iter().map(|(name, _)| name.clone());
        names.filter(|name| !["ended", "known", "wake"].contains(&&**name)).collect()
    }

    /// Payload of the last bus event `name`.
    pub fn event(&self, name: &str) -> Option<Value> {
        let events = self.memory().events.borrow();
        let (_, payload) = events.iter().rev().find(|(other, _)| other == name)?;
        Some(serde_json::from_str(payload).unwrap())
    }

    /// The visitor was here before.
    pub fn is_known(&self) {
        self.memory().visitor.replace(Some(VISITOR.into()));
    }
}

/// As `pkg/answer.js` makes it.
fn digest(body: &str) -> Option<String> {
    let answer: Value = serde_json::from_str(body).ok()?;
    answer.as_object()?;
    let mut digest = serde_json::Map::new();
    if let Some(errors) = answer["errors"].as_array() {
        let text = |error: &Value| error.as_str().map_or_else(|| error.to_string(), String::from);
        digest.insert("errors".into(), errors.iter().map(text).collect());
        let rejected: Vec<_> = errors.iter().filter(|error| error.is_object()).cloned().collect();
        if !rejected.is_empty() {
            digest.insert("rejected".into(), rejected.into());
        }
    }
    Some(Value::from(digest).to_string())
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
