//! Tiendanube: how a request must look, and what is read and written.
use crate::support::Shops;
use serde_json::{Value, json};

const AGENT: (&str, &str) = ("user-agent", "Tests (tests@example.com)");

#[test]
fn urls_start_with_the_version_and_the_store() {
    let shops = Shops::start();
    assert_eq!(shops.tn("GET", "/store", Value::Null).is(200)["id"], 123_456);
    let token = shops.token(1001, 123_456);
    assert_eq!(shops.tn_as(&token, "GET", "/2025-03/123456/store", Value::Null).status, 200);
    assert_eq!(shops.tn_as(&token, "GET", "/v9/123456/store", Value::Null).status, 404);
}

#[test]
fn ssl_only() {
    let shops = Shops::start();
    let plain = shops.tiendanube.replace("https", "http");
    assert!(shops.try_send("GET", &format!("{plain}/v1/123456/store"), &[AGENT], None).is_none());
}

#[test]
fn a_token_goes_in_either_spelling_of_its_header() {
    let shops = Shops::start();
    let url = format!("{}/v1/123456/store", shops.tiendanube);
    let token = shops.token(1001, 123_456);
    let status = |name: &str, value: &str| shops.send("GET", &url, &[AGENT, (name, value)], None).status;
    assert_eq!(status("authentication", &format!("bearer {token}")), 200);
    assert_eq!(status("authorization", &format!("Bearer {token}")), 200);
    shops.post_control("/tiendanube/settings", json!({"header": "authorization"}));
    assert_eq!(status("authentication", &format!("bearer {token}")), 401);
    assert_eq!(status("authorization", &format!("Bearer {token}")), 200);
}

#[test]
fn a_wrong_token_is_a_401() {
    let shops = Shops::start();
    let expected = json!({"code": 401, "message": "Unauthorized", "description": "Invalid access token"});
    assert_eq!(shops.tn_as("wrong", "GET", "/v1/123456/store", Value::Null).is(401), expected);
    // One store's token opens no other.
    let token = shops.token(1001, 123_456);
    assert_eq!(shops.tn_as(&token, "GET", "/v1/789012/store", Value::Null).is(401), expected);
}

#[test]
fn without_a_user_agent_a_request_is_a_400() {
    let shops = Shops::start();
    let url = format!("{}/v1/123456/store", shops.tiendanube);
    let bearer = format!("bearer {}", shops.token(1001, 123_456));
    assert_eq!(shops.send("GET", &url, &[("authentication", &bearer)], None).status, 400);
    assert_eq!(shops.send("GET", &url, &[("authentication", &bearer), ("user-agent", " ")], None).status, 400);
    assert_eq!(shops.send("GET", &url, &[("authentication", &bearer), AGENT], None).status, 200);
}

#[test]
fn all_data_is_json_without_a_root_and_in_snake_case() {
    let shops = Shops::start();
    let answer = shops.tn("GET", "/products?per_page=1", Value::Null);
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    let products = answer.is(200);
    assert!(products.as_array().unwrap()[0]["created_at"].is_string());
}

#[test]
fn without_a_content_type_a_body_is_a_415() {
    let shops = Shops::start();
    let bearer = format!("bearer {}", shops.token(1001, 123_456));
    let body = Some("{\"name\":\"x\"}");
    let post = |headers: &[(&str, &str)]| {
        let all = [&[("authentication", bearer.as_str()), AGENT], headers].concat();
        shops.send("POST", &format!("{}/v1/123456/categories", shops.tiendanube), &all, body).status
    };
    assert_eq!(post(&[]), 415);
    assert_eq!(post(&[("content-type", "text/plain")]), 415);
    assert_eq!(post(&[("content-type", "application/json")]), 201);
    assert_eq!(post(&[("content-type", "application/json; charset=utf-8")]), 201);
}

#[test]
fn invalid_json_is_a_400() {
    let shops = Shops::start();
    let bearer = format!("bearer {}", shops.token(1001, 123_456));
    let headers = [("authentication", bearer.as_str()), AGENT, ("content-type", "application/json")];
    let answer = shops.send("POST", &format!("{}/v1/123456/products", shops.tiendanube), &headers, Some("{"));
    assert_eq!(answer.is(400), json!({"error": "Problems parsing JSON"}));
}

