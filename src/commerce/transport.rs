//! One request and its answer: in time, unpacked, and only where it was meant to go.

use std::time::Duration;

use futures_lite::future::or;

use super::error::{Error, Kind};
use super::http::{Request, Response};
use super::ports::Ports;
use super::url::Base;

/// Redirects that are followed in a row.
const REDIRECTS: usize = 5;

/// Sends a request, within `timeout`, and follows redirects of reads as long as they stay at `base`. The answer may be
/// of any status but a redirect's.
///
/// # Errors
/// [`Kind::Network`], [`Kind::Timeout`], [`Kind::Foreign`].
pub async fn exchange<P: Ports>(
    ports: &P,
    base: &Base,
    mut request: Request,
    timeout: Duration,
) -> Result<Response, Error> {
    let within = async {
        for _ in 0..=REDIRECTS {
            let sent = ports.send(request.clone()).await;
            let response = sent.map_err(|reason| Error::new(Kind::Network, reason))?;
            let target = match response.status {
                301 | 302 | 303 | 307 | 308 if request.method.is_safe() => response.headers.get("location"),
                // `fetch` in some runtimes hides redirects behind status 0.
                0 | 300..=399 if response.status != 304 => return Err(redirected(&response)),
                _ => return Ok(response.unpacked()),
            };
            let Some(target) = target else { return Err(redirected(&response)) };
            request.url = base.follow(target)?;
        }
        Err(Error::new(Kind::Loop, "the server redirects in a circle"))
    };
    let late = async {
        ports.sleep(timeout).await;
        Err(Error::new(Kind::Timeout, format!("no answer within {} ms", timeout.as_millis())))
    };
    or(within, late).await
}

fn redirected(response: &Response) -> Error {
    let mut error = Error::new(Kind::Foreign, "the server redirects a request that must not be sent on");
    error.status = Some(response.status).filter(|status| *status != 0);
    error
}
