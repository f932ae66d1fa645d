//! What the core needs of the place it runs in. Browsers, servers and tests each have their own adapters.

use crate::core::effect::Delivery;
use crate::core::error::Error;
use crate::core::wire::Request;

/// The time.
pub trait Clock {
    /// ms since 1970.
    fn now(&self) -> f64;
}

/// The cookies of the page.
pub trait Cookies {
    /// All readable cookies as one header text; empty where there are none or they are blocked.
    fn cookies(&self) -> String;
    /// Writes one cookie; a refusal is silent, as it is in browsers.
    fn set_cookie(&self, cookie: &str);
    /// The host name the cookies belong to.
    fn host(&self) -> String;
    /// Whether the page came over https.
    fn is_secure(&self) -> bool;
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
    /// Whether the visitor must not be tracked.
    fn is_anonymous(&self) -> bool;
    /// Whether the page keeps the visitor id itself (custom identifier service).
    fn keeps_visitor(&self) -> bool;
    /// The visitor id the page keeps.
    fn visitor(&self) -> Option<String>;
    /// Hands the page a visitor id to keep.
    fn set_visitor(&self, id: Option<&str>);
}

/// All of them.
pub trait Ports: Clock + Cookies + Http + Caller + 'static {}

impl<P: Clock + Cookies + Http + Caller + 'static> Ports for P {}
