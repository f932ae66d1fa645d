//! The state machine: calls and answers in, effects out.

use super::action::Action;
use super::diagnostic::{Diagnostics, push_number};
use super::effect::{Effect, Ending, Outcome};
use super::json::{self, Writer};
use super::memo::{self, Memo};
use super::queue::{Pending, Purpose, Queue};
use super::session::Session;
use super::wire::{self, Endpoint, Envelope, Flags, Gist, Page, Request};

/// What the core cannot know by itself and is told with each call.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// ms since 1970.
    pub now: f64,
    /// The visitor id stored so far.
    pub visitor: Option<String>,
    /// Do not track: the visitor has no id and gets none.
    pub anonymous: bool,
    /// What the server is known to know: see [`Memo`]. Only a submission asks for it.
    pub memo: String,
}

/// A `load()`, an `update()` or a `done()` as the façade hands it over.
#[derive(Clone, Copy, Debug, Default)]
pub struct Submission<'a> {
    /// The façade's number of the call, named again by [`Effect::Settle`].
    pub call: u32,
    /// Which session it is for.
    pub session: u32,
    /// `[setters, page, flags, [verb, argument…], …]`: the session's setters since the last submission
    /// (`[[verb, argument], …]`), then the action.
    pub text: &'a str,
    /// What this action has told already, as returned by the submission before.
    pub told: u8,
    /// The idempotency key: the same whenever this call is handed over again.
    pub rid: &'a str,
    /// The call was handed over before, here or on a page that is gone, and nobody waits for its answer. What it says
    /// is said again whatever the server is known to know, by a session that is new.
    pub replay: bool,
}

/// The action's events went out.
pub const TOLD_EVENTS: u8 = 1;
/// The action's order went out.
pub const TOLD_ORDER: u8 = 2;
/// Its cart and its customer are told by another call, as a younger one may have replaced them. The request goes out
/// all the same, with nothing in it if need be: the server drops the first one with its key, should that arrive late.
pub const TOLD_STATE: u8 = 4;

/// The core of one page.
#[derive(Debug, Default)]
pub struct Core {
    sessions: Vec<(u32, Session)>,
    queue: Queue,
    effects: Vec<Effect>,
}

impl Core {
    /// The next effect to perform.
    pub fn next_effect(&mut self) -> Option<Effect> {
        (!self.effects.is_empty()).then(|| self.effects.remove(0))
    }

    /// Forgets a session that no script can reach any more.
    pub fn drop_session(&mut self, session: u32) {
        self.sessions.retain(|(id, _)| *id != session);
    }

    /// Everything is to be told anew, as to another visitor.
    pub fn tell_anew(&mut self) {
        self.sessions.iter_mut().for_each(|(_, session)| session.told = [false; 2]);
    }

