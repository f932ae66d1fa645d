//! A page in memory and a visitor who uses it, for the tests of whole journeys.

// Each test binary uses a part of this.
#![allow(clippy::indexing_slicing, dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use serde_json::Value;
use vitrine::core::effect::Outcome;
use vitrine::core::machine::Submission;
use vitrine::memory::{Flight, Memory};
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
        Self {
            runtime: Runtime::new(memory),
            calls: Cell::new(0),
            wakes: RefCell::default(),
            known: RefCell::default(),
        }
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
    pub fn requests(&self) -> Vec<Flight> {
        self.memory().flights.borrow().clone()
    }

    /// The server accepts the oldest request, and knows the visitor: the façade's part is to keep the id.
    pub fn welcome(&self) -> Flight {
        self.end_as(Outcome::Accepted, Some(VISITOR))
    }

    /// The oldest request ends.
    pub fn end(&self, outcome: Outcome) -> Flight {
        self.end_as(outcome, None)
    }

    fn end_as(&self, outcome: Outcome, visitor: Option<&str>) -> Flight {
        let flight = self.memory().next_flight().expect("a request under way");
        if let Some(id) = visitor {
            self.memory().visitor.replace(Some(id.into()));
        }
        self.runtime.answer(flight.request.id, outcome);
        self.keep();
        flight
    }

    /// How the promise of `call` ended: with the answer of a request, or as `settle` says.
    pub fn settled(&self, call: u32) -> Option<Ended> {
        let delivered = self.payloads("deliver").into_iter().any(|payload| payload[1] == call);
        let ending = self.payloads("settle").into_iter().find(|payload| payload[0] == call);
        match ending.and_then(|payload| payload[2].as_u64()) {
            None => delivered.then_some(Ended::Answered),
            Some(0) => Some(Ended::Done),
            Some(1) => Some(Ended::Known),
            Some(_) => Some(Ended::Failed),
        }
    }

    /// Answers that were given to the page: `[call, html, inject, raw]`.
    pub fn delivered(&self) -> Vec<(u32, bool, bool, bool)> {
        let delivered = self.payloads("deliver").into_iter().map(|payload| serde_json::from_value(payload).unwrap());
        delivered.map(|[_, call, html, inject, raw]: [u32; 5]| (call, html == 1, inject == 1, raw == 1)).collect()
    }

    /// Names of the bus events so far.
    pub fn events(&self) -> Vec<String> {
        let events = self.memory().events.borrow();
        let names = events.iter().map(|(name, _)| name.clone());
        names.filter(|name| !["ended", "known", "wake", "deliver", "settle", "giveup"].contains(&&**name)).collect()
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

/// How the promise of a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Answered,
    Done,
    Known,
    Failed,
}

/// The message of a request.
pub fn message(flight: &Flight) -> Value {
    serde_json::from_str(&flight.request.envelope.message).unwrap()
}

/// How a request is to count: whether it is a page view, and whether its events are.
pub fn counts(flight: &Flight) -> [bool; 2] {
    let flags = flight.request.envelope.flags;
    [!flags.skip_page_views, !flags.skip_events]
}

pub fn is_order(flight: &Flight) -> bool {
    flight.request.envelope.endpoint == vitrine::core::wire::Endpoint::Order
}
