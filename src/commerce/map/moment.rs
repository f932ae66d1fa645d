//! Moments, as orders have them.

use super::reader::Reader;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// The moment as a session tells it: ISO 8601 in UTC. Shop systems write offsets with their colon and without.
pub fn read(reader: &Reader) -> Option<String> {
    let text = reader.text()?;
    let read = OffsetDateTime::parse(&with_colon(&text), &Rfc3339).ok();
    let utc = read.and_then(|moment| moment.checked_to_offset(UtcOffset::UTC)?.format(&Rfc3339).ok());
    if utc.is_none() {
        reader.report("expected a date");
    }
    utc
}

/// `+0000` as `+00:00`.
fn with_colon(text: &str) -> String {
    let bare = text.get(text.len().saturating_sub(5)..).filter(|offset| {
        offset.strip_prefix(['+', '-']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    });
    match bare.and_then(|_| text.split_at_checked(text.len() - 2)) {
        Some((rest, minutes)) => format!("{rest}:{minutes}"),
        None => text.to_owned(),
    }
}