#[test]
fn invalid_fields_are_a_422_by_field() {
    let shops = Shops::start();
    let refused = shops.tn("POST", "/scripts", json!({"src": ""})).is(422);
    assert_eq!(refused, json!({"src": ["can't be blank"]}));
    let refused = shops.tn("POST", "/customers", json!({"email": "nobody"})).is(422);
    assert_eq!(refused, json!({"name": ["can't be blank"], "email": ["is invalid"]}));
    let price = json!({"name": "x", "variants": [{"price": "much"}]});
    assert_eq!(shops.tn("POST", "/products", price).is(422), json!({"price": ["is not a number"]}));
}

#[test]
fn other_422s_have_code_message_and_description() {
    let shops = Shops::start();
    let strange = json!({"name": "x", "variants": [{"values": [{"fr": "Rouge"}]}]});
    let refused = shops.tn("POST", "/products", strange).is(422);
    assert_eq!((&refused["code"], &refused["message"]), (&json!(422), &json!("Unprocessable Entity")));
    assert_eq!(refused["description"], "language fr is not active in this store");
    let twice = json!({"name": "x", "variants": [{"values": ["M"]}, {"values": ["M"]}]});
    let refused = shops.tn("POST", "/products", twice).is(422);
    assert_eq!(refused["description"], "Variants cannot be repeated");
    assert_eq!(refused["duplicate_variant_ids"].as_array().unwrap().len(), 1);
}

#[test]
fn a_422_may_be_a_text_and_an_error_a_page() {
    let shops = Shops::start();
    shops.tn("POST", "/orders/450000001/cancel", Value::Null).is(200);
    let refused = shops.tn("POST", "/orders/450000001/close", Value::Null).is(422);
    assert_eq!(refused, json!({"error": "The order is cancelled"}));
    shops.post_control("/tiendanube/faults", json!({"path": "*", "kind": "html", "status": 422, "times": 1}));
    let page = shops.tn("GET", "/store", Value::Null);
    assert_eq!((page.status, page.header("content-type")), (422, "text/html"));
    assert!(page.text().starts_with("<!doctype html>"));
}

#[test]
fn server_errors_come_on_demand() {
    let shops = Shops::start();
    for status in [500, 502, 503, 504] {
        shops.post_control("/tiendanube/faults", json!({"path": "*", "kind": "status", "status": status, "times": 1}));
        assert_eq!(shops.tn("GET", "/store", Value::Null).status, status);
    }
    assert_eq!(shops.tn("GET", "/store", Value::Null).status, 200);
}

#[test]
fn lists_have_pages_of_30_and_up_to_200() {
    let shops = Shops::start();
    let length =
        |query: &str| shops.tn("GET", &format!("/products{query}"), Value::Null).is(200).as_array().unwrap().len();
    assert_eq!(length(""), 30);
    assert_eq!(length("?per_page=100"), 100);
    assert_eq!(length("?per_page=200"), 130);
    assert_eq!(shops.tn("GET", "/products?per_page=201", Value::Null).status, 422);
    let ids = |query: &str| shops.tn("GET", &format!("/products{query}"), Value::Null).is(200);
    assert_eq!(ids(""), ids("?page=1"));
    assert_ne!(ids("?page=1"), ids("?page=2"));
    assert_eq!(shops.tn("GET", "/products?page=0", Value::Null).status, 422);
    assert_eq!(shops.tn("GET", "/products?page=6", Value::Null).is(404)["description"], "Last page is 5");
}

#[test]
fn the_total_and_the_other_pages_are_in_headers() {
    let shops = Shops::start();
    let answer = shops.tn("GET", "/products?page=2&per_page=50&fields=id", Value::Null);
    assert_eq!(answer.header("x-total-count"), "130");
    let url = |page: u32| format!("<{}/v1/123456/products?page={page}&per_page=50&fields=id>", shops.tiendanube);
    let expected = [(3, "next"), (3, "last"), (1, "first"), (1, "prev")]
        .map(|(page, rel)| format!("{}; rel=\"{rel}\"", url(page)));
    assert_eq!(answer.header("link"), expected.join(", "));
    let last = shops.tn("GET", "/products?page=3&per_page=50", Value::Null);
    assert!(!last.header("link").contains("rel=\"next\"") && last.header("link").contains("rel=\"prev\""));
}

