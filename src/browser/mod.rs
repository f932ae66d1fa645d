//! The adapters of the module: the façade that hands it its calls on one side, ports on the other. The façade of a
//! page knows the document, that of a server the request it answers; the module itself touches no global but the
//! clock and the source of randomness, which every place has.

mod caller;
mod clock;

pub use caller::Host;

/// A page as its façade stands for it, in a browser or on a server.
pub struct Browser {
    host: Host,
}

impl Browser {
    /// The page whose façade is `host`.
    pub fn new(host: Host) -> Self {
        Self { host }
    }
}
