//! What the core needs of the place it runs in. Browsers, servers and tests each have their own adapters.

use crate::core::effect::Delivery;
use crate::core::error::Error;
use crate::core::wire::Request;

/// The time.
pub trait Clock {
    /// ms since 1970.
    fn now(&self) -> f64;
}

/// HTTP. Outcomes come back by [`crate::runtime::Runtime::answer`], at most one for a request, and never before
/// [`Http::send`] has returned.
pub trait Http {
    /// Sends `request`.
    fn send(&self, request: Request);
    /// Gives up a request; it has no outcome any more.
    fn abort(&self, request: u32);
}

/// The page that uses the library, as its façade stands for it.
pub trait Caller {
    /// Tells the listeners of a bus event; they may call the library again.
    fn emit(&self, name: &str, payload: &str);
    /// Settles the promise of a call.
    fn settle(&self, call: u32, result: Result<String, Error>);
    /// Gives the answer of `request` to the page, and settles the promise of `call` with it.
    fn deliver(&self, request: u32, call: u32, delivery: Delivery);
    /// What the server knows: see [`crate::core::memo`].
    fn memo(&self) -> String;
    /// The visitor id, as the page's cookie or a store of its own holds it; what an answer says of it is kept before
    /// [`crate::runtime::Runtime::answer`] is called.
    fn visitor(&self) -> Option<String>;
}

/// All of them.
pub trait Ports: Clock + Http + Caller + 'static {}

impl<P: Clock + Http + Caller + 'static> Ports for P {}
