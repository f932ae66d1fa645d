//! The platform's REST: tokens and their types, plain HTTP, sizes, half-failed batches, and every call.
use crate::support::{Answer, Shops};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

/// A token of account `alpha`.
pub fn token(shops: &Shops, kind: &str) -> String {
    shops.shown["platform"]["tokens"]["alpha"][kind].as_str().unwrap().to_owned()
}

pub fn origin(shops: &Shops) -> String {
    shops.shown["platform"]["url"].as_str().unwrap().to_owned()
}

/// A call with a token of a type; the body is sent as it is.
pub fn send(shops: &Shops, kind: &str, method: &str, path: &str, body: Option<&str>) -> Answer {
    let basic = format!("Basic {}", BASE64_STANDARD.encode(format!(":{}", token(shops, kind))));
    let headers = [("authorization", basic.as_str()), ("content-type", "application/json"), ("user-agent", "tests/1")];
    shops.send(method, &format!("{}{path}", origin(shops)), &headers, body)
}

fn post(shops: &Shops, kind: &str, path: &str, body: &Value) -> Answer {
    send(shops, kind, "POST", path, Some(&body.to_string()))
}

fn told(shops: &Shops) -> Value {
    shops.control("GET", "", &Value::Null)["platform"]["told"]["alpha"].clone()
}

fn product(id: &str) -> Value {
    json!({
        "product_id": id, "name": "New", "url": "https://shop.example.com/p", "image_url": "https://shop.example.com/i.jpg",
        "availability": "InStock", "price": 9.9, "price_currency_code": "EUR", "categories": ["/A"], "tag1": ["x"],
    })
}

#[test]
fn a_token_opens_its_own_part_only() {
    let shops = Shops::start();
    let calls = [
        ("API_PRODUCTS", "POST", "/v1/products/discontinue", "[\"a\"]"),
        ("API_EMAIL", "POST", "/v1/customers/takeout/a@example.com", ""),
        ("API_RATES", "POST", "/exchangerates", "{\"rates\":{\"USD\":{\"rate\":1.1,\"price_currency_code\":\"USD\"}}}"),
        ("API_SETTINGS", "PUT", "/settings", "{}"),
        ("API_APPS", "POST", "/v1/graphql", "{\"query\":\"{segments{id}}\"}"),
    ];
    for (own, method, path, body) in calls {
        for (kind, ..) in calls {
            let status = send(&shops, kind, method, path, Some(body)).status;
            assert_eq!((200..300).contains(&status), kind == own, "{kind} {path} {status}");
            assert!(kind == own || status == 403, "{kind} {path} {status}");
        }
    }
}

#[test]
fn a_wrong_token_is_a_401_and_so_is_one_with_a_name() {
    let shops = Shops::start();
    let url = format!("{}/v1/products/discontinue", origin(&shops));
    let status = |credentials: &str| {
        let basic = format!("Basic {}", BASE64_STANDARD.encode(credentials));
        shops.send("POST", &url, &[("authorization", &basic)], Some("[]")).status
    };
    assert_eq!(status(":wrong"), 401);
    assert_eq!(status(&format!("name:{}", token(&shops, "API_PRODUCTS"))), 401);
    assert_eq!(shops.send("POST", &url, &[], Some("[]")).status, 401);
    assert_eq!(status(&format!(":{}", token(&shops, "API_PRODUCTS"))), 200);
}

#[test]
fn a_token_that_was_sent_over_plain_http_is_revoked() {
    let shops = Shops::start();
    assert_eq!(send(&shops, "API_PRODUCTS", "POST", "/v1/products/discontinue", Some("[]")).status, 200);
    let basic = format!("Basic {}", BASE64_STANDARD.encode(format!(":{}", token(&shops, "API_PRODUCTS"))));
    let plain = format!("{}/v1/products/discontinue", origin(&shops).replace("https", "http"));
    assert_eq!(shops.send("POST", &plain, &[("authorization", &basic)], Some("[]")).status, 403);
    assert_eq!(send(&shops, "API_PRODUCTS", "POST", "/v1/products/discontinue", Some("[]")).status, 401);
    assert_eq!(send(&shops, "API_SETTINGS", "PUT", "/settings", Some("{}")).status, 200);
}

#[test]
fn products_are_upserted_and_discontinued() {
    let shops = Shops::start();
    let sent = post(&shops, "API_PRODUCTS", "/v1/products/upsert", &json!([product("n-1"), product("n-2")])).is(200);
    assert_eq!(sent, json!({"accepted": 2, "errors": []}));
    let kept = &told(&shops)["products"]["n-1"];
    assert_eq!((&kept["name"], &kept["tags1"]), (&json!("New"), &json!(["x"])));
    post(&shops, "API_PRODUCTS", "/v1/products/discontinue", &json!(["n-1"])).is(200);
    assert_eq!(told(&shops)["discontinued"], json!(["n-1"]));
    let again = json!({"products": [{"product_id": "n-2", "url": "https://shop.example.com/p"}]});
    post(&shops, "API_PRODUCTS", "/products/recrawl", &again).is(200);
    assert_eq!(told(&shops)["recrawls"][0]["product_id"], "n-2");
}

