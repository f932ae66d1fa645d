//! The state machine: calls and answers in, effects out.

use super::action::Action;
use super::answer::Answer;
use super::config::Config;
use super::cookie;
use super::diagnostic::Diagnostics;
use super::effect::{Delivery, Effect, Outcome};
use super::error::{Code, Error};
use super::json::{self, Writer};
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
    /// A fresh random text of at least 96 bits, for idempotency keys.
    pub random: String,
}

/// A `load()`, an `update()` or a `done()` as the façade hands it over.
#[derive(Clone, Copy, Debug)]
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
}

/// The action's events went out.
pub const TOLD_EVENTS: u8 = 1;
/// The action's order went out.
pub const TOLD_ORDER: u8 = 2;

/// What an answer is for.
#[derive(Debug)]
enum Purpose {
    /// The results of a view, or of a message the page wrote itself.
    Load(Delivery),
    /// Events alone: the promise has no value.
    Attribution,
    /// An order; the façade does not wait for it, the action's own request follows.
    Order,
}

#[derive(Debug)]
struct Pending {
    id: u32,
    call: u32,
    purpose: Purpose,
    envelope: Envelope,
    sent: bool,
}

/// The core of one page.
#[derive(Debug, Default)]
pub struct Core {
    config: Config,
    sessions: Vec<(u32, Session)>,
    pending: Vec<Pending>,
    last_request: u32,
    remembered: bool,
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

    /// Applies the setters, and sends what the action has to tell. Returns what it has told by now.
    pub fn submit(&mut self, submission: Submission, context: &Context) -> u8 {
        let mut problems = Diagnostics::new("");
        let (setters, page, flags, verbs) = split(submission.text);
        let action = Action::read(&verbs, &mut problems);
        let session = self.session(submission.session);
        session.apply(setters, &mut problems);

        let is_attribution = json::get_flag(flags, "attribution");
        let injects = json::get_flag(flags, "inject");
        let mut flags = Flags::read(flags);
        flags.skip_page_views |= is_attribution;
        let page = Page::read(page, &mut problems);
        let tells_events = submission.told & TOLD_EVENTS == 0 || flags.tracked;
        let message = if is_attribution {
            wire::attribution(&action, &page, context.now)
        } else {
            wire::message(&action, session, &page, flags, tells_events, context.now)
        };
        let raw = action.message.is_some();
        let purpose = if is_attribution {
            Purpose::Attribution
        } else {
            let html = wire::is_markup(&message);
            Purpose::Load(Delivery { html, inject: html && if raw { injects } else { session.inject }, raw })
        };

        if let Some(problems) = problems.finish() {
            self.emit("diagnostic", problems);
        }
        let mut told = submission.told;
        if let Some(order) = action.order.filter(|_| told & TOLD_ORDER == 0) {
            let mut rid = context.random.clone();
            rid.push('o');
            let flags = Flags { timeout: flags.timeout, ..Flags::default() };
            self.enqueue(
                submission.call,
                Purpose::Order,
                Envelope { endpoint: Endpoint::Order, flags, rid, message: order },
            );
            told |= TOLD_ORDER;
        }
        if !flags.skip_events {
            told |= TOLD_EVENTS;
        }
        let rid = context.random.clone();
        self.enqueue(submission.call, purpose, Envelope { endpoint: Endpoint::Events, flags, rid, message });
        self.send_waiting(context);
        told
    }

    /// The message of a submission, without sending it.
    pub fn dump(&mut self, submission: Submission) -> String {
        let mut problems = Diagnostics::new("");
        let (setters, page, flags, verbs) = split(submission.text);
        let action = Action::read(&verbs, &mut problems);
        let page = Page::read(page, &mut problems);
        let session = self.session(submission.session);
        session.apply(setters, &mut problems);
        wire::message(&action, session, &page, Flags::read(flags), true, page.time)
    }

    /// The page gave up on a call.
    pub fn abort(&mut self, call: u32, context: &Context) {
        let open = |pending: &&Pending| pending.call == call && !matches!(pending.purpose, Purpose::Order);
        match self.pending.iter().find(open) {
            Some(pending) if pending.sent => self.effects.push(Effect::Abort(pending.id)),
            Some(pending) => self.answer(pending.id, Outcome::Failed(Code::Aborted), context),
            None => {}
        }
    }

    /// A request ended.
    pub fn answer(&mut self, request: u32, outcome: Outcome, context: &Context) {
        let Some(at) = self.pending.iter().position(|pending| pending.id == request) else {
            return;
        };
        let pending = self.pending.remove(at);
        let mut context = context.clone();
        match self.check(&pending, &outcome) {
            Ok(answer) => {
                self.remember(answer, &mut context);
                self.succeed(pending, answer);
            }
            Err((error, reasons)) => self.fail(&pending, error, reasons),
        }
        self.send_waiting(&context);
    }

