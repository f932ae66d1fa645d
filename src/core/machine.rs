//! The state machine: calls and answers in, effects out.

use super::action::Action;
use super::answer::Answer;
use super::config::Config;
use super::diagnostic::{Diagnostics, push_number};
use super::effect::{Delivery, Effect, Outcome};
use super::error::{Code, Error};
use super::json::{self, Writer};
use super::memo::{self, Memo};
use super::queue::{Pending, Purpose, Queue};
use super::session::Session;
use super::wire::{self, Endpoint, Envelope, Flags, Page};

/// What the core cannot know by itself and is told with each call.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// ms since 1970.
    pub now: f64,
    /// The visitor id stored so far.
    pub visitor: Option<String>,
    /// Do not track: the visitor has no id and gets none.
    pub anonymous: bool,
    /// What the server is known to know: see [`Memo`].
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
    /// The call was handed over before, here or on a page that is gone, and nobody waits for its answer. Its number
    /// says how old it is.
    pub replay: bool,
}

/// The action's events went out.
pub const TOLD_EVENTS: u8 = 1;
/// The action's order went out.
pub const TOLD_ORDER: u8 = 2;

/// What a call resolves to whose message had nothing new in it, or travelled with another: the façade answers in the
/// place of the server.
const KNOWN: &str = "{}";

/// The core of one page.
#[derive(Debug, Default)]
pub struct Core {
    config: Config,
    sessions: Vec<(u32, Session)>,
    queue: Queue,
    /// The youngest call that told a cart, and a customer.
    youngest: [u32; 2],
    effects: Vec<Effect>,
}

