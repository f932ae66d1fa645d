//! What tests move the systems with.
use crate::support::Shops;
use serde_json::{Value, json};

#[test]
fn answers_are_counted_and_a_reset_forgets_everything() {
    let mut shops = Shops::start();
    let before = shops.token(1001, 123_456);
    shops.tn("POST", "/products", json!({"name": "x"})).is(201);
    shops.tn("GET", "/nothing", Value::Null).is(404);
    let counted = shops.control("GET", "/answers", &Value::Null);
    assert_eq!(counted["tiendanube"], json!({"201": 1, "404": 1}));
    shops.advance(3_600_000);
    shops.post_control("/reset", json!({}));
    assert_eq!(shops.control("GET", "/answers", &Value::Null), json!({}));
    shops.look();
    assert_ne!(shops.token(1001, 123_456), before);
    assert_eq!(shops.tn("GET", "/products", Value::Null).number("x-total-count"), 130);
    let now = shops.control("GET", "/clock", &Value::Null)["now"].as_u64().unwrap();
    let real = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as u64;
    assert!(now.abs_diff(real) < 60_000);
}

#[test]
fn tokens_end_and_connections_drop_on_demand() {
    let shops = Shops::start();
    shops.post_control("/tiendanube/faults", json!({"path": "*", "kind": "close", "times": 1}));
    let bearer = format!("bearer {}", shops.token(1001, 123_456));
    let headers = [("authentication", bearer.as_str()), ("user-agent", "x (y)")];
    let url = format!("{}/v1/123456/store", shops.tiendanube);
    assert!(shops.try_send("GET", &url, &headers, None).is_none());
    assert_eq!(shops.send("GET", &url, &headers, None).status, 200);
    shops.post_control("/tiendanube/expire", json!({}));
    assert_eq!(shops.send("GET", &url, &headers, None).status, 401);
}
