//! A page in memory, and what must be true of it whatever was read.

use serde_json::Value;
use vitrine::core::effect::Outcome;
use vitrine::core::machine::Submission;
use vitrine::memory::Memory;
use vitrine::runtime::Runtime;

pub const SERVER: &str = "https://server.test";

/// A page of a shop with a core that is configured by `options`.
pub fn open(options: &str) -> Runtime<Memory> {
    let memory = Memory::default();
    memory.time.set(1_800_000_000_000.0);
    let runtime = Runtime::new(memory);
    runtime.configure(options);
    runtime
}

/// A page with the options every target but `settings` uses.
pub fn shop() -> Runtime<Memory> {
    open(r#"{"account":"demo","server":"https://server.test"}"#)
}

/// Submits as call 1.
pub fn submit(page: &Runtime<Memory>, text: &str) {
    page.submit(Submission { call: 1, text, rid: "r", ..Submission::default() });
}

/// Answers every request, also those that follow, with `digest`.
pub fn answer_all(page: &Runtime<Memory>, status: u16, digest: &str) {
    while let Some(request) = page.ports().next_flight() {
        page.answer(request.id, Outcome::Answered { status, digest: digest.into() });
    }
}

/// The promise is settled, and what was given to listeners is JSON.
pub fn check_told(page: &Runtime<Memory>) {
    assert!(page.ports().settled.borrow().contains_key(&1), "the promise is not settled");
    for (name, payload) in page.ports().events.borrow().iter() {
        assert!(serde_json::from_str::<Value>(payload).is_ok(), "{name}: {payload}");
    }
}

/// Requests that are under way: to the configured server, a customer never in an address, the message JSON.
pub fn check_requests(page: &Runtime<Memory>) {
    for request in page.ports().flights.borrow().iter() {
        let path = request.url.strip_prefix(SERVER).unwrap_or_else(|| panic!("to another host: {}", request.url));
        let message = path.split_once("&message=").map(|(_, message)| decoded(message));
        let query = path.strip_prefix("/ev1?").or_else(|| path.strip_prefix("/order/track?")).unwrap_or_default();
        let named = query.strip_prefix("c=6ab64980076b6d4a696fdcd1&").unwrap_or(query);
        assert!(named.starts_with("m=demo&"), "{path}");
        assert!(request.url.bytes().all(|byte| byte.is_ascii_graphic()), "{path}");
        let text = request.body.clone().or(message).unwrap_or_default();
        let value: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let tuples = value.get("events").and_then(Value::as_array).into_iter().flatten();
        for part in tuples.flat_map(|tuple| tuple.as_array().into_iter().flatten()) {
            assert!(part.is_string() || part.is_null(), "an event with {part}: {text}");
        }
        assert!(
            request.body.is_some() || value.get("customer").is_none_or(Value::is_null),
            "a customer in an address: {path}"
        );
    }
}

fn decoded(encoded: &str) -> String {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let [first, others @ ..] = rest {
        rest = others;
        if let (b'%', [high, low, others @ ..]) = (first, others) {
            let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or(0) as u8;
            bytes.push(digit(high) << 4 | digit(low));
            rest = others;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
