//! NexusCommerce: tokens, tenants, envelopes, lists, resources, webhooks.
use crate::support::{Answer, Shops, hmac_hex, receiver};
use serde_json::{Value, json};
use std::time::Duration;

pub const TENANT: &str = "3714240b-2e06-4c35-8856-ccc1c096323e";
const OTHER: &str = "b8a41e5f-0c6d-4f6e-9d0a-5c1f2e7a9b34";

/// The n-th key: growth, starter, enterprise, products only, other tenant.
pub fn key(shops: &Shops, number: usize) -> String {
    shops.shown["nexus"]["keys"][number]["token"].as_str().unwrap().to_owned()
}

pub fn call_as(shops: &Shops, token: &str, tenant: &str, method: &str, path: &str, body: Value) -> Answer {
    let bearer = format!("Bearer {token}");
    let text = body.to_string();
    let headers = [("authorization", bearer.as_str()), ("x-tenant-id", tenant), ("content-type", "application/json")];
    let body = (!body.is_null()).then_some(text.as_str());
    shops.send(method, &format!("{}/api{path}", shops.nexus), &headers, body)
}

pub fn call(shops: &Shops, method: &str, path: &str, body: Value) -> Answer {
    call_as(shops, &key(shops, 0), TENANT, method, path, body)
}

pub fn get(shops: &Shops, path: &str) -> Value {
    call(shops, "GET", path, Value::Null).is(200)
}

#[test]
fn health_needs_no_token() {
    let shops = Shops::start();
    let answer = shops.send("GET", &format!("{}/api/health", shops.nexus), &[], None);
    let health = answer.is(200);
    assert_eq!((&health["status"], &health["version"]), (&json!("ok"), &json!("2.0.0")));
    let at = health["timestamp"].as_str().unwrap();
    assert!(at.len() == "2026-03-12T14:32:01.123Z".len() && at.ends_with('Z'));
}

#[test]
fn every_other_request_needs_a_bearer_token() {
    let shops = Shops::start();
    let url = format!("{}/api/products", shops.nexus);
    let missing = shops.send("GET", &url, &[("x-tenant-id", TENANT)], None);
    assert_eq!(missing.is(401)["error"]["code"], "UNAUTHORIZED");
    assert_eq!(call_as(&shops, "nxc_live_wrong", TENANT, "GET", "/products", Value::Null).status, 401);
}

#[test]
fn a_key_ends_when_its_date_has_come() {
    let shops = Shops::start();
    assert_eq!(call(&shops, "GET", "/products", Value::Null).status, 200);
    shops.post_control("/nexus/expire", json!({}));
    assert_eq!(call(&shops, "GET", "/products", Value::Null).status, 401);
}

#[test]
fn a_key_without_a_date_lives_long() {
    let shops = Shops::start();
    shops.advance(10 * 365 * 86_400_000);
    assert_eq!(call(&shops, "GET", "/products?limit=1", Value::Null).status, 200);
}

#[test]
fn the_version_is_implicit_in_all_paths() {
    let shops = Shops::start();
    assert_eq!(call(&shops, "GET", "/products?limit=1", Value::Null).status, 200);
    assert_eq!(call(&shops, "GET", "/v1/products?limit=1", Value::Null).status, 404);
}

#[test]
fn a_success_is_a_200_with_a_json_body() {
    let shops = Shops::start();
    for path in ["/products", "/orders", "/inventory", "/health"] {
        let answer = call(&shops, "GET", path, Value::Null);
        assert!(answer.header("content-type").starts_with("application/json"), "{path}");
        assert!(answer.is(200).is_object(), "{path}");
    }
}

#[test]
fn the_token_of_a_user_ends_after_24_hours() {
    let shops = Shops::start();
    let login = shops.post_control(&format!("/nexus/login?tenant={TENANT}"), json!({}));
    let token = login["access_token"].as_str().unwrap();
    let status = || call_as(&shops, token, TENANT, "GET", "/products?limit=1", Value::Null).status;
    assert_eq!(status(), 200);
    shops.advance(86_390_000);
    assert_eq!(status(), 200);
    shops.advance(11_000);
    assert_eq!(status(), 401);
}

