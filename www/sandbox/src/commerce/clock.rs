//! The time of the shop systems: the computer's, until a test freezes or moves it.
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::{Mutex, PoisonError};

/// A clock that can be moved. Times in ms since 1970.
#[derive(Debug, Default)]
pub struct Clock {
    setting: Mutex<Setting>,
}

#[derive(Debug, Default)]
struct Setting {
    /// Ahead of the computer's clock by this much.
    ahead: i64,
    frozen: Option<u64>,
}

impl Clock {
    /// Now.
    pub fn now(&self) -> u64 {
        self.with(|setting| setting.now())
    }

    /// Now in whole seconds.
    pub fn seconds(&self) -> u64 {
        self.now() / 1_000
    }

    /// Goes on by so many ms.
    pub fn advance(&self, ms: u64) {
        self.with(|setting| match &mut setting.frozen {
            Some(at) => *at += ms,
            None => setting.ahead += i64::try_from(ms).unwrap_or(i64::MAX),
        });
    }

    /// Jumps to a time.
    pub fn set(&self, at: u64) {
        self.with(|setting| match &mut setting.frozen {
            Some(frozen) => *frozen = at,
            None => setting.ahead = signed(at) - signed(crate::clock::now()),
        });
    }

    /// Stands still, or goes on from where it stands.
    pub fn freeze(&self, frozen: bool) {
        self.with(|setting| {
            let now = setting.now();
            setting.ahead = signed(now) - signed(crate::clock::now());
            setting.frozen = frozen.then_some(now);
        });
    }

    fn with<T>(&self, act: impl FnOnce(&mut Setting) -> T) -> T {
        act(&mut self.setting.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Setting {
    fn now(&self) -> u64 {
        self.frozen.unwrap_or_else(|| crate::clock::now().saturating_add_signed(self.ahead))
    }
}

fn signed(at: u64) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

/// `2013-09-05T17:59:19+0000`.
pub fn with_offset(at: u64) -> String {
    timestamp(at).strftime("%Y-%m-%dT%H:%M:%S+0000").to_string()
}

/// `2026-03-12T14:32:01.123Z`.
pub fn with_millis(at: u64) -> String {
    timestamp(at).strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// A date and time of any offset (`Z`, `-03:00`, `+0000`), or a date, which begins at midnight UTC.
pub fn read(text: &str) -> Option<u64> {
    let day =
        || Date::strptime("%Y-%m-%d", text).ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|day| day.timestamp());
    let without_colon = || Timestamp::strptime("%Y-%m-%dT%H:%M:%S%z", text).ok();
    let at = text.parse::<Timestamp>().ok().or_else(without_colon).or_else(day)?;
    u64::try_from(at.as_millisecond()).ok()
}

fn timestamp(at: u64) -> Timestamp {
    Timestamp::from_millisecond(signed(at)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Clock, read, with_millis, with_offset};

    #[test]
    fn stands_still_when_frozen_and_moves_when_told() {
        let clock = Clock::default();
        clock.freeze(true);
        let start = clock.now();
        std::thread::sleep(std::time::Duration::from_millis(5));
        assert_eq!(clock.now(), start);
        clock.advance(1_500);
        assert_eq!(clock.now(), start + 1_500);
        clock.freeze(false);
        clock.set(1_000);
        assert!((1_000..2_000).contains(&clock.now()));
    }

    #[test]
    fn reads_what_the_systems_write() {
        let at = 1_378_403_959_000;
        assert_eq!(with_offset(at), "2013-09-05T17:59:19+0000");
        assert_eq!(with_millis(at + 123), "2013-09-05T17:59:19.123Z");
        for text in ["2013-09-05T17:59:19+0000", "2013-09-05T14:59:19-03:00", "2013-09-05T17:59:19.000Z"] {
            assert_eq!(read(text), Some(at), "{text}");
        }
        assert_eq!(read("2013-09-06"), Some(1_378_425_600_000));
        assert_eq!(read("soon"), None);
    }
}
