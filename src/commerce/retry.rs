//! When to try again.

use std::time::Duration;

use super::error::{Error, Kind};
use super::http::Headers;

/// The first wait.
pub const BASE: Duration = Duration::from_millis(500);
/// The longest wait of our own choice.
pub const CAP: Duration = Duration::from_secs(8);
/// The longest wait a server may ask for; above it, the caller shall know at once and decide.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// How often a refusal for too many requests is waited out: it says when to come, so it is no fault to be counted.
pub const REFUSALS: u32 = 8;
/// The part of a wait that chance takes off, so that clients do not come back together.
const JITTER: f64 = 0.25;

/// The wait before retry number `retry` (from 0); `random` of [0, 1).
pub fn delay(retry: u32, random: f64) -> Duration {
    let full = BASE.saturating_mul(1_u32.checked_shl(retry).unwrap_or(u32::MAX)).min(CAP);
    full.mul_f64(1.0 - JITTER * random.clamp(0.0, 1.0))
}

/// Whether the same request may succeed later. That its method allows a second try is the caller's to know.
pub fn is_passing(error: &Error) -> bool {
    match error.kind {
        Kind::Network | Kind::Timeout | Kind::RateLimited => true,
        Kind::Server => matches!(error.status, Some(500 | 502 | 503 | 504)),
        _ => matches!(error.status, Some(408 | 425)),
    }
}

/// How long the server asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date, which is measured by
/// the server's own clock where it shows it. Nothing if it is in the past or makes no sense.
pub fn after(headers: &Headers, now: u64) -> Option<Duration> {
    if let Some(milliseconds) = headers.number("retry-after-ms").filter(|value| *value >= 0.0) {
        return Duration::try_from_secs_f64(milliseconds / 1000.0).ok();
    }
    if let Some(seconds) = headers.number("retry-after") {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let due = date(headers.get("retry-after")?)?;
    due.checked_sub(server_time(headers, now)).map(Duration::from_millis)
}

/// The server's time in milliseconds since 1970, or ours where it does not say.
pub fn server_time(headers: &Headers, now: u64) -> u64 {
    headers.get("date").and_then(date).unwrap_or(now)
}

fn date(text: &str) -> Option<u64> {
    let time = httpdate::parse_http_date(text.trim()).ok()?;
    let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
    u64::try_from(since.as_millis()).ok()
}
