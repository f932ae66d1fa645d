//! The reader of JSON text, compared with serde_json: one value.

use super::serialized;
use serde_json::Value;
use vitrine::core::json;

pub fn run(text: &str) {
    touch(text);
    if let Some((value, text)) = serialized(text) {
        compare(&value, &text);
    }
}

/// Any text at all: nothing panics, and what is found is a part of it.
fn touch(text: &str) {
    assert!(json::members(text).all(|(name, value)| text.contains(name) && text.contains(value)));
    assert!(json::elements(text).all(|value| text.contains(value)));
    let _ = (json::text(text), json::whole_number(text), json::kind(text));
    check_text(text, &json::quoted(text));
    assert_eq!(serde_json::from_str::<String>(&json::quoted(text)).ok().as_deref(), Some(text));
}

fn compare(value: &Value, text: &str) {
    match value {
        Value::Object(members) => {
            assert_eq!(json::members(text).count(), members.len(), "{text}");
            for ((name, member), (key, raw)) in members.iter().zip(json::members(text)) {
                check_text(name, &format!("\"{key}\""));
                compare(member, raw);
            }
        }
        Value::Array(elements) => {
            assert_eq!(json::elements(text).count(), elements.len(), "{text}");
            elements.iter().zip(json::elements(text)).for_each(|(element, raw)| compare(element, raw));
        }
        Value::String(plain) => check_text(plain, text),
        Value::Number(_) => assert_eq!(json::kind(text), json::Kind::Number, "{text}"),
        Value::Bool(_) => assert_eq!(json::kind(text), json::Kind::Flag, "{text}"),
        Value::Null => assert_eq!(json::kind(text), json::Kind::Null, "{text}"),
    }
}

/// A text is read as it is unless it has an escape: then it is none.
fn check_text(plain: &str, raw: &str) {
    assert_eq!(json::text(raw), (!raw.contains('\\')).then_some(plain), "{raw}");
}