    /// The session called `id`, new when it is not known.
    fn session(&mut self, id: u32) -> &mut Session {
        let at = self.sessions.iter().position(|(known, _)| *known == id).unwrap_or_else(|| {
            self.sessions.push((id, Session::default()));
            self.sessions.len() - 1
        });
        // Indexing is what the line above made safe; there is no fallible way that the borrow checker accepts.
        #[allow(clippy::indexing_slicing)]
        &mut self.sessions[at].1
    }

    fn emit(&mut self, name: &'static str, payload: String) {
        self.effects.push(Effect::Emit { name, payload });
    }

    fn enqueue(&mut self, call: u32, purpose: Purpose, envelope: Envelope) {
        self.last_request += 1;
        self.pending.push(Pending { id: self.last_request, call, purpose, envelope, sent: false });
    }

    /// Sends what may go. As long as a visitor has no id, one request at a time: the server mints the id with its
    /// first answer, and two first requests would make two visitors of one. And a request never overtakes one
    /// whose cart or customer it replaces.
    fn send_waiting(&mut self, context: &Context) {
        let named = context.anonymous || context.visitor.is_some();
        let visitor = context.visitor.as_deref().filter(|_| !context.anonymous);
        for at in 0..self.pending.len() {
            let (earlier, rest) = self.pending.split_at_mut(at);
            let Some(pending) = rest.first_mut() else { return };
            let message = &pending.envelope.message;
            let free = earlier.iter().all(|other| !wire::replaces(message, &other.envelope.message));
            if !pending.sent && free {
                pending.sent = true;
                if pending.envelope.endpoint == Endpoint::Events {
                    self.effects.push(Effect::Emit { name: "prerequest", payload: message.clone() });
                }
                let request = pending.envelope.address(pending.id, &self.config, visitor);
                self.effects.push(Effect::Send(request));
            }
            if !named {
                return;
            }
        }
    }

    /// A good answer, or why it is none together with the server's own reasons.
    fn check<'a>(&self, pending: &Pending, outcome: &'a Outcome) -> Result<Answer<'a>, (Error, Option<String>)> {
        let error = |code, status| Error { code, status, path: pending.envelope.path(&self.config).into() };
        match outcome {
            Outcome::Failed(code) => Err((error(*code, None), None)),
            Outcome::Answered { status, digest } => match Answer::read(digest) {
                Some(answer) if (200..300).contains(status) => Ok(answer),
                Some(answer) => Err((error(Code::Http, Some(*status)), answer.violations().or(answer.errors()))),
                None if (200..300).contains(status) => Err((error(Code::Parse, Some(*status)), None)),
                None => Err((error(Code::Http, Some(*status)), None)),
            },
        }
    }

    /// Keeps the visitor id an answer brings. It is written when it changes, and once on every page, which
    /// renews the cookie.
    fn remember(&mut self, answer: Answer, context: &mut Context) {
        let id = answer.visitor().filter(|id| !context.anonymous && cookie::storable(id));
        let Some(id) = id else {
            return;
        };
        if !self.remembered || context.visitor.as_ref() != Some(&id) {
            self.remembered = true;
            self.effects.push(Effect::SetVisitor(id.clone()));
        }
        context.visitor = Some(id);
    }

    fn succeed(&mut self, pending: Pending, answer: Answer) {
        let call = pending.call;
        if let Some(errors) = answer.errors() {
            self.emit("servererror", errors);
        }
        match pending.purpose {
            Purpose::Order => {
                if let Some(response) = answer.violations() {
                    self.reject_order(&pending, &response);
                }
            }
            Purpose::Attribution => self.effects.push(Effect::Settle { call, result: Ok("null".into()) }),
            Purpose::Load(delivery) => self.effects.push(Effect::Deliver { request: pending.id, call, delivery }),
        }
    }

    /// `reasons` is a JSON list of strings, or the `{errors}` of a rejected order.
    fn fail(&mut self, pending: &Pending, error: Error, reasons: Option<String>) {
        let violations = reasons.as_deref().filter(|reasons| reasons.starts_with('{'));
        match violations {
            Some(response) if matches!(pending.purpose, Purpose::Order) => self.reject_order(pending, response),
            // What the page itself gave up is no news from the server.
            _ if error.code == Code::Aborted => {}
            _ => {
                let errors = reasons.filter(|reasons| reasons.starts_with('['));
                self.emit("servererror", errors.unwrap_or_else(|| json::list(&[json::quoted(&error.summary())])));
            }
        }
        if !matches!(pending.purpose, Purpose::Order) {
            self.effects.push(Effect::Settle { call: pending.call, result: Err(error) });
        }
    }

    fn reject_order(&mut self, pending: &Pending, response: &str) {
        let mut payload = Writer::object();
        payload.raw("payload", &pending.envelope.message);
        payload.raw("response", response);
        self.emit("ordererror", payload.finish());
    }
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
