//! What is fuzzed: each module is one reader of text from outside, `run` gives it any text and panics when it does
//! not keep its promise. `targets/` hands them to libFuzzer, `tests/fuzz.rs` of the library to its short form.
//!
//! A text holds the parts that a target takes, one a line.

#![allow(missing_docs)]

pub mod json;
pub mod known;
pub mod page;
pub mod submission;

/// The lines of `text`, empty ones when there are fewer.
fn parts<const N: usize>(text: &str) -> [&str; N] {
    let mut lines = text.splitn(N, '\n');
    std::array::from_fn(|_| lines.next().unwrap_or(""))
}

/// The same JSON as a browser's serializer writes it (each member once, names without needless escapes); `None`
/// when `text` is none.
fn serialized(text: &str) -> Option<(serde_json::Value, String)> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let text = value.to_string();
    Some((value, text))
}
