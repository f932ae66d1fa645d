//! What the core asks the outside to do.

use super::wire::Request;

/// An instruction to the runtime, performed in order and with nothing of the core borrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Tell the listeners of bus event `name`; the payload is JSON. Some are for the façade alone, a list of numbers
    /// but for `known`:
    ///
    /// - `ended`, `[call, told, again, open]`: a request of a call ended. `told` is what the server has for good or
    ///   never wants ([`super::machine::TOLD_EVENTS`], `TOLD_ORDER`), `again` says that it did not arrive and is worth
    ///   another try, `open` that other requests of the call have no answer yet.
    /// - `known`, `[name, value]`: the server knows this `cart` by its token, a `customer`, or the `orders` number.
    /// - `wake`, `[request, ms]`: call [`super::machine::Core::wake`] then.
    /// - `deliver`, `[request, call, html, inject, raw]`: give the answer of a request to the page: tell the listeners,
    ///   put markup into its placements where it shall (`inject`), and settle the promise of the call, with the answer as
    ///   it came where the page wants that (`raw`); `html` says that the server was asked for markup.
    /// - `settle`, `[call, request, ending]`: the promise of a call ends as [`Ending`] says.
    /// - `giveup`, `[request]`: end a request; it has no outcome any more.
    Emit {
        /// Lower-case name.
        name: &'static str,
        /// JSON text.
        payload: String,
    },
    /// Send a request; its outcome comes back as [`super::machine::Core::answer`].
    Send(Request),
}

/// How the promise of a call ends to which no answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It has no value.
    Done,
    /// The server knew all of it already, or was told with another call: its last answer is the answer to that too.
    Known,
    /// The request named beside it failed, or was given up. The façade knows why.
    Failed,
}

/// How a request ended, as the façade reads it from status and body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did not arrive, or may go better with another try.
    Failed,
    /// The server has it, or something between, and will not take it.
    Refused,
    /// The server has it.
    Accepted,
    /// The server has it, and rejects the order that it was.
    Rejected,
    /// The page gave it up.
    Aborted,
}
