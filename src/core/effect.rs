//! What the core asks the outside to do.

use super::error::Error;
use super::wire::Request;

/// An instruction to the runtime, performed in order and with nothing of the core borrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Tell the listeners of bus event `name`; the payload is JSON. Some are for the façade alone:
    ///
    /// - `ended`, `[call, told, again, open]`: a request of a call ended. `told` is what the server has for good or
    ///   never wants ([`super::machine::TOLD_EVENTS`], `TOLD_ORDER`), `again` says that it did not arrive and is worth
    ///   another try, `open` that other requests of the call have no answer yet.
    /// - `known`, `[name, value]`: the server knows this `cart` by its token, a `customer`, or the `orders` number.
    /// - `wake`, `[request, ms]`: call [`super::machine::Core::wake`] then.
    Emit {
        /// Lower-case name.
        name: &'static str,
        /// JSON text.
        payload: String,
    },
    /// Send a request; its outcome comes back as [`super::machine::Core::answer`].
    Send(Request),
    /// Abort a request that was sent.
    Abort(u32),
    /// Give the answer of a request to the page: tell the listeners, put markup into its placements, and settle the
    /// promise of the call.
    Deliver {
        /// Whose answer.
        request: u32,
        /// The façade's number of the call.
        call: u32,
        /// How.
        delivery: Delivery,
    },
    /// Settle the promise of call `call`.
    Settle {
        /// The façade's number of the call.
        call: u32,
        /// JSON text of the value, or the error.
        result: Result<String, Error>,
    },
}

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The server was asked for markup.
    pub html: bool,
    /// The markup goes into the page.
    pub inject: bool,
    /// The page wants the answer as it came.
    pub raw: bool,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server answered.
    Answered {
        /// HTTP status.
        status: u16,
        /// What the core has to know of it: see [`super::answer::Answer`]. The answer itself stays where it is read.
        digest: String,
    },
    /// It did not: [`super::error::Code::Network`], `Timeout` or `Aborted`.
    Failed(super::error::Code),
}
