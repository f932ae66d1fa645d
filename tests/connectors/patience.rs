//! Retries, times and giving up.

use std::time::Duration;

use serde_json::json;
use vitrine::commerce::call::{Call, Options};
use vitrine::commerce::error::Kind;
use vitrine::commerce::nexus::{CREATE_PRODUCT, GET_PRODUCT, SET_INVENTORY};

use crate::shops;
use crate::world::{World, answer, ok};

/// Answers these, one after the other, and then the product.
fn answers(list: &'static [(u16, &'static [(&'static str, &'static str)])]) -> World {
    let mut rest = list.iter();
    World::new(move |_, _| match rest.next() {
        Some((0, _)) => Err("connection refused".to_owned()),
        Some((status, headers)) => answer(*status, headers, "<html>Bad gateway</html>"),
        None => ok(r#"{"data":{"sku":"1"}}"#),
    })
}

fn when(world: &World) -> Vec<u64> {
    world.requests().iter().map(|(at, _)| *at).collect()
}

#[test]
fn a_read_is_tried_three_times_with_growing_waits() {
    let world = answers(&[(503, &[]), (0, &[])]);
    let client = shops::nexus(&world);
    let reply = world.run(async move { client.one(GET_PRODUCT, Call::to(["1"])).await }).unwrap();
    assert_eq!(reply.meta.attempts, 3);
    // 500 and 1,000 ms, of which chance (always 0.5 here) takes an eighth.
    assert_eq!(when(&world), [0, 437, 437 + 875]);
}

#[test]
fn the_fourth_time_it_fails() {
    let world = answers(&[(503, &[]), (502, &[]), (504, &[]), (503, &[])]);
    let client = shops::nexus(&world);
    let error = world.run(async move { client.one(GET_PRODUCT, Call::to(["1"])).await }).unwrap_err();
    assert_eq!((error.kind, error.status), (Kind::Server, Some(504)));
    assert_eq!(error.raw.as_deref(), Some("<html>Bad gateway</html>"));
    assert_eq!(world.requests().len(), 3);
}

#[test]
fn retries_are_counted_as_asked() {
    for (retries, requests) in [(0, 1), (1, 2), (4, 5)] {
        let world = answers(&[(500, &[]), (500, &[]), (500, &[]), (500, &[]), (500, &[]), (500, &[])]);
        let client = shops::nexus(&world).with(&Options { retries: Some(retries), ..Options::default() });
        world.run(async move { client.one(GET_PRODUCT, Call::to(["1"])).await }).unwrap_err();
        assert_eq!(world.requests().len(), requests);
    }
}

#[test]
fn what_creates_is_sent_once_and_what_replaces_again() {
    let world = answers(&[(503, &[])]);
    let client = shops::nexus(&world);
    let create = Call::default().body(json!({"sku": "1"}));
    let error = world.run(async move { client.one(CREATE_PRODUCT, create).await }).unwrap_err();
    assert_eq!((error.kind, world.requests().len()), (Kind::Server, 1));

    let world = answers(&[(429, &[("Retry-After", "1")])]);
    let client = shops::nexus(&world);
    let create = Call::default().body(json!({"sku": "1"}));
    assert_eq!(world.run(async move { client.one(CREATE_PRODUCT, create).await }).unwrap_err().kind, Kind::RateLimited);

    let world = answers(&[(503, &[])]);
    let client = shops::nexus(&world);
    let set = Call::to(["1"]).body(json!({"quantity": 3}));
    world.run(async move { client.one(SET_INVENTORY, set).await }).unwrap();
    assert_eq!(world.requests().len(), 2);
}

#[test]
fn what_will_stay_wrong_is_not_tried_again() {
    for status in [400, 401, 402, 403, 404, 409, 415, 422, 501] {
        let world = World::new(move |_, _| answer(status, &[], ""));
        let client = shops::nexus(&world);
        world.run(async move { client.one(GET_PRODUCT, Call::to(["1"])).await }).unwrap_err();
        assert_eq!(world.requests().len(), 1, "{status}");
    }
}

#[test]
fn the_server_says_how_long_to_wait_in_seconds_as_a_date_and_in_milliseconds() {
    // The world begins at 13:50:00 GMT; the third server's clock is ten minutes behind.
    let cases: [&'static [(&str, &str)]; 4] = [
        &[("Retry-After", "7")],
        &[("Retry-After", "Wed, 12 Mar 2025 13:50:07 GMT")],
        &[("Retry-After", "Wed, 12 Mar 2025 13:40:07 GMT"), ("Date", "Wed, 12 Mar 2025 13:40:00 GMT")],
        &[("retry-after-ms", "7000"), ("Retry-After", "30")],
    ];
    for headers in cases {
        for status in [429, 503] {
            let mut first = true;
            let world = World::new(move |_, _| match std::mem::take(&mut first) {
                true => answer(status, headers, ""),
                false => ok(r#"{"data":{}}"#),
            });
            let client = shops::nexus(&world);
            world.run(async move { client.one(GET_PRODUCT, Call::to(["1"])).await }).unwrap();
            let waited = when(&world)[1];
            assert!((7_000..7_500).contains(&waited), "{headers:?}: {waited} ms");
        }
    }
}

#[test]
fn a_wait_of_more_than_a_minute_is_the_caller_s_to_decide() {
    let world = answers(&[(429, &[("Retry-After", "3600")])]);
    let client = shops::nexus(&world);
    let error = world.run(async move { client.one(GET_PRODUCT, Call::to(["1"])).await }).unwrap_err();
    assert_eq!(error.retry_after, Some(Duration::from_secs(3_600)));
    assert_eq!((world.requests().len(), world.passed()), (1, 0));
}

#[test]
fn a_wait_in_the_past_or_without_sense_is_none() {
    for value in ["-5", "soon", "", "Wed, 12 Mar 2025 13:49:00 GMT"] {
        let value = value.to_owned();
        let world = World::new(move |_, _| answer(404, &[("Retry-After", &value)], ""));
        let client = shops::nexus(&world);
        let error = world.run(async move { client.one(GET_PRODUCT, Call::to(["1"])).await }).unwrap_err();
        assert_eq!(error.retry_after, None);
    }
}

#[test]
fn an_attempt_has_its_time_and_the_call_has_its_own() {
    let world = answers(&[]);
    world.silence(true);
    let client = shops::nexus(&world).with(&Options { timeout: Some(2_000), ..Options::default() });
    let error = world.run(async move { client.one(GET_PRODUCT, Call::to(["1"])).await }).unwrap_err();
    assert_eq!(error.kind, Kind::Timeout);
    assert_eq!(when(&world), [0, 2_437, 2_437 + 2_875]);

    let world = answers(&[]);
    world.silence(true);
    let client = shops::nexus(&world);
    let options = Options { timeout: Some(2_000), deadline: Some(3_000), ..Options::default() };
    let call = Call::to(["1"]).options(options);
    let error = world.run(async move { client.one(GET_PRODUCT, call).await }).unwrap_err();
    assert_eq!((error.kind, world.passed()), (Kind::Deadline, 3_000));
}

#[test]
fn another_patience_leaves_the_client_as_it_was() {
    let world = answers(&[(503, &[]), (503, &[])]);
    let client = shops::nexus(&world);
    let hasty = client.with(&Options { retries: Some(0), ..Options::default() });
    world.run(async move {
        hasty.one(GET_PRODUCT, Call::to(["1"])).await.unwrap_err();
        client.one(GET_PRODUCT, Call::to(["1"])).await.unwrap();
    });
}
