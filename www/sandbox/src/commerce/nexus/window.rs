//! Requests by minute and by hour.
use serde::{Deserialize, Serialize};

/// What a key's owner pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Plan {
    /// The smallest.
    Starter,
    /// The middle one.
    Growth,
    /// The largest.
    Enterprise,
}

impl Plan {
    /// Requests per minute and per hour.
    pub const fn limits(self) -> Limits {
        let (minute, hour) = match self {
            Self::Starter => (60, 1_000),
            Self::Growth => (300, 10_000),
            Self::Enterprise => (1_000, 100_000),
        };
        Limits { minute, hour }
    }
}

/// Requests per window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Per minute.
    pub minute: u64,
    /// Per hour.
    pub hour: u64,
}

const MINUTE: u64 = 60;
const HOUR: u64 = 3_600;

/// The current windows of a key; they begin with the minute and the hour of the clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Windows {
    minute: Window,
    hour: Window,
}

#[derive(Debug, Clone, Copy, Default)]
struct Window {
    number: u64,
    used: u64,
}

impl Window {
    fn at(&mut self, now: u64, length: u64) -> &mut u64 {
        let number = now / length;
        if self.number != number {
            *self = Self { number, used: 0 };
        }
        &mut self.used
    }
}

/// What an answer tells. Which window the headers are about when the hour is used up is not documented: the minute's
/// always, as in the sample; `wait` is that of the window which refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Requests per minute.
    pub limit: u64,
    /// What is left of them.
    pub remaining: u64,
    /// When the minute ends, in seconds since 1970.
    pub reset: u64,
    /// How long to wait before another request can succeed, in seconds, when this one was one too many.
    pub wait: Option<u64>,
}

impl Windows {
    /// Counts a request at a time in seconds. One that is refused does not count.
    pub fn take(&mut self, now: u64, limits: Limits) -> Reading {
        let minute = *self.minute.at(now, MINUTE);
        let hour = *self.hour.at(now, HOUR);
        let wait = match (hour >= limits.hour, minute >= limits.minute) {
            (true, _) => Some(HOUR - now % HOUR),
            (_, true) => Some(MINUTE - now % MINUTE),
            _ => None,
        };
        if wait.is_none() {
            *self.minute.at(now, MINUTE) += 1;
            *self.hour.at(now, HOUR) += 1;
        }
        let remaining = limits.minute.saturating_sub(*self.minute.at(now, MINUTE));
        Reading { limit: limits.minute, remaining, reset: now - now % MINUTE + MINUTE, wait }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Plan, Windows};

    #[test]
    fn a_minute_has_its_share_and_the_hour_too() {
        let limits = Limits { minute: 3, hour: 5 };
        let mut windows = Windows::default();
        let waits: Vec<_> = (0..4).map(|at| windows.take(7_200 + at, limits).wait).collect();
        assert_eq!(waits, [None, None, None, Some(57)]);
        let next = windows.take(7_260, limits);
        assert_eq!((next.limit, next.remaining, next.reset, next.wait), (3, 2, 7_320, None));
        assert_eq!(windows.take(7_261, limits).wait, None);
        assert_eq!(windows.take(7_262, limits).wait, Some(3_538));
        assert_eq!(windows.take(10_800, limits).wait, None);
    }

    #[test]
    fn plans_are_those_of_the_documents() {
        let limits =
            [Plan::Starter, Plan::Growth, Plan::Enterprise].map(|plan| (plan.limits().minute, plan.limits().hour));
        assert_eq!(limits, [(60, 1_000), (300, 10_000), (1_000, 100_000)]);
    }
}
