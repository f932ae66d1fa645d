//! NexusCommerce: limits by plan, and what a key may be configured to.
use crate::nexus::{TENANT, call, call_as, key};
use crate::support::{Answer, Shops};
use serde_json::{Value, json};

fn ask(shops: &Shops, number: usize) -> Answer {
    call_as(shops, &key(shops, number), TENANT, "GET", "/pricing/rules", Value::Null)
}

/// Stops the clock at the beginning of an hour.
fn freeze(shops: &Shops) -> u64 {
    let hour = 1_795_262_400;
    shops.post_control("/clock", json!({"freeze": true, "at": hour * 1_000}));
    hour
}

#[test]
fn plans_have_their_requests_per_minute() {
    let shops = Shops::start();
    freeze(&shops);
    let limits = [0, 1, 2].map(|number| ask(&shops, number).number("x-ratelimit-limit"));
    assert_eq!(limits, [300, 60, 1_000]);
}

#[test]
fn the_61st_request_of_a_minute_is_a_429_with_retry_after() {
    let shops = Shops::start();
    let start = freeze(&shops);
    for taken in 1..=60 {
        let answer = ask(&shops, 1);
        assert_eq!((answer.status, answer.number("x-ratelimit-remaining")), (200, 60 - taken));
        assert_eq!(answer.number("x-ratelimit-reset"), start + 60);
    }
    shops.advance(20_000);
    let refused = ask(&shops, 1);
    assert_eq!((refused.status, refused.number("retry-after")), (429, 40));
    assert_eq!(refused.json()["error"]["code"], "RATE_LIMIT_EXCEEDED");
    // Another key has limits of its own.
    assert_eq!(ask(&shops, 0).status, 200);
    shops.post_control("/nexus/settings", json!({"retry_after_date": true}));
    let date = ask(&shops, 1).header("retry-after").to_owned();
    assert_eq!(
        httpdate::parse_http_date(&date).unwrap().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs(),
        start + 60
    );
    shops.advance(40_000);
    assert_eq!(ask(&shops, 1).status, 200);
}

#[test]
fn the_hour_has_a_limit_too() {
    let shops = Shops::start();
    freeze(&shops);
    let change = json!({"token": key(&shops, 2), "limits": {"minute": 5, "hour": 7}});
    shops.post_control("/nexus/key", change);
    let statuses: Vec<u16> = (0..6).map(|_| ask(&shops, 2).status).collect();
    assert_eq!(statuses, [200, 200, 200, 200, 200, 429]);
    shops.advance(60_000);
    assert_eq!([ask(&shops, 2).status, ask(&shops, 2).status], [200, 200]);
    let refused = ask(&shops, 2);
    assert_eq!((refused.status, refused.number("retry-after")), (429, 3_540));
    shops.advance(3_540_000);
    assert_eq!(ask(&shops, 2).status, 200);
}

#[test]
fn only_the_largest_plan_may_override_its_limits() {
    let shops = Shops::start();
    shops.post_control("/nexus/key", json!({"token": key(&shops, 1), "limits": {"minute": 5, "hour": 7}}));
    assert_eq!(ask(&shops, 1).number("x-ratelimit-limit"), 60);
}

#[test]
fn every_response_has_the_limit_headers() {
    let shops = Shops::start();
    let health = shops.send("GET", &format!("{}/api/health", shops.nexus), &[], None);
    let missing = call(&shops, "GET", "/products/none", Value::Null);
    let denied = call_as(&shops, "wrong", TENANT, "GET", "/products", Value::Null);
    for answer in [health, missing, denied] {
        for name in ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"] {
            assert!(answer.number(name) < u64::MAX, "{}", answer.status);
        }
    }
}

#[test]
fn a_key_does_what_its_scopes_allow() {
    let shops = Shops::start();
    let reader = key(&shops, 3);
    let call = |method: &str, path: &str, body: Value| call_as(&shops, &reader, TENANT, method, path, body);
    assert_eq!(call("GET", "/products", Value::Null).status, 200);
    let refused = call("POST", "/products", json!({"sku": "a", "title": "b"})).is(403);
    assert_eq!(refused["error"]["message"], "The key lacks the scope products:write");
    assert_eq!(call("GET", "/orders", Value::Null).status, 403);
    assert_eq!(call("GET", "/inventory", Value::Null).status, 403);
}

#[test]
fn a_key_is_used_from_its_addresses_only() {
    let shops = Shops::start();
    shops.post_control("/nexus/key", json!({"token": key(&shops, 0), "addresses": ["10.0.0.0/8"]}));
    assert_eq!(ask(&shops, 0).status, 403);
    shops.post_control("/nexus/key", json!({"token": key(&shops, 0), "addresses": ["127.0.0.0/8"]}));
    assert_eq!(ask(&shops, 0).status, 200);
}
