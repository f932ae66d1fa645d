//! Joins the core and its ports: performs effects with nothing borrowed, feeds outcomes back.

use std::cell::{Cell, RefCell};

use crate::core::effect::{Effect, Outcome};
use crate::core::machine::{Context, Core, Submission};
use crate::ports::{Ports, UNTRACKED};

/// A core at work.
pub struct Runtime<P> {
    core: RefCell<Core>,
    ports: P,
    performing: Cell<bool>,
}

impl<P: Ports> Runtime<P> {
    /// A core with nothing to do yet.
    pub fn new(ports: P) -> Self {
        Self { core: RefCell::default(), ports, performing: Cell::new(false) }
    }

    /// The ports it was made with.
    pub fn ports(&self) -> &P {
        &self.ports
    }

    /// See [`Core::submit`].
    pub fn submit(&self, submission: Submission) -> u8 {
        let context = Context { memo: self.ports.memo(), ..self.context() };
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

    /// See [`Core::tell_anew`].
    pub fn tell_anew(&self) {
        self.core.borrow_mut().tell_anew();
    }

    fn context(&self) -> Context {
        let id = self.ports.visitor();
        let anonymous = id == UNTRACKED;
        let visitor = Some(id).filter(|id| !id.is_empty() && !anonymous);
        Context { now: self.ports.now(), visitor, anonymous, memo: String::new() }
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
        }
    }
}