    /// Applies the setters, and sends what the action has to tell. Returns what it has told by now.
    pub fn submit(&mut self, submission: Submission, context: &Context) -> u8 {
        let mut problems = Diagnostics::new("");
        let (setters, page, flags, verbs) = split(submission.text);
        let mut action = Action::read(&verbs, &mut problems);
        let Submission { call, replay, mut told, .. } = submission;
        if replay {
            self.drop_session(submission.session);
        }
        let session = session(&mut self.sessions, submission.session);
        session.apply(setters, &mut problems);

        if action.order_number().is_some_and(|number| Memo(&context.memo).has_order(number)) {
            told |= TOLD_ORDER;
            // A thank-you page that is opened again tells no second order. One whose order arrived and whose own
            // message did not still tells that.
            action.order = action.order.filter(|_| replay || submission.told & TOLD_ORDER != 0);
        }
        let is_attribution = json::get_flag(flags, "attribution");
        let injects = json::get_flag(flags, "inject");
        let mut flags = Flags::read(flags);
        flags.skip_page_views |= is_attribution;
        let page = Page::read(page, &mut problems);
        let tells_events = told & TOLD_EVENTS == 0 || flags.tracked;
        let message = if is_attribution {
            wire::attribution(&action, &page, context.now)
        } else {
            wire::message(&action, session, &page, flags, tells_events, context.now)
        };
        let gist = Gist::of(&message);
        let raw = action.message.is_some();
        let purpose = if replay {
            Purpose::Replay
        } else if is_attribution {
            Purpose::Attribution
        } else {
            let html = gist.is_markup;
            Purpose::Load { html, inject: html && if raw { injects } else { session.inject }, raw }
        };
        if let Some(problems) = problems.finish() {
            self.emit("diagnostic", problems);
        }

        // Of a call that failed, this arrived.
        let events_arrived = replay && told & TOLD_EVENTS != 0;
        if let Some(order) = action.order.take().filter(|_| told & TOLD_ORDER == 0) {
            let mut rid = String::from(submission.rid);
            rid.push('o');
            let flags = Flags { timeout: flags.timeout, ..Flags::default() };
            let envelope = Envelope { endpoint: Endpoint::Order, flags, rid, message: order, is_state: false };
            self.queue.push(call, Purpose::Order, envelope, context.now);
            told |= TOLD_ORDER;
        }
        if !events_arrived {
            let tells_state = gist.is_state && flags.update;
            let left_out = self.leave_out(gist, &action, &submission, context);
            let message = wire::without(message, left_out);
            let is_state = tells_state && (left_out == [false; 2] || Gist::of(&message).is_state);
            let rid = submission.rid.into();
            let envelope = Envelope { endpoint: Endpoint::Events, flags, rid, message, is_state };
            if tells_state && !replay && !is_state {
                self.settle(call, 0, Ending::Known);
                self.ended(call, TOLD_EVENTS, false, false);
            } else {
                let (request, wait) = self.queue.push(call, purpose, envelope, context.now);
                if wait > 0 {
                    self.emit("wake", numbers(&[request, wait]));
                }
            }
        }
        if replay && !self.queue.has(call) {
            // Another page told what was left of it.
            self.ended(call, TOLD_EVENTS, false, false);
        }
        if !flags.skip_events {
            told |= TOLD_EVENTS;
        }
        self.send_waiting(context, false);
        told
    }

    /// Which of cart and customer to leave out of a message, as it must not be told, or not again: the customer of a
    /// visitor who must not be tracked; the cart that the server knows; what this session told before, for another tab may
    /// have replaced it; and what another call tells.
    fn leave_out(&mut self, gist: Gist, action: &Action, submission: &Submission, context: &Context) -> [bool; 2] {
        let memo = Memo(&context.memo);
        let token = |cart| memo::token(cart, context.visitor.as_deref());
        let is_known = gist.cart.is_some_and(|cart| memo.has_cart(&token(cart)));
        let barred = [is_known && !submission.replay && !self.queue.has_cart(), context.anonymous];
        let session = session(&mut self.sessions, submission.session);
        let mut left_out = [false; 2];
        let parts = [("cart", gist.cart), ("customer", gist.customer)];
        for (((left_out, barred), told), (name, part)) in
            left_out.iter_mut().zip(barred).zip(&mut session.told).zip(parts)
        {
            if part.is_some() {
                let is_replaced = submission.told & TOLD_STATE != 0;
                let is_told = action.inherits(name) && *told && memo.has(name);
                *left_out = barred || is_told || is_replaced;
                *told |= action.inherits(name) && !is_replaced;
            }
        }
        left_out
    }

    /// The message of a submission, without sending it.
    pub fn dump(&mut self, submission: Submission) -> String {
        let mut problems = Diagnostics::new("");
        let (setters, page, flags, verbs) = split(submission.text);
        let action = Action::read(&verbs, &mut problems);
        let page = Page::read(page, &mut problems);
        let session = session(&mut self.sessions, submission.session);
        session.apply(setters, &mut problems);
        wire::message(&action, session, &page, Flags::read(flags), true, page.time)
    }

    /// The page gave up on a call.
    pub fn abort(&mut self, call: u32, context: &Context) {
        let Some(&Pending { id, sent, .. }) = self.queue.find(call) else {
            return;
        };
        if sent {
            self.emit("giveup", numbers(&[id]));
        }
        self.answer(id, Outcome::Aborted, context);
    }

    /// A request has waited long enough for another to carry it along.
    pub fn wake(&mut self, request: u32, context: &Context) {
        self.queue.release(request);
        self.send_waiting(context, false);
    }

    /// The page ends: nothing waits for anything any more.
    pub fn flush(&mut self, context: &Context) {
        self.send_waiting(context, true);
    }

