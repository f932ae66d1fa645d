//! Ports in memory: a whole page without a browser, for tests and for servers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::core::wire::{Endpoint, Request};
use crate::ports::{Caller, Clock, Http, UNTRACKED};

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
    pub flights: RefCell<Vec<Flight>>,
    /// Bus events in their order: name and payload.
    pub events: RefCell<Vec<(String, String)>>,
    /// Whether the visitor must not be tracked.
    pub anonymous: Cell<bool>,
    /// What the server is known to know, as the façade keeps it.
    pub memo: RefCell<String>,
    /// Called with every bus event, as a listener would be.
    pub listener: RefCell<Option<Listener>>,
}

/// A request that is under way.
#[derive(Clone, Debug)]
pub struct Flight {
    /// What was sent.
    pub request: Request,
    /// Who the visitor was.
    pub visitor: Option<String>,
}

impl Memory {
    /// Takes the oldest request that is under way.
    pub fn next_flight(&self) -> Option<Flight> {
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
        if request.envelope.endpoint == Endpoint::Events {
            self.emit("prerequest", &request.envelope.message);
        }
        let visitor = self.visitor.borrow().clone().filter(|_| !self.anonymous.get());
        self.flights.borrow_mut().push(Flight { request, visitor });
    }
}

impl Caller for Memory {
    fn emit(&self, name: &str, payload: &str) {
        self.events.borrow_mut().push((name.into(), payload.into()));
        if name == "giveup" {
            self.flights.borrow_mut().retain(|flight| payload != format!("[{}]", flight.request.id));
        }
        let listener = self.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(name, payload);
        }
    }

    fn memo(&self) -> String {
        self.memo.borrow().clone()
    }

    fn visitor(&self) -> String {
        if self.anonymous.get() {
            return UNTRACKED.into();
        }
        self.visitor_reads.set(self.visitor_reads.get() + 1);
        self.visitor.borrow().clone().unwrap_or_default()
    }
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory").field("visitor", &self.visitor).finish_non_exhaustive()
    }
}
