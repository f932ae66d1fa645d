//! Requests per minute and per hour, counted anew in each.

use super::Pace;
use crate::commerce::http::Headers;
use crate::commerce::retry::server_time;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 3_600_000;
/// A window's end is told in whole seconds.
const ROUNDING: u64 = 1_000;

/// How many requests a plan allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Allowance {
    /// In a minute.
    pub per_minute: u64,
    /// In an hour.
    pub per_hour: u64,
}

/// The windows of NexusCommerce. Where they begin is learned from the answers; until then they begin with our first
/// request. Undocumented: whether they slide (a refusal then says how long to wait), and which of the two the headers
/// tell of (the one whose end is at most a minute away is taken for the minute's).
pub struct Windows {
    minute: Window,
    hour: Window,
    plans: &'static [Allowance],
}

struct Window {
    span: u64,
    limit: Option<u64>,
    used: u64,
    ends: Option<u64>,
}

impl Windows {
    /// Windows of a known size, or of one that the answers tell: by the requests per minute, the plan is one of `plans`.
    pub fn new(allowance: Option<Allowance>, plans: &'static [Allowance]) -> Self {
        let window = |span, limit| Window { span, limit, used: 0, ends: None };
        Self {
            minute: window(MINUTE, allowance.map(|plan| plan.per_minute)),
            hour: window(HOUR, allowance.map(|plan| plan.per_hour)),
            plans,
        }
    }
}

impl Window {
    /// Milliseconds to wait for a free place; 0 for none.
    fn wait(&mut self, now: u64) -> u64 {
        let ends = match self.ends {
            Some(ends) if now < ends => ends,
            _ => {
                self.used = 0;
                self.ends = Some(now + self.span);
                now + self.span
            }
        };
        if self.limit.is_some_and(|limit| self.used >= limit) { ends - now } else { 0 }
    }

    fn learn(&mut self, limit: u64, remaining: u64, ends: u64) {
        self.limit = Some(limit);
        let used = limit.saturating_sub(remaining);
        let same = self.ends.is_some_and(|known| known.abs_diff(ends) <= ROUNDING);
        // Within a window, what we count may be ahead of an answer that was long on its way.
        self.used = if same { self.used.max(used) } else { used };
        if !same {
            self.ends = Some(ends);
        }
    }
}

impl Pace for Windows {
    fn reserve(&mut self, now: u64) -> Result<(), u64> {
        match self.minute.wait(now).max(self.hour.wait(now)) {
            0 => {
                self.minute.used += 1;
                self.hour.used += 1;
                Ok(())
            }
            wait => Err(wait),
        }
    }

    fn settle(&mut self, now: u64, answer: Option<&Headers>) {
        let Some(headers) = answer else { return };
        let number = |name| headers.number(name).filter(|value| *value >= 0.0).map(|value| value as u64);
        let (Some(limit), Some(remaining), Some(reset)) =
            (number("x-ratelimit-limit"), number("x-ratelimit-remaining"), number("x-ratelimit-reset"))
        else {
            return;
        };
        let left = reset.saturating_mul(1000).saturating_sub(server_time(headers, now));
        if left == 0 {
            // Of a window that is over.
        } else if left <= MINUTE + ROUNDING {
            self.minute.learn(limit, remaining, now + left);
            let plan = self.plans.iter().find(|plan| plan.per_minute == limit);
            self.hour.limit = self.hour.limit.or(plan.map(|plan| plan.per_hour));
        } else if left <= HOUR + ROUNDING {
            self.hour.learn(limit, remaining, now + left);
        }
    }

    fn refuse(&mut self, _: u64) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANS: &[Allowance] = &[Allowance { per_minute: 60, per_hour: 1_000 }];
    const NOW: u64 = 1_741_787_400_000;

    fn answer(limit: u64, remaining: u64, reset: u64) -> Headers {
        let all = [("X-RateLimit-Limit", limit), ("X-RateLimit-Remaining", remaining), ("X-RateLimit-Reset", reset)];
        all.into_iter().map(|(name, value)| (name, value.to_string())).collect()
    }

    #[test]
    fn a_minute_s_requests_then_the_next_minute() {
        let mut windows = Windows::new(PLANS.first().copied(), PLANS);
        (0..60).for_each(|_| windows.reserve(NOW).unwrap());
        assert_eq!(windows.reserve(NOW + 1), Err(59_999));
        assert_eq!(windows.reserve(NOW + 60_000), Ok(()));
    }

    #[test]
    fn an_hour_s_requests_then_the_next_hour() {
        let mut windows = Windows::new(PLANS.first().copied(), PLANS);
        for index in 0..1_000 {
            windows.reserve(NOW + index * 1_001).unwrap();
        }
        assert_eq!(windows.reserve(NOW + 1_001_000), Err(3_600_000 - 1_001_000));
    }

    #[test]
    fn windows_begin_where_the_server_says() {
        let mut windows = Windows::new(None, PLANS);
        windows.reserve(NOW).unwrap();
        windows.settle(NOW, Some(&answer(60, 10, NOW / 1000 + 20)));
        (0..10).for_each(|_| windows.reserve(NOW).unwrap());
        assert_eq!(windows.reserve(NOW), Err(20_000));
        assert_eq!(windows.hour.limit, Some(1_000), "the plan is known by its requests per minute");
    }

    #[test]
    fn an_answer_of_the_last_minute_does_not_spoil_this_one() {
        let mut windows = Windows::new(None, PLANS);
        windows.settle(NOW, Some(&answer(60, 0, NOW / 1000 + 1)));
        windows.reserve(NOW + 1_500).unwrap();
        windows.settle(NOW + 1_600, Some(&answer(60, 59, NOW / 1000 + 61)));
        assert_eq!(windows.reserve(NOW + 1_600), Ok(()));
    }

    #[test]
    fn a_wrong_clock_is_made_up_for_by_the_server_s() {
        let mut windows = Windows::new(None, PLANS);
        let mut headers = answer(60, 0, 1_741_787_460);
        headers.set("Date", "Wed, 12 Mar 2025 13:50:30 GMT");
        windows.settle(5_000, Some(&headers));
        assert_eq!(windows.reserve(5_000), Err(30_000));
    }

    #[test]
    fn an_end_far_away_is_the_hour_s() {
        let mut windows = Windows::new(None, PLANS);
        windows.settle(NOW, Some(&answer(1_000, 0, NOW / 1000 + 1_800)));
        assert_eq!(windows.reserve(NOW), Err(1_800_000));
    }
}
