//! The Customer API.
use crate::support::{Answer, Shops};
use serde_json::{Value, json};

const GZIP: (&str, &str) = ("accept-encoding", "gzip");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("content-type", "application/json");
const ID: &str = "d194b033-1975-43e5-a083-96bdbe3ea1cd";
const SECRET: &str = "164381f6-dcea-46c1-bf8f-f9f22288970c";

fn ask_token(shops: &Shops, form: &str) -> Answer {
    shops.send("POST", &format!("{}/api/customer/oauth/access-token", shops.customer), &[GZIP, FORM], Some(form))
}

fn credentials(id: &str, secret: &str) -> String {
    format!("grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=all")
}

fn sign_in(shops: &Shops) -> String {
    let issued = ask_token(shops, &credentials(ID, SECRET)).is(200);
    issued["access_token"].as_str().unwrap().to_owned()
}

fn call(shops: &Shops, token: &str, method: &str, path: &str, body: Value) -> Answer {
    let bearer = format!("Bearer {token}");
    let text = body.to_string();
    let headers = [GZIP, ("authorization", bearer.as_str()), JSON];
    let body = (!body.is_null()).then_some(text.as_str());
    shops.send(method, &format!("{}/api/customer{path}", shops.customer), &headers, body)
}

#[test]
fn a_form_with_the_api_password_gets_a_token_for_an_hour() {
    let shops = Shops::start();
    let answer = ask_token(&shops, &credentials(ID, SECRET));
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    let issued = answer.is(200);
    assert_eq!((&issued["_type"], &issued["token_type"]), (&json!("AccessToken"), &json!("Bearer")));
    assert_eq!(issued["expires_in"], 3600);
    assert_eq!(issued["access_token"].as_str().unwrap().split('.').count(), 3);
    assert_eq!(issued.as_object().unwrap().len(), 4);
}

#[test]
fn the_parameters_are_in_the_body_as_a_form_not_json_not_the_url() {
    let shops = Shops::start();
    let url = format!("{}/api/customer/oauth/access-token", shops.customer);
    let body = json!({"grant_type": "client_credentials", "client_id": ID, "client_secret": SECRET, "scope": "all"});
    assert_eq!(shops.send("POST", &url, &[GZIP, JSON], Some(&body.to_string())).is(400)["error"], "invalid_request");
    let in_query = format!("{url}?{}", credentials(ID, SECRET));
    assert_ne!(shops.send("POST", &in_query, &[GZIP, FORM], Some("")).status, 200);
}

#[test]
fn calls_are_authorized_by_the_bearer_token() {
    let shops = Shops::start();
    let url = format!("{}/api/customer/orders", shops.customer);
    let token = sign_in(&shops);
    let status = |value: &str| shops.send("GET", &url, &[GZIP, ("authorization", value)], None).status;
    assert_eq!(status(&format!("Bearer {token}")), 200);
    assert_eq!(status(&token), 400);
    assert_eq!(shops.send("GET", &url, &[GZIP], None).status, 400);
}

#[test]
fn wrong_credentials_are_a_401_with_a_message() {
    let shops = Shops::start();
    let text = "Client authentication failed";
    let expected = json!({"error": "invalid_client", "error_description": text, "message": text, "status": 401});
    assert_eq!(ask_token(&shops, &credentials(ID, "wrong")).is(401), expected);
}

#[test]
fn https_only_without_redirection() {
    let shops = Shops::start();
    let plain = shops.customer.replace("https", "http");
    let url = format!("{plain}/api/customer/oauth/access-token");
    let refused = shops.send("POST", &url, &[GZIP, FORM], Some(&credentials(ID, SECRET)));
    assert_eq!((refused.status, refused.header("location")), (403, ""));
}

#[test]
fn every_response_is_compressed_errors_too() {
    let shops = Shops::start();
    let token = sign_in(&shops);
    for answer in [
        ask_token(&shops, &credentials(ID, SECRET)),
        ask_token(&shops, &credentials(ID, "wrong")),
        call(&shops, &token, "GET", "/orders", Value::Null),
        call(&shops, "wrong", "GET", "/orders", Value::Null),
        call(&shops, &token, "GET", "/nothing", Value::Null),
    ] {
        assert_eq!(answer.header("content-encoding"), "gzip");
        assert_eq!(answer.bytes[..2], [0x1f, 0x8b]);
        assert!(answer.json().is_object());
    }
}

