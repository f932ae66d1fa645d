//! Conditions of popups: `condition`, `facts`.

use super::{parts, serialized};
use vitrine::core::{json, popup};

pub fn run(text: &str) {
    let [condition, facts] = parts(text);
    if let Some(reason) = popup::check(condition, facts) {
        assert!(json::members(condition).any(|(name, _)| name == reason), "{reason} of {condition}");
    }
    // A condition that is switched off never lets a popup open.
    if let Some((value, text)) = serialized(condition)
        && value.get("enabled") == Some(&false.into())
    {
        assert!(popup::check(&text, facts).is_some(), "{text}");
    }
}