#[test]
fn following_links_reaches_everything_once() {
    let shops = Shops::start();
    let token = shops.token(1001, 123_456);
    let mut path = "/v1/123456/orders?per_page=20&status=open".to_owned();
    let mut ids = Vec::new();
    loop {
        let answer = shops.tn_as(&token, "GET", &path, Value::Null);
        ids.extend(answer.is(200).as_array().unwrap().iter().map(|order| order["id"].as_u64().unwrap()));
        let next = answer.header("link").split(", ").find(|link| link.ends_with("rel=\"next\"")).map(str::to_owned);
        let Some(next) = next else { break };
        let url = next.trim_start_matches('<').split('>').next().unwrap().to_owned();
        path = url.strip_prefix(&shops.tiendanube).unwrap().to_owned();
    }
    let total = shops.tn("GET", "/orders?status=open", Value::Null).number("x-total-count");
    assert_eq!(ids.len() as u64, total);
    ids.dedup();
    assert_eq!(ids.len() as u64, total);
}

#[test]
fn a_foreign_link_can_be_asked_for() {
    let shops = Shops::start();
    shops.post_control("/tiendanube/settings", json!({"link_origin": "https://evil.example.com"}));
    let answer = shops.tn("GET", "/products", Value::Null);
    assert!(answer.header("link").starts_with("<https://evil.example.com/v1/123456/products?page=2"));
}

#[test]
fn head_gives_the_headers_of_any_resource() {
    let shops = Shops::start();
    let answer = shops.tn("HEAD", "/products", Value::Null);
    assert_eq!((answer.status, answer.bytes.len(), answer.header("x-total-count")), (200, 0, "130"));
    for path in ["/store", "/products/58000001", "/categories", "/customers", "/orders", "/checkouts", "/coupons"] {
        let (head, whole) = (shops.tn("HEAD", path, Value::Null), shops.tn("GET", path, Value::Null));
        assert_eq!((head.status, head.bytes.len(), whole.status), (200, 0, 200), "{path}");
        for header in ["content-type", "x-total-count", "link", "x-main-language"] {
            assert_eq!(head.header(header), whole.header(header), "{path} {header}");
        }
    }
}

#[test]
fn get_post_put_and_delete_do_what_they_say() {
    let shops = Shops::start();
    let made = shops.tn("POST", "/customers", json!({"name": "Ada", "email": "ada@example.com"})).is(201);
    let path = format!("/customers/{}", made["id"]);
    assert_eq!(shops.tn("GET", &path, Value::Null).is(200)["name"], "Ada");
    assert_eq!(shops.tn("PUT", &path, json!({"name": "Ada B"})).is(200)["name"], "Ada B");
    assert_eq!(shops.tn("GET", &path, Value::Null).is(200)["email"], "ada@example.com");
    shops.tn("DELETE", &path, Value::Null).is(200);
    let missing = json!({"code": 404, "message": "Not Found", "description": null});
    assert_eq!(shops.tn("GET", &path, Value::Null).is(404), missing);
    assert_eq!(shops.tn("GET", "/nonsense", Value::Null).is(404), missing);
}

#[test]
fn a_put_without_a_body_sets_its_length_to_zero() {
    let shops = Shops::start();
    let bearer = format!("bearer {}", shops.token(1001, 123_456));
    let url = format!("{}/v1/123456/customers/101000001", shops.tiendanube);
    let headers = [("authentication", bearer.as_str()), AGENT];
    assert_eq!(shops.send("PUT", &url, &headers, Some("")).status, 200);
    let silent = format!(
        "PUT /v1/123456/customers/101000001 HTTP/1.1\r\nHost: x\r\nUser-Agent: x (y)\r\nAuthentication: {bearer}\r\n\r\n"
    );
    assert!(shops.raw(&shops.tiendanube, &silent).starts_with("HTTP/1.1 411 "));
}

