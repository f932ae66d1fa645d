//! The adapters of a browser page: web platform on one side, ports on the other. Each file is one subject; where
//! a page lacks something (no document in a worker, blocked cookies), the adapter answers with nothing.

mod caller;
mod clock;
mod cookie;

pub use caller::Host;

/// A page in a browser.
pub struct Browser {
    host: Host,
}

impl Browser {
    /// The page whose façade is `host`.
    pub fn new(host: Host) -> Self {
        Self { host }
    }
}