#[test]
fn every_request_names_a_tenant_the_token_may_see() {
    let shops = Shops::start();
    let bearer = format!("Bearer {}", key(&shops, 0));
    let without = shops.send("GET", &format!("{}/api/products", shops.nexus), &[("authorization", &bearer)], None);
    assert_eq!(without.is(400)["error"]["details"], json!({"X-Tenant-ID": ["is required"]}));
    assert_eq!(call_as(&shops, &key(&shops, 0), OTHER, "GET", "/products", Value::Null).status, 403);
}

#[test]
fn a_tenant_sees_its_own_rows_only() {
    let shops = Shops::start();
    let total = |key_number: usize, tenant: &str| {
        let page = call_as(&shops, &key(&shops, key_number), tenant, "GET", "/products?limit=1", Value::Null).is(200);
        page["meta"]["total"].as_u64().unwrap()
    };
    assert!(total(0, TENANT) > total(4, OTHER));
    let own = json!({"sku": "ONLY-OTHER", "title": "x"});
    call_as(&shops, &key(&shops, 4), OTHER, "POST", "/products", own).is(201);
    assert_eq!(call_as(&shops, &key(&shops, 4), OTHER, "GET", "/products/ONLY-OTHER", Value::Null).status, 200);
    assert_eq!(call(&shops, "GET", "/products/ONLY-OTHER", Value::Null).status, 404);
}

#[test]
fn errors_have_code_message_and_details() {
    let shops = Shops::start();
    let missing = call(&shops, "GET", "/products/SKU-001", Value::Null).is(404);
    let expected =
        json!({"code": "RESOURCE_NOT_FOUND", "message": "Product with SKU SKU-001 not found", "details": {}});
    assert_eq!(missing, json!({"error": expected}));
}

#[test]
fn lists_and_single_resources_have_their_envelopes() {
    let shops = Shops::start();
    let page = get(&shops, "/products");
    assert_eq!(page["data"].as_array().unwrap().len(), 50);
    let meta = page["meta"].as_object().unwrap();
    assert_eq!((&meta["page"], &meta["limit"]), (&json!(1), &json!(50)));
    assert!(meta["total"].as_u64().unwrap() > 200 && meta["nextCursor"].as_str().unwrap().starts_with("cursor_"));
    let sku = page["data"][0]["sku"].as_str().unwrap();
    let single = get(&shops, &format!("/products/{sku}"));
    assert_eq!((single.as_object().unwrap().len(), &single["data"]["sku"]), (1, &page["data"][0]["sku"]));
    assert!(single["data"]["listings"].is_array() && page["data"][0].get("listings").is_none());
}