#[test]
fn texts_of_products_and_categories_are_objects_of_languages() {
    let shops = Shops::start();
    let answer = shops.tn("GET", "/categories/4000001", Value::Null);
    assert_eq!(answer.header("x-main-language"), "es");
    let category = answer.is(200);
    assert_eq!(category["name"], json!({"es": "Vestidos", "pt": "Vestidos", "en": "Dresses"}));
    // The same with one language only.
    let token = shops.token(1001, 789_012);
    let answer = shops.tn_as(&token, "GET", "/v1/789012/categories/4000002", Value::Null);
    assert_eq!(answer.header("x-main-language"), "pt");
    assert_eq!(answer.is(200)["name"], json!({"pt": "Tricôs"}));
}

#[test]
fn a_text_is_sent_for_all_languages_or_by_language() {
    let shops = Shops::start();
    let made = shops.tn("POST", "/products", json!({"name": "Example"})).is(201);
    assert_eq!(made["name"], json!({"es": "Example", "pt": "Example", "en": "Example"}));
    let made = shops.tn("POST", "/products", json!({"name": {"es": "Ejemplo", "pt": "Exemplo"}})).is(201);
    assert_eq!(made["name"], json!({"es": "Ejemplo", "pt": "Exemplo", "en": ""}));
    let path = format!("/products/{}", made["id"]);
    let changed = shops.tn("PUT", &path, json!({"name": {"en": "Example"}})).is(200);
    assert_eq!(changed["name"], json!({"es": "Ejemplo", "pt": "Exemplo", "en": "Example"}));
    assert_eq!(shops.tn("POST", "/products", json!({})).is(422), json!({"name": ["can't be blank"]}));
}

#[test]
fn prices_live_on_variants_as_text_or_are_null() {
    let shops = Shops::start();
    let products = shops.tn("GET", "/products?per_page=200", Value::Null).is(200);
    let variants: Vec<&Value> =
        products.as_array().unwrap().iter().flat_map(|p| p["variants"].as_array().unwrap()).collect();
    let has = |test: fn(&&&Value) -> bool| variants.iter().filter(test).count() > 0;
    assert!(variants.iter().all(|it| it["price"].is_string() || it["price"].is_null()));
    assert!(has(|it| it["price"].is_null()) && has(|it| it["promotional_price"].is_string()));
    assert!(has(|it| it["stock"].is_null()) && has(|it| it["stock"] == 0) && has(|it| it["sku"].is_null()));
    let made = shops.tn("POST", "/products", json!({"name": "x", "price": 25})).is(201);
    assert_eq!(made["variants"][0]["price"], "25.00");
}

#[test]
fn variants_are_a_resource_of_their_product() {
    let shops = Shops::start();
    let made =
        shops.tn("POST", "/products", json!({"name": "x", "variants": [{"values": ["S"], "price": "9.50"}]})).is(201);
    let path = format!("/products/{}/variants", made["id"]);
    let added = shops.tn("POST", &path, json!({"values": [{"es": "Mediano"}], "price": "10", "sku": "x-m"})).is(201);
    let own = format!("{path}/{}", added["id"]);
    assert_eq!(shops.tn("PUT", &own, json!({"price": "11.5"})).is(200)["price"], "11.50");
    assert_eq!(shops.tn("GET", &own, Value::Null).is(200)["sku"], "x-m");
    assert_eq!(shops.tn("GET", &path, Value::Null).is(200).as_array().unwrap().len(), 2);
    assert_eq!(shops.tn("GET", "/products/sku/x-m", Value::Null).is(200)["id"], made["id"]);
    shops.tn("DELETE", &own, Value::Null).is(200);
    assert_eq!(shops.tn("GET", &own, Value::Null).status, 404);
}

#[test]
fn lists_are_filtered_and_show_chosen_fields() {
    let shops = Shops::start();
    let get = |path: &str| shops.tn("GET", path, Value::Null).is(200);
    assert_eq!(get("/products?since_id=58000128&fields=id"), json!([{"id": 58_000_129}, {"id": 58_000_130}]));
    let dresses = shops.tn("GET", "/products?category_id=4000001", Value::Null);
    assert!((1..130).contains(&dresses.number("x-total-count")));
    assert!(get("/products?q=linen&per_page=200").as_array().unwrap().len() > 1);
    assert_eq!(get("/customers?q=valentina")[0]["email"], "valentina.rodriguez@example.com");
    let early = get("/orders?created_at_max=2026-01-06T12:00:00-03:00");
    assert_eq!(early.as_array().unwrap().len(), 2);
}
