//! The leaky bucket of a store and an app.
use axum::http::{HeaderMap, HeaderValue};

/// Requests that fit in.
const SIZE: u64 = 40;

/// Requests that leak out in a second.
const LEAK: u64 = 2;

/// One request, in the unit of the level: then a rate per second is one per ms too, and nothing is rounded.
const REQUEST: u64 = 1_000;

/// How full it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bucket {
    /// In thousandths of a request.
    level: u64,
    at: u64,
}

/// What an answer tells of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Whether this request still went in.
    pub accepted: bool,
    /// The bucket's size.
    pub limit: u64,
    /// Requests until it is full.
    pub remaining: u64,
    /// Time until it is empty, in ms.
    pub reset: u64,
}

impl Bucket {
    /// Puts `requests` in; `factor` is 10 for stores on the larger plans, whose buckets are larger and leak faster.
    pub fn take(&mut self, now: u64, factor: u64, requests: u64) -> Reading {
        let (size, leak) = (SIZE * factor, LEAK * factor);
        self.level = self.level.saturating_sub(now.saturating_sub(self.at) * leak);
        self.at = now;
        let after = self.level + requests * REQUEST;
        let accepted = after <= size * REQUEST;
        if accepted {
            self.level = after;
        }
        let remaining = (size * REQUEST - self.level) / REQUEST;
        Reading { accepted, limit: size, remaining, reset: self.level.div_ceil(leak) }
    }
}

impl Reading {
    /// Writes the three headers, `Reset` in ms or, as some of the system's own programs read it, in seconds.
    pub fn write(self, headers: &mut HeaderMap, in_seconds: bool) {
        let reset = if in_seconds { self.reset.div_ceil(1_000) } else { self.reset };
        headers.insert("x-rate-limit-limit", HeaderValue::from(self.limit));
        headers.insert("x-rate-limit-remaining", HeaderValue::from(self.remaining));
        headers.insert("x-rate-limit-reset", HeaderValue::from(reset));
    }
}

#[cfg(test)]
mod tests {
    use super::Bucket;

    #[test]
    fn takes_forty_at_once_then_two_a_second() {
        let mut bucket = Bucket::default();
        for taken in 1..=40 {
            let reading = bucket.take(0, 1, 1);
            assert!(reading.accepted);
            assert_eq!((reading.limit, reading.remaining, reading.reset), (40, 40 - taken, taken * 500));
        }
        assert!(!bucket.take(499, 1, 1).accepted);
        assert!(bucket.take(500, 1, 1).accepted);
        assert!(!bucket.take(500, 1, 1).accepted);
        let accepted = (1..=100).filter(|half| bucket.take(500 + half * 500, 1, 1).accepted).count();
        assert_eq!(accepted, 100);
        assert_eq!(bucket.take(10_000_000, 1, 1).remaining, 39);
    }

    #[test]
    fn larger_plans_have_ten_times_of_both() {
        let mut bucket = Bucket::default();
        assert_eq!(bucket.take(0, 10, 400).remaining, 0);
        assert!(!bucket.take(49, 10, 1).accepted);
        assert!(bucket.take(50, 10, 1).accepted);
    }
}
