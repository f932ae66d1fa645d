//! What the core needs of the place it runs in. Browsers, servers and tests each have their own adapters.

use crate::core::wire::Request;

/// The time.
pub trait Clock {
    /// ms since 1970.
    fn now(&self) -> f64;
}

/// HTTP.
pub trait Http {
    /// Tells the listeners of `prerequest` of a message to the events' endpoint, then sends `request` as whoever the visitor
    /// is now. A listener may call the library again. Its outcome comes back by [`crate::runtime::Runtime::answer`], at
    /// most once, and never before this has returned.
    fn send(&self, request: Request);
}

/// What stands for the id of a visitor who must not have one. No id holds a line end.
pub const UNTRACKED: &str = "\n";

/// The page that uses the library, as its façade stands for it.
pub trait Caller {
    /// Tells the listeners of a bus event, who may call the library again, or the façade itself: see
    /// [`crate::core::effect::Effect::Emit`].
    fn emit(&self, name: &str, payload: &str);
    /// What the server knows by now: see [`crate::core::memo`].
    fn memo(&self) -> String;
    /// The visitor id, as the page's cookie or a store of its own holds it; nothing where there is none yet, and
    /// [`UNTRACKED`] for a visitor who must not be tracked. What an answer says of it is kept before
    /// [`crate::runtime::Runtime::answer`] is called.
    fn visitor(&self) -> String;
}

/// All of them.
pub trait Ports: Clock + Http + Caller + 'static {}

impl<P: Clock + Http + Caller + 'static> Ports for P {}
