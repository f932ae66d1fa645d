//! Reads what a server says of a failure. Each system has several shapes, and what stands before it may answer in its
//! place; so one reader takes them all:
//!
//! - `{"error": {"code", "message", "details"}}` (NexusCommerce)
//! - `{"statusCode", "message": text or list, "error"}` (what NestJS, below NexusCommerce, says by itself)
//! - `{"error", "error_description", "message", "status"}` (OAuth, Customer API)
//! - `{"code", "message", "description", field: [...]}`, `{"error": text}`, `{field: [...]}` (Tiendanube)
//! - a bare text, HTML, nothing

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::error::{Error, Kind};
use super::http::Response;
use super::retry;

/// Characters of a body that are kept.
const KEPT: usize = 16_384;

/// Headers that name a request; none of the systems documents one, so the usual spellings are tried.
const REQUEST_IDS: [&str; 4] = ["x-request-id", "request-id", "x-correlation-id", "cf-ray"];

/// The error of an answer that is no success; `now` in milliseconds since 1970.
pub fn read(response: &Response, now: u64) -> Error {
    let mut error = Error::new(Kind::of_status(response.status), "");
    error.status = Some(response.status);
    error.request_id = request_id(response);
    error.retry_after = retry::after(&response.headers, now);
    let text = response.text();
    let said = match serde_json::from_slice(&response.body) {
        Ok(Value::Object(body)) => describe(body, &mut error),
        Ok(Value::String(text)) => Some(text),
        _ => None,
    };
    error.message = match said {
        Some(said) => format!("{} ({})", said, response.status),
        None => format!("the server answered with status {}", response.status),
    };
    if !text.is_empty() {
        error.raw = Some(text.chars().take(KEPT).collect());
    }
    error
}

/// How the server names the request.
pub fn request_id(response: &Response) -> Option<String> {
    REQUEST_IDS.iter().find_map(|name| response.headers.get(name)).map(str::to_owned)
}

/// Takes code and fields out of a body; returns the message.
fn describe(mut body: Map<String, Value>, error: &mut Error) -> Option<String> {
    let inner = match body.remove("error") {
        Some(Value::Object(inner)) => return describe(inner, error),
        Some(Value::String(inner)) => Some(inner),
        _ => None,
    };
    error.code = ["code", "statusCode"].iter().find_map(|name| word(body.remove(*name)?));
    let message = body.remove("message").and_then(sentence);
    let description = ["error_description", "description"].iter().find_map(|name| sentence(body.remove(*name)?));
    body.remove("status");
    if let Some(Value::Object(details)) = body.remove("details") {
        body.extend(details);
    }
    error.fields = fields(body);
    if inner.as_deref().is_some_and(is_code) {
        error.code.clone_from(&inner);
    }
    let mut said: Vec<String> = Vec::new();
    for part in [message, description].into_iter().flatten() {
        if !said.contains(&part) {
            said.push(part);
        }
    }
    match said.is_empty() {
        false => Some(said.join(": ")),
        true => inner.or_else(|| named(&error.fields)),
    }
}

/// `invalid_token` is a code, `Problems parsing JSON` a sentence.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|char| char.is_ascii_lowercase() || char == '_')
}

/// Every member that is left names a field, unless it is nothing.
fn fields(body: Map<String, Value>) -> BTreeMap<String, Vec<String>> {
    let messages = |value: Value| match value {
        Value::Array(list) => list.into_iter().filter_map(text).collect(),
        other => text(other).into_iter().collect::<Vec<_>>(),
    };
    let named = body.into_iter().map(|(name, value)| (name, messages(value)));
    named.filter(|(_, messages)| !messages.is_empty()).collect()
}

fn named(fields: &BTreeMap<String, Vec<String>>) -> Option<String> {
    let all: Vec<_> = fields.iter().map(|(name, messages)| format!("{name} {}", messages.join(", "))).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

fn word(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What is said, be it one text or a list of them.
fn sentence(value: Value) -> Option<String> {
    match value {
        Value::Array(list) => Some(list.into_iter().filter_map(text).collect::<Vec<_>>().join(", ")),
        other => word(other),
    }
    .filter(|text| !text.is_empty())
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}