    /// A request ended.
    pub fn answer(&mut self, request: u32, outcome: Outcome, context: &Context) {
        let Some(pending) = self.queue.take(request) else {
            return;
        };
        let is_accepted = matches!(outcome, Outcome::Accepted | Outcome::Rejected);
        if is_accepted {
            self.note(&pending, outcome, context.visitor.as_deref());
            self.succeed(&pending);
        } else {
            // What a request told that was given up or refused, the server does not know.
            if outcome != Outcome::Failed {
                self.tell_anew();
            }
            if !pending.is_order() {
                self.settle(pending.call, request, Ending::Failed);
            }
        }
        self.end(&pending, outcome, is_accepted);
        self.send_waiting(context, false);
    }

    /// Says what is left to do for the calls of a request that ended.
    fn end(&mut self, pending: &Pending, outcome: Outcome, is_accepted: bool) {
        let part = if pending.is_order() { TOLD_ORDER } else { TOLD_EVENTS };
        let again = outcome == Outcome::Failed;
        self.ended(pending.call, part, again, self.queue.has(pending.call));
        for call in &pending.carried {
            self.settle(*call, pending.id, if is_accepted { Ending::Known } else { Ending::Failed });
            // What travelled with a request that the page gave up is still to be told.
            self.ended(*call, part, again || outcome == Outcome::Aborted, false);
        }
    }

    fn settle(&mut self, call: u32, request: u32, ending: Ending) {
        self.emit("settle", numbers(&[call, request, ending as u32]));
    }

    fn ended(&mut self, call: u32, part: u8, again: bool, open: bool) {
        let told = if again { 0 } else { part };
        self.emit("ended", numbers(&[call, told.into(), again.into(), open.into()]));
    }

    /// Says what the server knows by now.
    fn note(&mut self, pending: &Pending, outcome: Outcome, visitor: Option<&str>) {
        let message = &pending.envelope.message;
        let gist = Gist::of(message);
        if let Some(cart) = gist.cart {
            self.known("cart", &json::quoted(&memo::token(cart, visitor)));
        }
        if gist.customer.is_some() {
            self.known("customer", "1");
        }
        if pending.is_order() && outcome == Outcome::Accepted {
            let number = json::get(message, "info").and_then(|info| json::get(info, "order_number"));
            self.known("orders", number.unwrap_or("0"));
        }
    }

    fn known(&mut self, name: &str, value: &str) {
        self.emit("known", json::list(&[json::quoted(name), value.into()]));
    }

    fn emit(&mut self, name: &'static str, payload: String) {
        self.effects.push(Effect::Emit { name, payload });
    }

    fn send_waiting(&mut self, context: &Context, is_end: bool) {
        let is_named = context.anonymous || context.visitor.is_some();
        while let Some(pending) = self.queue.next(context.now, is_named, is_end) {
            self.effects.push(Effect::Send(Request { id: pending.id, envelope: pending.envelope.clone() }));
        }
    }

    /// Gives an answer to whom it is for.
    fn succeed(&mut self, pending: &Pending) {
        match pending.purpose {
            Purpose::Order => {}
            Purpose::Attribution | Purpose::Replay => self.settle(pending.call, pending.id, Ending::Done),
            Purpose::Load { html, inject, raw } => {
                let to = [pending.id, pending.call, html.into(), inject.into(), raw.into()];
                self.emit("deliver", numbers(&to));
            }
        }
    }
}

/// The session called `id`, new when it is not known.
fn session(sessions: &mut Vec<(u32, Session)>, id: u32) -> &mut Session {
    let at = sessions.iter().position(|(known, _)| *known == id).unwrap_or_else(|| {
        sessions.push((id, Session::default()));
        sessions.len() - 1
    });
    // Indexing is what the line above made safe; there is no fallible way that the borrow checker accepts.
    #[allow(clippy::indexing_slicing)]
    &mut sessions[at].1
}

/// Whole numbers as a JSON array.
fn numbers(values: &[u32]) -> String {
    let mut list = Writer::list();
    for value in values {
        let mut digits = String::new();
        push_number(&mut digits, *value);
        list.push(&digits);
    }
    list.finish()
}

/// Takes `[setters, page, flags, verb…]` apart.
fn split(text: &str) -> (&str, &str, &str, String) {
    let mut parts = json::elements(text);
    let setters = parts.next().unwrap_or("[]");
    let page = parts.next().unwrap_or("{}");
    let flags = parts.next().unwrap_or("{}");
    let mut verbs = Writer::list();
    parts.for_each(|verb| verbs.push(verb));
    (setters, page, flags, verbs.finish())
}
