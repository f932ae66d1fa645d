//! Joins the core and its ports: performs effects with nothing borrowed, feeds outcomes back.

use std::cell::{Cell, OnceCell, RefCell};

use crate::core::cookie;
use crate::core::effect::{Effect, Outcome};
use crate::core::error::Code;
use crate::core::machine::{Context, Core, Submission};
use crate::ports::Ports;

/// A core at work.
pub struct Runtime<P> {
    core: RefCell<Core>,
    ports: P,
    performing: Cell<bool>,
    /// The id of the last answer: where no cookie sticks, the page still has one visitor.
    remembered: RefCell<Option<String>>,
    /// The widest domain the browser takes cookies for, once it was needed.
    domain: OnceCell<Option<String>>,
}

impl<P: Ports> Runtime<P> {
    /// A core that has not been configured yet.
    pub fn new(ports: P) -> Self {
        Self {
            core: RefCell::default(),
            ports,
            performing: Cell::new(false),
            remembered: RefCell::default(),
            domain: OnceCell::new(),
        }
    }

    /// The ports it was made with.
    pub fn ports(&self) -> &P {
        &self.ports
    }

    /// Changes the configuration: see [`crate::core::config::Config::update`].
    pub fn configure(&self, options: &str) {
        self.core.borrow_mut().configure(options);
    }

    /// See [`Core::submit`].
    pub fn submit(&self, submission: Submission) -> u8 {
        let context = self.context();
        let told = self.core.borrow_mut().submit(submission, &context);
        self.perform_all();
        told
    }

    /// A request ended: see [`Core::answer`].
    pub fn answer(&self, request: u32, outcome: Outcome) {
        let context = self.context();
        self.core.borrow_mut().answer(request, outcome, &context);
        self.perform_all();
    }

    /// See [`Core::abort`].
    pub fn abort(&self, call: u32) {
        let context = self.context();
        self.core.borrow_mut().abort(call, &context);
        self.perform_all();
    }

    /// See [`Core::wake`]; request 0 stands for the end of the page, [`Core::flush`].
    pub fn wake(&self, request: u32) {
        let context = self.context();
        let mut core = self.core.borrow_mut();
        if request > 0 {
            core.wake(request, &context)
        } else {
            core.flush(&context)
        }
        drop(core);
        self.perform_all();
    }

    /// See [`Core::dump`].
    pub fn dump(&self, submission: Submission) -> String {
        self.core.borrow_mut().dump(submission)
    }

    /// See [`Core::drop_session`].
    pub fn drop_session(&self, session: u32) {
        self.core.borrow_mut().drop_session(session);
    }

    /// The visitor id stored so far; none for a visitor who must not be tracked, without even looking.
    pub fn visitor(&self) -> Option<String> {
        if self.ports.is_anonymous() {
            return None;
        }
        if self.ports.keeps_visitor() {
            return self.ports.visitor();
        }
        let cookies = self.ports.cookies();
        let stored = cookie::read(&cookies, cookie::VISITOR).filter(|id| !id.is_empty()).map(String::from);
        stored.or_else(|| self.remembered.borrow().clone())
    }

    /// The page names the visitor, or forgets the one it knows.
    pub fn change_visitor(&self, id: Option<&str>) {
        self.core.borrow_mut().change_visitor();
        self.set_visitor(id);
    }

    /// Stores a visitor id, or deletes it.
    pub fn set_visitor(&self, id: Option<&str>) {
        if self.ports.is_anonymous() {
            return;
        }
        if self.ports.keeps_visitor() {
            return self.ports.set_visitor(id);
        }
        *self.remembered.borrow_mut() = id.map(String::from);
        let (lifetime, secure) = {
            let core = self.core.borrow();
            let config = core.config();
            let lifetime = if id.is_some() { config.cookie_lifetime } else { 0 };
            (lifetime, config.secure_cookie || self.ports.is_secure())
        };
        let id = id.unwrap_or("");
        if id.is_empty() || cookie::storable(id) {
            let domain = self.domain.get_or_init(|| self.widest_domain());
            self.ports.set_cookie(&cookie::write(cookie::VISITOR, id, lifetime, domain.as_deref(), secure));
        }
    }

    /// Finds the widest domain by writing a probe: only the browser knows the public suffixes.
    fn widest_domain(&self) -> Option<String> {
        let host = self.ports.host();
        let accepts = |domain: &&str| {
            self.ports.set_cookie(&cookie::write(cookie::PROBE, "1", 9, Some(domain), false));
            let accepted = cookie::read(&self.ports.cookies(), cookie::PROBE).is_some();
            self.ports.set_cookie(&cookie::write(cookie::PROBE, "", 0, Some(domain), false));
            accepted
        };
        cookie::domains(&host).into_iter().find(accepts).map(String::from)
    }

    fn context(&self) -> Context {
        Context {
            now: self.ports.now(),
            visitor: self.visitor(),
            anonymous: self.ports.is_anonymous(),
            memo: self.ports.memo(),
        }
    }

    /// Performs what the core asks for, in its order. A listener that calls back in finds nothing borrowed; what
    /// its call asks for is performed here too, after the effects that were there before.
    fn perform_all(&self) {
        if self.performing.replace(true) {
            return;
        }
        loop {
            let next = self.core.borrow_mut().next_effect();
            let Some(effect) = next else { break };
            self.perform(effect);
        }
        self.performing.set(false);
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Emit { name, payload } => self.ports.emit(name, &payload),
            Effect::Send(request) => self.ports.send(request),
            Effect::Abort(request) => {
                self.ports.abort(request);
                self.answer(request, Outcome::Failed(Code::Aborted));
            }
            Effect::SetVisitor(id) => self.set_visitor(Some(&id)),
            Effect::Deliver { request, call, delivery } => self.ports.deliver(request, call, delivery),
            Effect::Settle { call, result } => self.ports.settle(call, result),
        }
    }
}
