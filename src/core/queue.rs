//! The requests of a page until they are answered: which may go now, which waits, and which travels with another.

use super::json;
use super::wire::{self, Envelope};

/// How long a cart or a customer waits for a request that carries it along, in ms: what one task says travels together.
const SOON: f64 = 50.0;

/// How long it waits when another went out just before, in ms: a shopper is counting something up.
const LATER: f64 = 1_000.0;

/// What an answer is for.
#[derive(Debug)]
pub enum Purpose {
    /// The results of a view, or of a message the page wrote itself.
    Load {
        /// The server was asked for markup.
        html: bool,
        /// The markup goes into the page.
        inject: bool,
        /// The page wants the answer as it came.
        raw: bool,
    },
    /// Events alone: the promise has no value.
    Attribution,
    /// An order; the façade does not wait for it, the action's own request follows.
    Order,
    /// A call that failed before: it has to arrive, and nobody waits for its answer.
    Replay,
}

/// A request that has no answer yet.
#[derive(Debug)]
pub struct Pending {
    /// Names the request between core and adapters.
    pub id: u32,
    /// The façade's number of its call.
    pub call: u32,
    /// Calls whose whole message this one tells too.
    pub carried: Vec<u32>,
    /// What its answer is for.
    pub purpose: Purpose,
    /// What goes out.
    pub envelope: Envelope,
    /// It is under way.
    pub sent: bool,
    /// It waits for one that carries it along.
    waits: bool,
}

impl Pending {
    /// Whether it is an order, whose answer the page does not wait for.
    pub fn is_order(&self) -> bool {
        matches!(self.purpose, Purpose::Order)
    }
}

/// Requests in the order of their calls.
#[derive(Debug, Default)]
pub struct Queue {
    pending: Vec<Pending>,
    last: u32,
    /// When a cart went out by itself last, in ms since 1970.
    told_state: f64,
}

impl Queue {
    /// Adds a request. One of nothing but cart and customer waits a moment: for one that can carry it along, as
    /// this one does with what it tells anyway. Returns its id and for how long, in ms.
    pub fn push(&mut self, call: u32, purpose: Purpose, envelope: Envelope, now: f64) -> (u32, u32) {
        self.last += 1;
        let waits = envelope.is_state;
        let wait = match () {
            _ if !waits => 0.0,
            // A clock that was set back meanwhile must not make it wait for a year.
            _ if (0.0..LATER).contains(&(now - self.told_state)) => LATER,
            _ => SOON,
        };
        let mut carried = Vec::new();
        self.pending.retain(|other| {
            let travels =
                other.envelope.is_state && !other.sent && wire::covers(&envelope.message, &other.envelope.message);
            if travels {
                carried.extend_from_slice(&other.carried);
                carried.push(other.call);
            }
            !travels
        });
        self.pending.push(Pending { id: self.last, call, carried, purpose, envelope, sent: false, waits });
        (self.last, wait as u32)
    }

    /// Whether a request of `call` has no answer yet.
    pub fn has(&self, call: u32) -> bool {
        self.pending.iter().any(|pending| pending.call == call)
    }

    /// The request of `call` that its promise waits for.
    pub fn find(&self, call: u32) -> Option<&Pending> {
        self.pending.iter().find(|pending| pending.call == call && !pending.is_order())
    }

    /// Whether a cart is on its way.
    pub fn has_cart(&self) -> bool {
        self.pending.iter().any(|pending| json::get(&pending.envelope.message, "cart").is_some())
    }

    /// Request `id` has waited long enough.
    pub fn release(&mut self, id: u32) {
        for pending in self.pending.iter_mut().filter(|pending| pending.id == id) {
            pending.waits = false;
        }
    }

    /// Takes out request `id`.
    pub fn take(&mut self, id: u32) -> Option<Pending> {
        let at = self.pending.iter().position(|pending| pending.id == id)?;
        Some(self.pending.remove(at))
    }

    /// Marks the next request that may go as sent and returns it. As long as a visitor has no id, one request at a
    /// time: the server mints the id with its first answer, and two first requests would make two visitors of one.
    /// And a request never overtakes one whose cart or customer it replaces - unless the page ends.
    pub fn next(&mut self, now: f64, is_named: bool, is_end: bool) -> Option<&Pending> {
        let mut found = None;
        for (at, pending) in self.pending.iter().enumerate() {
            if pending.sent && !is_named {
                return None;
            }
            if pending.sent || (!is_end && pending.waits) {
                continue;
            }
            let mut earlier = self.pending.iter().take(at);
            let message = &pending.envelope.message;
            let free = is_end || earlier.all(|other| !wire::replaces(message, &other.envelope.message));
            if free {
                found = Some(at);
                break;
            }
            if !is_named {
                return None;
            }
        }
        let pending = self.pending.get_mut(found?)?;
        pending.sent = true;
        if pending.envelope.is_state {
            self.told_state = now;
        }
        Some(pending)
    }
}