#[test]
fn cursors_lead_through_everything_until_null() {
    let shops = Shops::start();
    let mut path = "/orders?limit=50".to_owned();
    let mut ids = Vec::new();
    loop {
        let page = get(&shops, &path);
        ids.extend(page["data"].as_array().unwrap().iter().map(|order| order["id"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["meta"]["nextCursor"].as_str() else {
            assert!(page["meta"]["nextCursor"].is_null());
            break;
        };
        path = format!("/orders?limit=50&cursor={cursor}");
    }
    assert_eq!(ids.len(), 120);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 120);
    assert_eq!(call(&shops, "GET", "/orders?limit=201", Value::Null).status, 400);
    assert_eq!(call(&shops, "GET", "/orders?cursor=cursor_x", Value::Null).status, 400);
}

#[test]
fn lists_are_filtered_by_query_parameters() {
    let shops = Shops::start();
    let page = get(&shops, "/orders?status=confirmed&marketplace=shopify&start_date=2020-01-01");
    let orders = page["data"].as_array().unwrap();
    assert!(!orders.is_empty() && page["meta"]["total"].as_u64().unwrap() < 120);
    assert!(orders.iter().all(|order| order["status"] == "confirmed" && order["marketplace"] == "shopify"));
    assert_eq!(get(&shops, "/orders?start_date=2100-01-01")["meta"]["total"], 0);
    assert_eq!(get(&shops, "/orders?end_date=2000-01-01")["meta"]["total"], 0);
    let refused = call(&shops, "GET", "/orders?status=eaten", Value::Null).is(400);
    assert_eq!(refused["error"]["code"], "VALIDATION_ERROR");
    let returned = get(&shops, "/orders?has_returns=true&fulfillment_method=FBM");
    assert!(returned["data"].as_array().unwrap().iter().all(|order| order["has_returns"] == true));
    assert!(get(&shops, "/products?search=linen")["meta"]["total"].as_u64().unwrap() > 1);
    assert_eq!(get(&shops, "/inventory?status=low&warehouse_id=wh_fba")["data"][0]["status"], "low");
}

#[test]
fn lists_are_sorted_by_field_and_order() {
    let shops = Shops::start();
    let skus = |query: &str| -> Vec<String> {
        let page = get(&shops, &format!("/products?{query}"));
        page["data"].as_array().unwrap().iter().map(|product| product["sku"].as_str().unwrap().to_owned()).collect()
    };
    let ascending = skus("sort=sku&order=asc&limit=20");
    assert!(ascending.is_sorted() && !skus("sort=sku&order=desc&limit=20").is_sorted());
    let times = get(&shops, "/products?sort=created_at&order=desc&limit=20");
    assert!(
        times["data"]
            .as_array()
            .unwrap()
            .is_sorted_by(|one, next| one["created_at"].as_str() >= next["created_at"].as_str())
    );
    assert_eq!(call(&shops, "GET", "/products?sort=colour", Value::Null).status, 400);
}

#[test]
fn fields_choose_what_is_shown() {
    let shops = Shops::start();
    let page = get(&shops, "/products?fields=sku,title,status,price&limit=1");
    let product = page["data"][0].as_object().unwrap();
    // A product has no price of its own.
    assert_eq!(product.keys().collect::<Vec<_>>(), ["sku", "status", "title"]);
}

#[test]
fn a_sku_is_encoded_in_a_path() {
    let shops = Shops::start();
    assert_eq!(get(&shops, "/products/Sample%201%2F2%20%C3%B1")["data"]["sku"], "Sample 1/2 ñ");
}

#[test]
fn products_are_made_changed_and_removed_as_json() {
    let shops = Shops::start();
    let made = call(&shops, "POST", "/products", json!({"sku": "N-1", "title": "New"})).is(201);
    assert_eq!(made["data"]["status"], "draft");
    assert_eq!(call(&shops, "POST", "/products", json!({"sku": "N-1", "title": "New"})).status, 409);
    let refused = call(&shops, "POST", "/products", json!({"sku": "N-2"})).is(400);
    assert_eq!(refused["error"]["details"], json!({"title": ["is required"]}));
    assert_eq!(call(&shops, "PATCH", "/products/N-1", json!({"status": "active"})).is(200)["data"]["status"], "active");
    call(&shops, "DELETE", "/products/N-1", Value::Null).is(200);
    assert_eq!(call(&shops, "GET", "/products/N-1", Value::Null).status, 404);
    let bearer = format!("Bearer {}", key(&shops, 0));
    let headers = [("authorization", bearer.as_str()), ("x-tenant-id", TENANT), ("content-type", "text/plain")];
    assert_eq!(shops.send("POST", &format!("{}/api/products", shops.nexus), &headers, Some("{}")).status, 415);
}

#[test]
fn orders_are_shipped_and_cancelled() {
    let shops = Shops::start();
    let open = get(&shops, "/orders?status=confirmed&limit=2");
    let path = |place: usize| format!("/orders/{}", open["data"][place]["id"].as_str().unwrap());
    assert!(get(&shops, &path(0))["data"]["shipping_address"].is_object());
    let shipment = json!({"carrier": "UPS", "tracking_number": "1Z", "shipped_date": "2026-03-01"});
    let shipped = call(&shops, "POST", &format!("{}/shipment", path(0)), shipment).is(200);
    assert_eq!(shipped["data"]["status"], "shipped");
    let cancelled = call(&shops, "POST", &format!("{}/cancel", path(1)), json!({"reason": "customer"})).is(200);
    assert_eq!(cancelled["data"]["status"], "cancelled");
    assert_eq!(
        call(&shops, "POST", &format!("{}/cancel", path(0)), json!({})).is(409)["error"]["code"],
        "INVALID_STATE"
    );
}

#[test]
fn stock_is_set_one_by_one_and_in_bulk() {
    let shops = Shops::start();
    let stock = get(&shops, "/inventory?limit=2&sort=sku&order=asc");
    let sku = |place: usize| stock["data"][place]["sku"].as_str().unwrap().to_owned();
    let update = json!({"warehouse_id": "wh_main", "quantity": 0, "reason": "count"});
    call(&shops, "PUT", &format!("/inventory/{}", sku(0)), update).is(200);
    let updates = json!({"updates": [
        {"sku": sku(1), "warehouse_id": "wh_main", "quantity": 90},
        {"sku": "none", "warehouse_id": "wh_main", "quantity": 1},
    ]});
    let done = call(&shops, "POST", "/inventory/bulk", updates).is(200);
    assert_eq!((&done["data"]["updated"], &done["data"]["failed"]), (&json!(1), &json!(1)));
    assert_eq!(get(&shops, &format!("/inventory/{}", sku(1)))["data"]["status"], "normal");
    let many: Vec<Value> = (0..501).map(|_| json!({"sku": "x"})).collect();
    assert_eq!(call(&shops, "POST", "/inventory/bulk", json!({"updates": many})).status, 400);
}

#[test]
fn pricing_rules_have_no_meta_and_jobs_complete() {
    let shops = Shops::start();
    let made = call(&shops, "POST", "/pricing/rules", json!({"name": "Undercut"})).is(201);
    let rule = format!("/pricing/rules/{}", made["data"]["id"].as_str().unwrap());
    assert_eq!(call(&shops, "PATCH", &rule, json!({"active": false})).is(200)["data"]["active"], false);
    let rules = get(&shops, "/pricing/rules");
    assert_eq!((rules["data"].as_array().unwrap().len(), rules.get("meta")), (1, None));
    call(&shops, "DELETE", &rule, Value::Null).is(200);
    assert!(get(&shops, "/pricing/recommendations")["data"][0]["recommended_price"].is_number());
    let job = call(&shops, "POST", "/ai-jobs", json!({"type": "review_sentiment"})).is(202);
    let path = format!("/ai-jobs/{}", job["data"]["id"].as_str().unwrap());
    assert_eq!(job["data"]["status"], "pending");
    shops.advance(5_000);
    assert_eq!(get(&shops, &path)["data"]["status"], "completed");
}

#[test]
fn webhooks_are_signed_with_the_tenants_secret() {
    let shops = Shops::start();
    let (origin, received) = receiver();
    let event =
        json!({"tenant": TENANT, "url": format!("{origin}/hook"), "event": "order.created", "data": {"id": "ord_1"}});
    assert_eq!(shops.post_control("/nexus/webhook", event)["status"], 200);
    let webhook = received.recv_timeout(Duration::from_secs(20)).unwrap();
    let tenants = shops.shown["nexus"]["tenants"].as_array().unwrap();
    let own = tenants.iter().find(|tenant| tenant["id"] == TENANT).unwrap();
    let signature = hmac_hex(own["webhook_secret"].as_str().unwrap(), &webhook.body);
    assert!(webhook.head.contains(&format!("x-nexuscommerce-signature: sha256={signature}")), "{}", webhook.head);
}
