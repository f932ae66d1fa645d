//! Tiendanube: the leaky bucket, scopes, tokens, and stores that were not paid for.
use crate::support::{Answer, Shops};
use serde_json::{Value, json};

fn ask(shops: &Shops) -> Answer {
    shops.tn("GET", "/store?fields=id", Value::Null)
}

#[test]
fn a_bucket_takes_40_requests_and_leaks_2_a_second() {
    let shops = Shops::start();
    shops.freeze();
    for taken in 1..=40 {
        let answer = ask(&shops);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.number("x-rate-limit-limit"), 40);
        assert_eq!(answer.number("x-rate-limit-remaining"), 40 - taken);
        assert_eq!(answer.number("x-rate-limit-reset"), taken * 500);
    }
    let full = ask(&shops);
    assert_eq!((full.status, full.number("x-rate-limit-remaining")), (429, 0));
    assert_eq!(full.json()["message"], "Too Many Requests");
    assert_eq!(full.header("retry-after"), "");
    shops.advance(499);
    assert_eq!(ask(&shops).status, 429);
    shops.advance(1);
    assert_eq!(ask(&shops).status, 200);
    shops.advance(1_000);
    assert_eq!([ask(&shops).status, ask(&shops).status, ask(&shops).status], [200, 200, 429]);
}

#[test]
fn each_app_has_a_bucket_in_each_store() {
    let shops = Shops::start();
    shops.freeze();
    shops.post_control("/tiendanube/drain", json!({"store": 123_456, "app": 1001, "requests": 40}));
    assert_eq!(ask(&shops).status, 429);
    let other_app = shops.token(1002, 123_456);
    assert_eq!(shops.tn_as(&other_app, "GET", "/v1/123456/store", Value::Null).status, 200);
    let other_store = shops.token(1001, 789_012);
    assert_eq!(shops.tn_as(&other_store, "GET", "/v1/789012/store", Value::Null).status, 200);
}

#[test]
fn larger_plans_have_ten_times_the_bucket() {
    let shops = Shops::start();
    shops.freeze();
    let token = shops.token(1001, 345_678);
    let first = shops.tn_as(&token, "GET", "/v1/345678/store", Value::Null);
    assert_eq!((first.number("x-rate-limit-limit"), first.number("x-rate-limit-remaining")), (400, 399));
    assert_eq!(first.number("x-rate-limit-reset"), 50);
}

#[test]
fn the_reset_can_be_told_in_seconds() {
    let shops = Shops::start();
    shops.freeze();
    shops.post_control("/tiendanube/settings", json!({"reset_in_seconds": true}));
    shops.post_control("/tiendanube/drain", json!({"store": 123_456, "app": 1001, "requests": 20}));
    assert_eq!(ask(&shops).number("x-rate-limit-reset"), 11);
}

#[test]
fn an_app_does_what_its_scopes_allow() {
    let shops = Shops::start();
    let reader = shops.token(1002, 123_456);
    let call = |method: &str, path: &str, body: Value| shops.tn_as(&reader, method, &format!("/v1/123456{path}"), body);
    assert_eq!(call("GET", "/products", Value::Null).status, 200);
    let refused = call("POST", "/products", json!({"name": "x"})).is(403);
    assert_eq!(refused["description"], "Missing a required scope: write_products");
    assert_eq!(call("GET", "/customers", Value::Null).status, 403);
    assert_eq!(call("POST", "/orders/450000001/close", Value::Null).status, 403);
    // Without `read_customers` an order has no customer.
    assert!(call("GET", "/orders/450000001", Value::Null).is(200).get("customer").is_none());
    assert!(shops.tn("GET", "/orders/450000001", Value::Null).is(200)["customer"]["email"].is_string());
}

#[test]
fn a_merchant_authorizes_an_app_which_exchanges_the_code() {
    let shops = Shops::start();
    let before = shops.token(1001, 123_456);
    let agreed = shops.send("GET", &format!("{}/apps/1001/authorize?state=csrf-1", shops.tiendanube), &[], None);
    assert_eq!(agreed.status, 303);
    let location = agreed.header("location");
    let query = location.strip_prefix("https://app.example.com/tiendanube/callback?").unwrap();
    assert!(query.ends_with("&state=csrf-1"));
    let code = query.strip_prefix("code=").unwrap().split('&').next().unwrap();
    let secret = shops.shown["tiendanube"]["apps"][0]["client_secret"].as_str().unwrap();
    let asked = json!({"client_id": "1001", "client_secret": secret, "grant_type": "authorization_code", "code": code});
    let url = format!("{}/apps/authorize/token", shops.tiendanube);
    let send =
        |asked: &Value| shops.send("POST", &url, &[("content-type", "application/json")], Some(&asked.to_string()));
    let issued = send(&asked).is(200);
    assert_eq!((&issued["token_type"], &issued["user_id"]), (&json!("bearer"), &json!("123456")));
    assert!(issued["scope"].as_str().unwrap().contains("write_products,write_customers"));
    let token = issued["access_token"].as_str().unwrap();
    assert_eq!(shops.tn_as(token, "GET", "/v1/123456/store", Value::Null).status, 200);
    // The new token ends the one before it; a code is good once.
    assert_eq!(shops.tn_as(&before, "GET", "/v1/123456/store", Value::Null).status, 401);
    assert_eq!(send(&asked).is(400)["error"], "invalid_grant");
}