#[test]
fn a_half_failed_batch_keeps_its_good_half() {
    let shops = Shops::start();
    let mut wrong = product("n-2");
    wrong["price"] = json!("much");
    let mut missing = product("n-3");
    missing.as_object_mut().unwrap().remove("url");
    let batch = json!([product("n-1"), wrong, missing]);
    let answer = post(&shops, "API_PRODUCTS", "/v1/products/upsert", &batch).is(200);
    assert_eq!(answer["accepted"], 1);
    assert_eq!((&answer["errors"][0]["index"], &answer["errors"][0]["product_id"]), (&json!(1), &json!("n-2")));
    assert_eq!(
        (&answer["errors"][1]["field"], &answer["errors"][1]["message"]),
        (&json!("url"), &json!("is required"))
    );
    assert_eq!(told(&shops)["products"].as_object().unwrap().len(), 1);
    assert_eq!(post(&shops, "API_PRODUCTS", "/v1/products/upsert", &json!([{}])).status, 422);
}

#[test]
fn a_body_over_2_mb_is_a_413() {
    let shops = Shops::start();
    let large = |length: usize| {
        let mut product = product("n-1");
        product["description"] = json!("x".repeat(length));
        post(&shops, "API_PRODUCTS", "/v1/products/upsert", &json!([product])).status
    };
    assert_eq!(large(2_000_000), 200);
    assert_eq!(large(2 * 1024 * 1024), 413);
}

#[test]
fn a_429_comes_on_demand() {
    let shops = Shops::start();
    shops
        .post_control("/platform/faults", json!({"path": "/v1/products", "kind": "status", "status": 429, "times": 1}));
    assert_eq!(post(&shops, "API_PRODUCTS", "/v1/products/discontinue", &json!(["a"])).status, 429);
    assert_eq!(post(&shops, "API_PRODUCTS", "/v1/products/discontinue", &json!(["a"])).status, 200);
}

#[test]
fn exchange_rates_are_kept_when_they_can_be() {
    let shops = Shops::start();
    let rates = json!({"rates": {"GBP": {"rate": "0.84", "price_currency_code": "GBP"}}, "valid_until": "2099-01-01T00:00:00Z"});
    post(&shops, "API_RATES", "/exchangerates", &rates).is(200);
    assert_eq!(told(&shops)["rates"], rates);
    for wrong in [
        json!({"rates": {}}),
        json!({"rates": {"GBP": {"rate": 0, "price_currency_code": "GBP"}}}),
        json!({"rates": {"GBP": {"rate": 1}}}),
        json!({"rates": {"GBP": {"rate": 1, "price_currency_code": "GBP"}}, "valid_until": "2001-01-01T00:00:00Z"}),
    ] {
        assert_eq!(post(&shops, "API_RATES", "/exchangerates", &wrong).status, 422, "{wrong}");
    }
    assert_eq!(told(&shops)["rates"], rates);
}

#[test]
fn addresses_go_on_and_off_the_blacklist_by_line() {
    let shops = Shops::start();
    let lines = Some("Ada@example.com\nbob@example.com\n");
    assert_eq!(send(&shops, "API_EMAIL", "POST", "/v1/email/blacklist?op=add", lines).status, 200);
    assert_eq!(told(&shops)["blacklist"], json!(["ada@example.com", "bob@example.com"]));
    assert_eq!(send(&shops, "API_EMAIL", "POST", "/v1/email?op=remove", Some("ada@example.com")).status, 200);
    assert_eq!(told(&shops)["blacklist"], json!(["bob@example.com"]));
    assert_eq!(send(&shops, "API_EMAIL", "POST", "/v1/email?op=add", lines).status, 400);
}

#[test]
fn consent_redaction_and_takeout_of_an_address() {
    let shops = Shops::start();
    let call = |method: &str, path: &str| send(&shops, "API_EMAIL", method, path, Some("")).status;
    assert_eq!(call("POST", "/api/v1/customers/consent/ada%40example.com/true"), 200);
    assert_eq!(call("POST", "/v1/customers/consent/bob@example.com/false"), 200);
    assert_eq!(call("POST", "/v1/customers/consent/bob@example.com/maybe"), 400);
    assert_eq!(call("DELETE", "/v1/customers/redact/ada@example.com"), 202);
    assert_eq!(call("POST", "/v1/customers/takeout/bob@example.com"), 202);
    let told = told(&shops);
    assert_eq!(told["consents"], json!({"ada@example.com": true, "bob@example.com": false}));
    assert_eq!((&told["redactions"], &told["takeouts"]), (&json!(["ada@example.com"]), &json!(["bob@example.com"])));
}

#[test]
fn settings_are_merged() {
    let shops = Shops::start();
    assert_eq!(send(&shops, "API_SETTINGS", "PUT", "/settings", Some("{\"a\":1,\"b\":2}")).status, 200);
    assert_eq!(send(&shops, "API_SETTINGS", "PUT", "/settings", Some("{\"b\":3}")).status, 200);
    assert_eq!(told(&shops)["settings"], json!({"a": 1, "b": 3}));
}
