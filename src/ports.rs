//! What the core needs of the place it runs in. Browsers, servers and tests each have their own adapters.

use crate::core::wire::Request;

/// The time.
pub trait Clock {
    /// ms since 1970.
    fn now(&self) -> f64;
}

/// HTTP.
pub trait Http {
    /// Sends `request` as whoever the visitor is now. Its outcome comes back by [`crate::runtime::Runtime::answer`], at
    /// most once, and never before this has returned.
    fn send(&self, request: Request);
}

/// The page that uses the library, as its façade stands for it.
pub trait Caller {
    /// Tells the listeners of a bus event, who may call the library again, or the façade itself: see
    /// [`crate::core::effect::Effect::Emit`].
    fn emit(&self, name: &str, payload: &str);
    /// What the server knows (see [`crate::core::memo`]) on the first line, and after it the visitor id, as the page's
    /// cookie or a store of its own holds it; nothing where there is none. What an answer says of it is kept before
    /// [`crate::runtime::Runtime::answer`] is called.
    fn known(&self) -> String;
}

/// All of them.
pub trait Ports: Clock + Http + Caller + 'static {}

impl<P: Clock + Http + Caller + 'static> Ports for P {}
