//! Times on the wire: milliseconds since 1970, or ISO 8601 in UTC as `Date.toJSON` writes it.
use serde_json::Value;
use std::time::{SystemTime, UNIX_EPOCH};

/// Now, in milliseconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// A JSON number of milliseconds, or a text like `2026-03-01T12:30:00.250Z`.
pub(crate) fn read_date(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => read_iso(text),
        _ => None,
    }
}

fn read_iso(text: &str) -> Option<u64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let [year, month, day] = numbers(date, '-')?;
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = numbers(clock, ':')?;
    let in_range = (1..=12).contains(&month) && (1..=31).contains(&day);
    if !in_range || year < 1970 || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let digits: String = fraction.chars().chain("00".chars()).take(3).collect();
    let millis: u64 = digits.parse().ok()?;
    let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
    Some(seconds * 1_000 + millis)
}

fn numbers(text: &str, separator: char) -> Option<[u64; 3]> {
    let mut parts = text.split(separator).map(|part| part.parse().ok());
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

/// Days from 1970-01-01 to a date of the Gregorian calendar; years are counted from March, so
/// that the leap day ends them.
const fn days(year: u64, month: u64, day: u64) -> u64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469
}

#[cfg(test)]
mod tests {
    use super::read_date;
    use serde_json::json;

    #[test]
    fn reads_numbers_and_what_date_to_json_writes() {
        assert_eq!(read_date(&json!(5)), Some(5));
        assert_eq!(read_date(&json!("1970-01-01T00:00:00.000Z")), Some(0));
        assert_eq!(read_date(&json!("2024-02-29T12:30:01.250Z")), Some(1_709_209_801_250));
        assert_eq!(read_date(&json!("2026-11-21T00:00:00Z")), Some(1_795_219_200_000));
        assert_eq!(read_date(&json!("yesterday")), None);
        assert_eq!(read_date(&json!(-1)), None);
    }
}