impl Core {
    /// The configuration in force.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Changes what `options` names: see [`Config::update`].
    pub fn configure(&mut self, options: &str) {
        self.config.update(options);
    }

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
        let raw = action.message.is_some();
        let purpose = if replay {
            Purpose::Replay
        } else if is_attribution {
            Purpose::Attribution
        } else {
            let html = wire::is_markup(&message);
            Purpose::Load(Delivery { html, inject: html && if raw { injects } else { session.inject }, raw })
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
            let envelope = Envelope { endpoint: Endpoint::Order, flags, rid, message: order };
            self.queue.push(call, Purpose::Order, envelope, context.now);
            told |= TOLD_ORDER;
        }
        if !events_arrived {
            let mut envelope = Envelope { endpoint: Endpoint::Events, flags, rid: submission.rid.into(), message };
            let is_state = envelope.is_state();
            envelope.message = self.thin_out(&envelope.message, &action, &submission, context);
            if is_state && !envelope.is_state() {
                self.effects.push(Effect::Settle { call, result: Ok(KNOWN.into()) });
                self.ended(call, TOLD_EVENTS, false, false);
            } else {
                let (request, wait) = self.queue.push(call, purpose, envelope, context.now);
                if wait > 0 {
                    self.emit("wake", numbers(&[request, wait]));
                }
            }
        }
        if !flags.skip_events {
            told |= TOLD_EVENTS;
        }
        self.send_waiting(context, false);
        told
    }

    /// Leaves out of `message` what must not be told, or not again: the customer of a visitor who must not be
    /// tracked; the cart that the server knows; what this session told before, for another tab may have replaced it;
    /// and what a younger call has replaced already.
    fn thin_out(&mut self, message: &str, action: &Action, submission: &Submission, context: &Context) -> String {
        let memo = Memo(&context.memo);
        let token = |cart| memo::token(cart, context.visitor.as_deref());
        let is_known = json::get(message, "cart").is_some_and(|cart| memo.has_cart(&token(cart)));
        let barred = [is_known && !self.queue.has_cart(), context.anonymous];
        let session = session(&mut self.sessions, submission.session);
        let mut left_out = [false; 2];
        let told =
            left_out.iter_mut().zip(barred).zip(&mut self.youngest).zip(&mut session.told).zip(["cart", "customer"]);
        for ((((left_out, barred), youngest), told), name) in told {
            if json::get(message, name).is_some() {
                let is_replaced = submission.replay && *youngest > submission.call;
                let is_told = action.inherits(name) && *told && memo.has(name);
                *left_out = barred || is_told || is_replaced;
                *told |= action.inherits(name) && !is_replaced;
                *youngest = submission.call.max(*youngest);
            }
        }
        wire::without(message, left_out)
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
        match self.queue.find(call) {
            Some(pending) if pending.sent => self.effects.push(Effect::Abort(pending.id)),
            Some(pending) => self.answer(pending.id, Outcome::Failed(Code::Aborted), context),
            None => {}
        }
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
        let ended = match self.check(&pending, &outcome) {
            Ok(answer) => {
                self.note(&pending, answer, context.visitor.as_deref());
                self.succeed(&pending, answer);
                None
            }
            Err((error, answer)) => {
                if !error.is_passing() {
                    self.untell(&pending);
                }
                self.fail(&pending, error.clone(), answer);
                Some(error)
            }
        };
        self.end(&pending, ended.as_ref());
        self.send_waiting(context, false);
    }

    /// Says what is left to do for the calls of a request that ended.
    fn end(&mut self, pending: &Pending, error: Option<&Error>) {
        let part = if matches!(pending.purpose, Purpose::Order) { TOLD_ORDER } else { TOLD_EVENTS };
        let again = error.is_some_and(Error::is_passing);
        self.ended(pending.call, part, again, self.queue.has(pending.call));
        for call in &pending.carried {
            let result = error.map_or_else(|| Ok(KNOWN.into()), |error| Err(error.clone()));
            self.effects.push(Effect::Settle { call: *call, result });
            // What travelled with a request that the page gave up is still to be told.
            self.ended(*call, part, again || error.is_some_and(|error| error.code == Code::Aborted), false);
        }
    }

    /// What a request told that was given up or refused, the server does not know: it may be told again, and takes no
    /// older call's place.
    fn untell(&mut self, pending: &Pending) {
        self.tell_anew();
        for youngest in self.youngest.iter_mut().filter(|youngest| **youngest == pending.call) {
            *youngest = 0;
        }
    }

    fn ended(&mut self, call: u32, part: u8, again: bool, open: bool) {
        let told = if again { 0 } else { part };
        self.emit("ended", numbers(&[call, told.into(), again.into(), open.into()]));
    }

    /// Says what the server knows by now.
    fn note(&mut self, pending: &Pending, answer: Answer, visitor: Option<&str>) {
        let message = &pending.envelope.message;
        if let Some(cart) = json::get(message, "cart") {
            self.known("cart", &json::quoted(&memo::token(cart, visitor)));
        }
        if json::get(message, "customer").is_some() {
            self.known("customer", "1");
        }
        if matches!(pending.purpose, Purpose::Order) && answer.rejections().is_none() {
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
        let visitor = context.visitor.as_deref().filter(|_| !context.anonymous);
        while let Some(pending) = self.queue.next(context.now, is_named, is_end) {
            if pending.envelope.endpoint == Endpoint::Events {
                self.effects.push(Effect::Emit { name: "prerequest", payload: pending.envelope.message.clone() });
            }
            let request = pending.envelope.address(pending.id, &self.config, visitor);
            self.effects.push(Effect::Send(request));
        }
    }

    /// A good answer, or why it is none together with what the server said.
    fn check<'a>(&self, pending: &Pending, outcome: &'a Outcome) -> Result<Answer<'a>, (Error, Option<Answer<'a>>)> {
        let (code, status, answer) = match outcome {
            Outcome::Failed(code) => (*code, None, None),
            Outcome::Answered { status, digest } => match (Answer::read(digest), (200..300).contains(status)) {
                (Some(answer), true) => return Ok(answer),
                (None, true) => (Code::Parse, Some(*status), None),
                (answer, false) => (Code::Http, Some(*status), answer),
            },
        };
        Err((Error { code, status, path: pending.envelope.path(&self.config).into() }, answer))
    }

    fn succeed(&mut self, pending: &Pending, answer: Answer) {
        let call = pending.call;
        if let Some(errors) = answer.errors() {
            self.emit("servererror", errors.into());
        }
        match pending.purpose {
            Purpose::Order => {
                if let Some(rejections) = answer.rejections() {
                    self.reject_order(pending, rejections);
                }
            }
            Purpose::Attribution | Purpose::Replay => {
                self.effects.push(Effect::Settle { call, result: Ok(String::new()) })
            }
            Purpose::Load(delivery) => self.effects.push(Effect::Deliver { request: pending.id, call, delivery }),
        }
    }

    fn fail(&mut self, pending: &Pending, error: Error, answer: Option<Answer>) {
        let is_order = matches!(pending.purpose, Purpose::Order);
        match answer.and_then(|answer| answer.rejections()) {
            Some(rejections) if is_order => self.reject_order(pending, rejections),
            // What the page itself gave up is no news from the server.
            _ if error.code == Code::Aborted => {}
            _ => {
                let errors = answer.and_then(|answer| answer.errors()).map(String::from);
                self.emit("servererror", errors.unwrap_or_else(|| json::list(&[json::quoted(&error.summary())])));
            }
        }
        if !is_order {
            self.effects.push(Effect::Settle { call: pending.call, result: Err(error) });
        }
    }

    fn reject_order(&mut self, pending: &Pending, rejections: &str) {
        let mut response = Writer::object();
        response.raw("errors", rejections);
        let mut payload = Writer::object();
        payload.raw("payload", &pending.envelope.message);
        payload.raw("response", &response.finish());
        self.emit("ordererror", payload.finish());
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