#[test]
fn a_request_that_does_not_accept_gzip_is_a_400() {
    let shops = Shops::start();
    let url = format!("{}/api/customer/oauth/access-token", shops.customer);
    let form = credentials(ID, SECRET);
    for other in [&[][..], &[("accept-encoding", "br")], &[("accept-encoding", "gzip;q=0")]] {
        assert_eq!(shops.send("POST", &url, &[&[FORM], other].concat(), Some(&form)).status, 400);
    }
    let several = [("accept-encoding", "br, gzip"), FORM];
    assert_eq!(shops.send("POST", &url, &several, Some(&form)).status, 200);
}

#[test]
fn requests_with_a_body_name_their_content_type() {
    let shops = Shops::start();
    let bearer = format!("Bearer {}", sign_in(&shops));
    let url = format!("{}/api/customer/orders", shops.customer);
    for method in ["POST", "PATCH"] {
        let url = if method == "POST" { url.clone() } else { format!("{url}/20001") };
        let answer = shops.send(method, &url, &[GZIP, ("authorization", &bearer)], Some("{}"));
        assert_eq!(answer.status, 415, "{method}");
    }
}

#[test]
fn an_invalid_token_is_a_400_and_an_expired_one_a_401() {
    let shops = Shops::start();
    let denied = json!({
        "error": "access_denied",
        "error_description": "The resource owner or authorization server denied the request.",
        "status": 400,
    });
    assert_eq!(call(&shops, "wrong", "GET", "/orders", Value::Null).is(400), denied);
    let token = sign_in(&shops);
    let expired = json!({"error": "invalid_token", "error_description": "The access token expired"});
    shops.advance(3_590_000);
    assert_eq!(call(&shops, &token, "GET", "/orders", Value::Null).status, 200);
    shops.advance(11_000);
    assert_eq!(call(&shops, &token, "GET", "/orders", Value::Null).is(401), expired);
    let token = sign_in(&shops);
    shops.post_control("/customer/expire", json!({}));
    assert_eq!(call(&shops, &token, "GET", "/orders", Value::Null).is(401), expired);
    shops.advance(2_000);
    assert_eq!(call(&shops, &sign_in(&shops), "GET", "/orders", Value::Null).status, 200);
}

#[test]
fn a_customer_makes_a_password_and_the_merchant_allows_it() {
    let shops = Shops::start();
    let cora = "9b7d11e2-4c68-47ce-b3f5-20a8e4d96c15";
    assert_eq!(ask_token(&shops, &credentials(cora, "")).status, 401);
    let made = shops.post_control("/customer/buyer", json!({"email": "cora@example.com", "new_password": true}));
    let secret = made["client_secret"].as_str().unwrap();
    let issued = ask_token(&shops, &credentials(cora, secret)).is(200);
    let token = issued["access_token"].as_str().unwrap();
    shops.post_control("/customer/buyer", json!({"email": "cora@example.com", "allowed": false}));
    assert_eq!(ask_token(&shops, &credentials(cora, secret)).is(401)["error"], "invalid_client");
    assert_eq!(call(&shops, token, "GET", "/orders", Value::Null).is(400)["error"], "access_denied");
}

#[test]
fn another_site_signs_customers_in_by_authorization_code() {
    let shops = Shops::start();
    let url = format!(
        "{}/api/customer/oauth/authorize?response_type=code&client_id={ID}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback&state=s1",
        shops.customer
    );
    assert!(shops.send("GET", &url, &[GZIP], None).text().contains("<form"));
    assert_eq!(shops.send("POST", &url, &[GZIP, FORM], Some("email=anna@example.com&password=no")).status, 401);
    let agreed = shops.send("POST", &url, &[GZIP, FORM], Some("email=anna@example.com&password=sandbox"));
    let query = agreed.header("location").strip_prefix("https://app.example.com/callback?code=").unwrap().to_owned();
    let code = query.strip_suffix("&state=s1").unwrap();
    let form = format!(
        "grant_type=authorization_code&client_id={ID}&client_secret={SECRET}&code={code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback"
    );
    let issued = ask_token(&shops, &form).is(200);
    assert_eq!(call(&shops, issued["access_token"].as_str().unwrap(), "GET", "/orders", Value::Null).status, 200);
    assert_eq!(ask_token(&shops, &form).is(400)["error"], "invalid_grant");
}