#[test]
fn a_code_ends_after_seconds_and_a_wrong_secret_gets_nothing() {
    let shops = Shops::start();
    let authorize = || {
        let agreed = shops.send("GET", &format!("{}/apps/1001/authorize?state=s", shops.tiendanube), &[], None);
        let query = agreed.header("location").split_once("code=").unwrap().1.to_owned();
        query.split('&').next().unwrap().to_owned()
    };
    let secret = shops.shown["tiendanube"]["apps"][0]["client_secret"].as_str().unwrap();
    let url = format!("{}/apps/authorize/token", shops.tiendanube);
    let exchange = |code: &str, secret: &str| {
        let form = format!("client_id=1001&client_secret={secret}&grant_type=authorization_code&code={code}");
        shops.send("POST", &url, &[("content-type", "application/x-www-form-urlencoded")], Some(&form))
    };
    assert_eq!(exchange(&authorize(), "wrong").is(400)["error"], "invalid_client");
    let code = authorize();
    shops.advance(31_000);
    assert_eq!(exchange(&code, secret).is(400)["error"], "invalid_grant");
    assert_eq!(exchange(&authorize(), secret).status, 200);
}

#[test]
fn a_store_that_was_not_paid_for_answers_402_to_everything() {
    let shops = Shops::start();
    let suspend =
        |suspended: bool| shops.post_control("/tiendanube/suspend", json!({"store": 123_456, "suspended": suspended}));
    suspend(true);
    for path in ["/store", "/products", "/orders/450000001", "/webhooks"] {
        let refused = shops.tn("GET", path, Value::Null);
        assert_eq!((refused.status, refused.json()["message"].as_str()), (402, Some("Payment Required")), "{path}");
    }
    assert_eq!(shops.tn("POST", "/products", json!({"name": "x"})).status, 402);
    let other = shops.token(1001, 789_012);
    assert_eq!(shops.tn_as(&other, "GET", "/v1/789012/store", Value::Null).status, 200);
    suspend(false);
    assert_eq!(shops.tn("GET", "/store", Value::Null).status, 200);
}

#[test]
fn an_app_whose_price_was_not_paid_gets_402_where_others_do_not() {
    let shops = Shops::start();
    let (webhooks, scripts) = (
        json!({"event": "product/created", "url": "https://a.example.com"}),
        json!({"src": "https://a.example.com/a.js"}),
    );
    shops.tn("POST", "/webhooks", webhooks).is(201);
    shops.tn("POST", "/scripts", scripts).is(201);
    let suspend = |suspended: bool| {
        shops.post_control("/tiendanube/suspend", json!({"store": 123_456, "app": 1001, "suspended": suspended}))
    };
    let other = shops.token(1002, 123_456);
    let page = || shops.send("GET", &format!("{}/storefront/123456", shops.tiendanube), &[], None).text();
    assert!(page().contains("a.js"));
    suspend(true);
    assert_eq!(shops.tn("GET", "/store", Value::Null).status, 402);
    assert_eq!(shops.tn_as(&other, "GET", "/v1/123456/store", Value::Null).status, 200);
    shops.post_control("/tiendanube/webhook", json!({"store": 123_456, "event": "product/created", "id": 1}));
    assert!(!page().contains("a.js"));
    suspend(false);
    assert_eq!(shops.tn("GET", "/store", Value::Null).status, 200);
    assert!(page().contains("a.js"));
    shops.post_control("/tiendanube/webhook", json!({"store": 123_456, "event": "product/created", "id": 2}));
    let sent = shops.deliveries(1);
    assert_eq!(sent.len(), 1);
    assert!(sent[0]["body"].as_str().unwrap().contains("\"id\":2"), "{sent:?}");
}

#[test]
fn scripts_of_a_suspended_store_are_not_included() {
    let shops = Shops::start();
    let page = || shops.send("GET", &format!("{}/storefront/123456", shops.tiendanube), &[], None).text();
    shops.tn("POST", "/scripts", json!({"src": "https://app.example.com/a.js", "event": "onload"})).is(201);
    assert!(page().contains("<script src=\"https://app.example.com/a.js?store=123456\">"));
    shops.post_control("/tiendanube/suspend", json!({"store": 123_456, "suspended": true}));
    assert!(!page().contains("<script"));
}
