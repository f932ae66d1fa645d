//! Tiendanube: webhooks reach their receiver, signed.
use crate::support::{Shops, hmac_hex, receiver};
use serde_json::{Value, json};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);
const SILENCE: Duration = Duration::from_millis(400);

fn listen(shops: &Shops, events: &[&str]) -> std::sync::mpsc::Receiver<crate::support::Received> {
    let (origin, received) = receiver();
    shops.post_control("/receivers", json!({"hooks.example.com": origin}));
    for event in events {
        let made =
            shops.tn("POST", "/webhooks", json!({"event": event, "url": "https://hooks.example.com/in?a=1"})).is(201);
        assert_eq!(made["event"], *event);
    }
    received
}

#[test]
fn a_webhook_tells_store_event_and_id_and_is_signed_with_the_apps_secret() {
    let shops = Shops::start();
    let received = listen(&shops, &["product/created"]);
    let made = shops.tn("POST", "/products", json!({"name": "New"})).is(201);
    let webhook = received.recv_timeout(PATIENCE).unwrap();
    assert!(webhook.head.starts_with("post /in?a=1 http/1.1"), "{}", webhook.head);
    let body: Value = serde_json::from_str(&webhook.body).unwrap();
    assert_eq!(body, json!({"store_id": 123_456, "event": "product/created", "id": made["id"]}));
    let secret = shops.shown["tiendanube"]["apps"][0]["client_secret"].as_str().unwrap();
    let signature = format!("x-linkedstore-hmac-sha256: {}", hmac_hex(secret, &webhook.body));
    assert!(webhook.head.contains(&signature), "{}", webhook.head);
    let sent = &shops.deliveries(1)[0];
    assert_eq!((&sent["url"], &sent["status"]), (&json!("https://hooks.example.com/in?a=1"), &json!(200)));
}

#[test]
fn suspension_is_told_before_the_silence_and_resumption_after_it() {
    let shops = Shops::start();
    let received = listen(&shops, &["app/suspended", "app/resumed", "order/updated"]);
    let suspend =
        |suspended: bool| shops.post_control("/tiendanube/suspend", json!({"store": 123_456, "suspended": suspended}));
    let event = || received.recv_timeout(PATIENCE).unwrap().body;
    suspend(true);
    assert!(event().contains("app/suspended"));
    shops.post_control("/tiendanube/webhook", json!({"store": 123_456, "event": "order/updated", "id": 1}));
    assert!(received.recv_timeout(SILENCE).is_err());
    suspend(false);
    assert!(event().contains("app/resumed"));
    shops.post_control("/tiendanube/webhook", json!({"store": 123_456, "event": "order/updated", "id": 1}));
    assert!(event().contains("order/updated"));
}

#[test]
fn only_public_https_addresses_and_known_events_are_taken() {
    let shops = Shops::start();
    let refused = |event: &str, url: &str| shops.tn("POST", "/webhooks", json!({"event": event, "url": url})).is(422);
    assert_eq!(refused("order/paid", "http://a.example.com"), json!({"url": ["must be HTTPS"]}));
    assert_eq!(refused("order/paid", "https://localhost/x"), json!({"url": ["is not valid"]}));
    assert_eq!(refused("order/paid", "https://x.mitiendanube.com"), json!({"url": ["is not valid"]}));
    let both = json!({"event": ["is not included in the list"], "url": ["can't be blank"]});
    assert_eq!(refused("order/eaten", ""), both);
}

#[test]
fn an_app_sees_its_own_webhooks_and_those_its_scopes_allow() {
    let shops = Shops::start();
    let made = shops.tn("POST", "/webhooks", json!({"event": "order/paid", "url": "https://a.example.com"})).is(201);
    let other = shops.token(1002, 123_456);
    let call = |method: &str, path: &str, body: Value| shops.tn_as(&other, method, &format!("/v1/123456{path}"), body);
    assert_eq!(call("GET", "/webhooks", Value::Null).is(200), json!([]));
    assert_eq!(call("GET", &format!("/webhooks/{}", made["id"]), Value::Null).status, 404);
    let customers = json!({"event": "customer/created", "url": "https://a.example.com"});
    assert_eq!(call("POST", "/webhooks", customers).status, 403);
}
