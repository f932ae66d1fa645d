//! Ports in memory: a whole page without a browser, for tests and for servers.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::core::cookie;
use crate::core::effect::Delivery;
use crate::core::error::Error;
use crate::core::wire::Request;
use crate::ports::{Caller, Clock, Cookies, Http};

/// Hears every bus event by name and payload.
pub type Listener = Rc<dyn Fn(&str, &str)>;

/// A page in memory. Everything in it may be looked at and changed between two calls.
#[derive(Default)]
pub struct Memory {
    /// ms since 1970.
    pub time: Cell<f64>,
    /// Host name of the page.
    pub host: RefCell<String>,
    /// Whether the page came over https.
    pub secure: Cell<bool>,
    /// Domains that refuse cookies, as public suffixes do.
    pub public_suffixes: Vec<&'static str>,
    /// Values by name.
    pub jar: RefCell<Vec<(String, String)>>,
    /// Every cookie as it was written, probes included.
    pub written: RefCell<Vec<String>>,
    /// How often the cookies were read.
    pub cookie_reads: Cell<u32>,
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
    /// Whether the page keeps the visitor id itself.
    pub keeps_visitor: Cell<bool>,
    /// The id it keeps.
    pub kept: RefCell<Option<String>>,
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

impl Cookies for Memory {
    fn cookies(&self) -> String {
        self.cookie_reads.set(self.cookie_reads.get() + 1);
        let jar = self.jar.borrow();
        jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn set_cookie(&self, cookie: &str) {
        self.written.borrow_mut().push(cookie.into());
        let refused = self.public_suffixes.iter().any(|suffix| cookie.contains(&format!("; domain={suffix};")));
        let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        if refused {
            return;
        }
        let mut jar = self.jar.borrow_mut();
        jar.retain(|(known, _)| known != name);
        if !cookie.contains("max-age=0;") {
            jar.push((name.into(), value.into()));
        }
    }

    fn host(&self) -> String {
        self.host.borrow().clone()
    }

    fn is_secure(&self) -> bool {
        self.secure.get()
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
        self.memo.borrow().clone()
    }

    fn is_anonymous(&self) -> bool {
        self.anonymous.get()
    }

    fn keeps_visitor(&self) -> bool {
        self.keeps_visitor.get()
    }

    fn visitor(&self) -> Option<String> {
        self.kept.borrow().clone()
    }

    fn set_visitor(&self, id: Option<&str>) {
        *self.kept.borrow_mut() = id.map(String::from);
    }
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory")
            .field("visitor", &cookie::read(&self.cookies(), cookie::VISITOR))
            .finish_non_exhaustive()
    }
}