#[test]
fn products_are_found_by_code_or_by_brand_and_code() {
    let shops = Shops::start();
    let token = sign_in(&shops);
    let find = |query: &str| call(&shops, &token, "GET", &format!("/products?{query}"), Value::Null);
    let several = find("code=1001").is(200);
    let items = several["items"].as_array().unwrap();
    assert!(items.len() > 1);
    let brand = items[0]["brand"].as_str().unwrap();
    let one = find(&format!("code=1001&brand={brand}")).is(200);
    assert_eq!(one["items"].as_array().unwrap().as_slice(), &items[..1]);
    assert_eq!(find("code=none").is(200)["items"], json!([]));
    assert_eq!(find("brand=x").is(400)["error"], "invalid_request");
}

#[test]
fn availability_and_prices_are_the_buyers() {
    let shops = Shops::start();
    let bert = credentials("5f0c2a77-8a4e-4f0b-9c39-1d6c6a1f77b2", "f1d0c3a8-2b7e-49d5-8e06-6a9b51c7e403");
    let bert = ask_token(&shops, &bert).is(200)["access_token"].as_str().unwrap().to_owned();
    let item = |token: &str| call(&shops, token, "GET", "/products?code=1001", Value::Null).is(200)["items"][0].clone();
    let price = |item: &Value| item["price"]["amount"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    let (anna, bert) = (item(&sign_in(&shops)), item(&bert));
    assert_eq!(price(&anna), price(&bert) * 90 / 100);
    assert_eq!(anna["availability"]["status"], "in_stock");
}

#[test]
fn an_order_is_sent_and_listed_with_its_lines_and_statuses() {
    let shops = Shops::start();
    let token = sign_in(&shops);
    let item = call(&shops, &token, "GET", "/products?code=1001", Value::Null).is(200)["items"][0].clone();
    let line = json!({"code": "1001", "brand": item["brand"], "quantity": 2});
    let sent = call(&shops, &token, "POST", "/orders", json!({"lines": [line], "reference": "PO-77"})).is(201);
    assert_eq!((&sent["payment_status"], &sent["processing_status"]), (&json!("unpaid"), &json!("new")));
    let listed = call(&shops, &token, "GET", "/orders", Value::Null).is(200);
    assert_eq!(listed["items"][0], sent);
    assert_eq!(listed["items"][0]["lines"][0]["quantity"], 2);
    assert_eq!((&listed["total"], &listed["pages"]), (&json!(26), &json!(2)));
    assert_eq!(call(&shops, &token, "GET", &format!("/orders/{}", sent["id"]), Value::Null).is(200), sent);
    let left = call(&shops, &token, "GET", "/products?code=1001", Value::Null).is(200)["items"][0].clone();
    let quantity = |item: &Value| item["availability"]["quantity"].as_u64().unwrap();
    assert_eq!(quantity(&left), quantity(&item) - 2);
    // A code of several makers does not say which.
    let vague = json!({"lines": [{"code": "1001", "quantity": 1}]});
    assert_eq!(call(&shops, &token, "POST", "/orders", vague).is(422)["error"], "invalid_order");
}

#[test]
fn a_customer_manages_own_orders_only() {
    let shops = Shops::start();
    let token = sign_in(&shops);
    let path = "/orders/20003";
    assert_eq!(call(&shops, &token, "PATCH", path, json!({"note": "Ring twice"})).is(200)["note"], "Ring twice");
    let cancel = json!({"processing_status": "cancelled"});
    assert_eq!(call(&shops, &token, "PATCH", path, cancel.clone()).is(200)["processing_status"], "cancelled");
    assert_eq!(call(&shops, &token, "PATCH", "/orders/20001", cancel).status, 409);
    assert_eq!(call(&shops, &token, "GET", "/orders/20006", Value::Null).status, 404);
}
