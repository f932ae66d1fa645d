//! A leaky bucket: every request fills it by one, it leaks steadily, and a request that finds it full is refused.

use super::Pace;
use crate::commerce::http::Headers;

/// Requests a bucket holds by default, and stores on large plans have ten times that.
const SIZE: f64 = 40.0;
/// Seconds a full bucket takes to empty, on every plan.
const EMPTIES_IN: f64 = 20.0;
/// How far a hint may be from what was expected, as a factor, before it is taken for nonsense.
const PLAUSIBLE: f64 = 3.0;

/// The model of Tiendanube's bucket. It is never less full than the real one as long as nobody else fills that: what
/// is under way counts in full and begins to leak only with its answer. What others do shows in the headers.
pub struct Bucket {
    size: f64,
    level: f64,
    /// When `level` was right.
    at: u64,
    under_way: f64,
    /// Requests that ended without an answer, not in `level` yet.
    lost: f64,
}

impl Default for Bucket {
    fn default() -> Self {
        Self { size: SIZE, level: 0.0, at: 0, under_way: 0.0, lost: 0.0 }
    }
}

impl Bucket {
    /// Requests that leak in a millisecond.
    fn leak(&self) -> f64 {
        self.size / EMPTIES_IN / 1000.0
    }

    fn advance(&mut self, now: u64) {
        let passed = now.saturating_sub(self.at);
        self.level = (self.level - passed as f64 * self.leak()).max(0.0) + self.lost;
        self.lost = 0.0;
        self.at = self.at.max(now);
    }

    fn learn(&mut self, headers: &Headers) {
        if let Some(size) = headers.number("x-rate-limit-limit").filter(|size| *size >= 1.0) {
            self.size = size;
        }
        let Some(remaining) = headers.number("x-rate-limit-remaining") else { return };
        // The room is told in whole requests, so the bucket may be less full by almost one. Others of ours that are
        // under way may be in it already.
        let fill = (self.size - remaining).clamp(0.0, self.size);
        let exact = headers.number("x-rate-limit-reset").and_then(|reset| self.drain(reset, fill));
        let exact = exact.map(|drain| drain * self.leak()).filter(|level| (fill - level).abs() < 1.0);
        self.level = self.level.max(exact.unwrap_or(fill - 1.0) - self.under_way);
    }

    /// Milliseconds until the bucket is empty. The documentation says milliseconds and the vendor's own tool reads
    /// seconds: what is nearer to what the fill lets expect is meant, and nothing if neither is near.
    fn drain(&self, reset: f64, fill: f64) -> Option<f64> {
        let expected = fill / self.leak();
        let off = |drain: &f64| (drain / expected).ln().abs();
        let nearest = [reset, reset * 1000.0].into_iter().min_by(|one, other| off(one).total_cmp(&off(other)))?;
        (off(&nearest) <= PLAUSIBLE.ln()).then_some(nearest)
    }
}

impl Pace for Bucket {
    fn reserve(&mut self, now: u64) -> Result<(), u64> {
        self.advance(now);
        let missing = self.level + self.under_way + 1.0 - self.size;
        if missing > 1e-6 {
            // Less than a microsecond is the rounding of floats.
            return Err((missing / self.leak() - 1e-3).ceil() as u64);
        }
        self.under_way += 1.0;
        Ok(())
    }

    fn settle(&mut self, now: u64, answer: Option<&Headers>) {
        self.under_way = (self.under_way - 1.0).max(0.0);
        let Some(headers) = answer else {
            self.lost += 1.0;
            return;
        };
        self.advance(now);
        self.level += 1.0;
        self.learn(headers);
        self.level = self.level.min(self.size);
    }

    fn refuse(&mut self, now: u64) -> u64 {
        self.advance(now);
        self.level = (self.size - self.under_way).max(self.level).min(self.size);
        (1.0 / self.leak()).ceil() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(limit: u32, remaining: u32, reset: u32) -> Headers {
        let all = [("X-Rate-Limit-Limit", limit), ("X-Rate-Limit-Remaining", remaining), ("X-Rate-Limit-Reset", reset)];
        all.into_iter().map(|(name, value)| (name, value.to_string())).collect()
    }

    fn full() -> Bucket {
        let mut bucket = Bucket::default();
        for _ in 0..40 {
            assert_eq!(bucket.reserve(1_000), Ok(()));
        }
        bucket
    }

    #[test]
    fn a_burst_of_the_size_then_one_per_leak() {
        let mut bucket = full();
        assert!(bucket.reserve(1_000).is_err());
        for left in (0..40).rev() {
            bucket.settle(1_100, Some(&answer(40, left, (40 - left) * 500)));
        }
        assert_eq!(bucket.reserve(1_100), Err(500));
        assert_eq!(bucket.reserve(1_599), Err(1));
        assert_eq!(bucket.reserve(1_600), Ok(()));
        assert_eq!(bucket.reserve(1_600), Err(500));
    }

    #[test]
    fn nothing_leaks_before_it_is_answered() {
        let mut bucket = full();
        assert!(bucket.reserve(60_000).is_err());
        bucket.settle(60_000, Some(&Headers::default()));
        assert!(bucket.reserve(60_100).is_err());
        assert_eq!(bucket.reserve(60_500), Ok(()));
    }

    #[test]
    fn a_large_plan_is_learned_from_the_first_answer() {
        let mut bucket = full();
        bucket.settle(1_000, Some(&answer(400, 360, 2_000)));
        for _ in 0..360 {
            assert_eq!(bucket.reserve(1_000), Ok(()));
        }
        assert_eq!(bucket.reserve(1_000), Err(50));
    }

    #[test]
    fn what_others_fill_counts() {
        let mut bucket = Bucket::default();
        bucket.reserve(1_000).unwrap();
        bucket.settle(1_000, Some(&answer(40, 0, 20_000)));
        assert_eq!(bucket.reserve(1_000), Err(500));
    }

    #[test]
    fn the_reset_is_read_as_milliseconds_and_as_seconds() {
        let bucket = Bucket::default();
        assert_eq!(bucket.drain(9_800.0, 20.0), Some(9_800.0));
        assert_eq!(bucket.drain(10.0, 20.0), Some(10_000.0));
        assert_eq!(bucket.drain(1_741_787_460.0, 20.0), None, "a date of the epoch is neither");
        assert_eq!(bucket.drain(0.0, 20.0), None);
    }

    #[test]
    fn rounded_room_does_not_slow_down() {
        let mut bucket = Bucket::default();
        bucket.reserve(1_000).unwrap();
        // Really 0.3 full, told as 39 left.
        bucket.settle(1_000, Some(&answer(40, 39, 150)));
        assert!(bucket.level <= 1.0);
    }

    #[test]
    fn a_request_without_an_answer_stays_counted() {
        let mut bucket = full();
        for _ in 0..40 {
            bucket.settle(0, None);
        }
        assert_eq!(bucket.reserve(1_000), Err(500));
    }

    #[test]
    fn a_refusal_means_full() {
        let mut bucket = Bucket::default();
        bucket.reserve(1_000).unwrap();
        bucket.settle(1_000, Some(&Headers::default()));
        assert_eq!(bucket.refuse(1_000), 500);
        assert_eq!(bucket.reserve(1_000), Err(500));
    }
}
