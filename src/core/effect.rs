//! What the core asks the outside to do.

use super::error::Error;
use super::wire::Request;

/// An instruction to the runtime, performed in order and with nothing of the core borrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Tell the listeners of bus event `name`; the payload is JSON.
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
    /// Remember the visitor id.
    SetVisitor(String),
    /// Put markup into the page: a JSON object of placement to HTML. What was filled comes back as
    /// [`super::machine::Core::injected`].
    Inject {
        /// The request whose answer this is.
        request: u32,
        /// The façade's number of the call, which may have elements of its own to fill.
        call: u32,
        /// `{placement: html}` or `{placement: {html, result_id?, extra_attribution?}}`.
        markup: String,
    },
    /// Settle the promise of call `call`.
    Settle {
        /// The façade's number of the call.
        call: u32,
        /// JSON text of the value, or the error.
        result: Result<String, Error>,
    },
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server answered.
    Answered {
        /// HTTP status.
        status: u16,
        /// The whole body as text.
        body: String,
    },
    /// It did not: [`super::error::Code::Network`], `Timeout` or `Aborted`.
    Failed(super::error::Code),
}
