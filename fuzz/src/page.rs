//! A page in memory, and what must be true of it whatever was read.

use serde_json::Value;
use vitrine::core::effect::Outcome;
use vitrine::core::machine::Submission;
use vitrine::memory::Memory;
use vitrine::runtime::Runtime;

/// A page of a shop, whose façade knows `memo` and `visitor` (see `ports::Caller`).
pub fn open(memo: &str, visitor: &str) -> Runtime<Memory> {
    let memory = Memory::default();
    memory.time.set(1_800_000_000_000.0);
    memory.memo.replace(memo.into());
    memory.visitor.replace((!visitor.is_empty()).then(|| visitor.into()));
    Runtime::new(memory)
}

/// Submits as call 1.
pub fn submit(page: &Runtime<Memory>, text: &str) {
    page.submit(Submission { call: 1, text, rid: "r", ..Submission::default() });
}

/// The server accepts every request, also those that follow.
pub fn accept_all(page: &Runtime<Memory>) {
    while let Some(flight) = page.ports().next_flight() {
        page.answer(flight.request.id, Outcome::Accepted);
    }
}

/// The promise is settled, and what was given to listeners is JSON.
pub fn check_told(page: &Runtime<Memory>) {
    let events = page.ports().events.borrow();
    // Of call 1: `deliver` names the request first.
    let is_end = |name: &str, payload: &str| match name {
        "settle" => payload.starts_with("[1,"),
        "deliver" => payload.split(',').nth(1) == Some("1"),
        _ => false,
    };
    assert!(events.iter().any(|(name, payload)| is_end(name, payload)), "the promise is not settled");
    for (name, payload) in events.iter() {
        assert!(serde_json::from_str::<Value>(payload).is_ok(), "{name}: {payload}");
    }
}

/// Requests that are under way: the message is JSON, its events are texts.
pub fn check_requests(page: &Runtime<Memory>) {
    for flight in page.ports().flights.borrow().iter() {
        let text = &flight.request.envelope.message;
        let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let tuples = value.get("events").and_then(Value::as_array).into_iter().flatten();
        for part in tuples.flat_map(|tuple| tuple.as_array().into_iter().flatten()) {
            assert!(part.is_string() || part.is_null(), "an event with {part}: {text}");
        }
    }
}
