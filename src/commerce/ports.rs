//! What the connectors need of the world around them.

use std::future::Future;
use std::time::Duration;

use super::http::{Request, Response};

/// The network, the clock and chance. Dropping a future stops what it stands for: that is how a call is aborted.
///
/// The futures may be `Send` or not: a client's own are exactly when these are.
pub trait Ports: 'static {
    /// Sends a request and reads the whole answer, whatever its status. Follows no redirect, keeps no cookie.
    ///
    /// # Errors
    /// What went wrong, in words, when there is no answer. It must hold no header and no body.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, String>>;

    /// Ends after a while.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;

    /// Milliseconds since 1970.
    fn now(&self) -> u64;

    /// A number of [0, 1): spreads retries, so it need not be hard to guess.
    fn random(&self) -> f64;
}
