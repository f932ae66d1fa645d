//! Ports in memory: a whole page without a browser, for tests and for servers.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::core::effect::Delivery;
use crate::core::error::Error;
use crate::core::wire::Request;
use crate::ports::{Caller, Clock, Http};

/// Hears every bus event by name and payload.
pub type Listener = Rc<dyn Fn(&str, &str)>;

/// A page in memory. Everything in it may be looked at and changed between two calls.
#[derive(Default)]
pub struct Memory {
    /// ms since 1970.
    pub time: Cell<f64>,
    /// The visitor id, as a cookie or a store of the page would hold it.
    pub visitor: RefCell<Option<String>>,
    /// How often it was read.
    pub visitor_reads: Cell<u32>,
    /// Requests without an outcome yet.
    pub flights: RefCell<Vec<Request>>,
    /// Answers that were given to the page, by call.
    pub delivered: RefCell<Vec<(u32, Delivery)>>,
    /// Bus events in their order: name and payload.
    pub events: RefCell<Vec<(String, String)>>,
    /// Results by call.
    pub settled: RefCell<HashMap<u32, Result<String, Error>>>,
    /// Whether the visitor must not be tracked.
    pub anonymous: Cell<bool>,
    /// What the server is known to know, as the façade keeps it.
    pub memo: RefCell<String>,
    /// Called with every bus event, as a listener would be.
    pub listener: RefCell<Option<Listener>>,
}

impl Memory {
    /// Takes the oldest request that is under way.
    pub fn next_flight(&self) -> Option<Request> {
        let mut flights = self.flights.borrow_mut();
        (!flights.is_empty()).then(|| flights.remove(0))
    }
}

impl Clock for Memory {
    fn now(&self) -> f64 {
        self.time.get()
    }
}

impl Http for Memory {
    fn send(&self, request: Request) {
        self.flights.borrow_mut().push(request);
    }

    fn abort(&self, request: u32) {
        self.flights.borrow_mut().retain(|flight| flight.id != request);
    }
}

impl Caller for Memory {
    fn emit(&self, name: &str, payload: &str) {
        self.events.borrow_mut().push((name.into(), payload.into()));
        let listener = self.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(name, payload);
        }
    }

    fn settle(&self, call: u32, result: Result<String, Error>) {
        self.settled.borrow_mut().insert(call, result);
    }

    fn deliver(&self, _request: u32, call: u32, delivery: Delivery) {
        self.delivered.borrow_mut().push((call, delivery));
        self.settle(call, Ok("{}".into()));
    }

    fn memo(&self) -> String {
        if self.anonymous.get() { r#"{"anonymous":true}"#.into() } else { self.memo.borrow().clone() }
    }

    fn visitor(&self) -> Option<String> {
        self.visitor_reads.set(self.visitor_reads.get() + 1);
        self.visitor.borrow().clone()
    }
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory").field("visitor", &self.visitor).finish_non_exhaustive()
    }
}
