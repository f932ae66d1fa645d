//! What servers say when something is wrong, and what becomes of it.

use std::io::Write;

use proptest::prelude::*;
use serde_json::json;
use vitrine::commerce::call::Call;
use vitrine::commerce::error::{Error, Kind};
use vitrine::commerce::http::Response;
use vitrine::commerce::secret::Secret;
use vitrine::commerce::{nexus, tiendanube};

use crate::shops::{self, TOKEN};
use crate::world::{World, answer, ok};

fn error(status: u16, headers: &'static [(&str, &str)], body: &str) -> Error {
    let body = body.to_owned();
    let world = World::new(move |_, _| answer(status, headers, &body));
    let client = shops::tiendanube_with(&world, json!({"header": "authentication"}));
    world.run(async move { client.one(tiendanube::CREATE_PRODUCT, Call::default().body(json!({}))).await }).unwrap_err()
}

/// Kind, message, code, fields.
type Seen<'a> = (Kind, &'a str, Option<&'a str>, String);

fn seen(error: &Error) -> Seen<'_> {
    (error.kind, &error.message, error.code.as_deref(), json!(error.fields).to_string())
}

#[test]
fn every_shape_of_every_system_is_read() {
    let none = "{}".to_owned();
    let cases: [(u16, &str, Seen<'_>); 14] = [
        (
            400,
            r#"{"error": "Problems parsing JSON"}"#,
            (Kind::BadRequest, "Problems parsing JSON (400)", None, none.clone()),
        ),
        (
            401,
            r#"{"code":401,"message":"Unauthorized","description":"Invalid access token"}"#,
            (Kind::Unauthorized, "Unauthorized: Invalid access token (401)", Some("401"), none.clone()),
        ),
        (
            404,
            r#"{"code":404,"message":"Not Found","description":null}"#,
            (Kind::NotFound, "Not Found (404)", Some("404"), none.clone()),
        ),
        (
            422,
            r#"{"src": ["can't be blank"]}"#,
            (Kind::Validation, "src can't be blank (422)", None, r#"{"src":["can't be blank"]}"#.to_owned()),
        ),
        (
            422,
            r#"{"code":422,"message":"Unprocessable Entity","description":"Invalid","duplicate_variant_ids":[1,2]}"#,
            (
                Kind::Validation,
                "Unprocessable Entity: Invalid (422)",
                Some("422"),
                r#"{"duplicate_variant_ids":["1","2"]}"#.to_owned(),
            ),
        ),
        (422, r#"{"error": "Invalid fields"}"#, (Kind::Validation, "Invalid fields (422)", None, none.clone())),
        (422, r#""name is invalid""#, (Kind::Validation, "name is invalid (422)", None, none.clone())),
        (
            404,
            r#"{"error":{"code":"RESOURCE_NOT_FOUND","message":"Product with SKU SKU-001 not found","details":{}}}"#,
            (Kind::NotFound, "Product with SKU SKU-001 not found (404)", Some("RESOURCE_NOT_FOUND"), none.clone()),
        ),
        (
            400,
            r#"{"error":{"code":"VALIDATION","message":"Invalid","details":{"sku":["too long"],"price":"negative"}}}"#,
            (
                Kind::BadRequest,
                "Invalid (400)",
                Some("VALIDATION"),
                r#"{"price":["negative"],"sku":["too long"]}"#.to_owned(),
            ),
        ),
        (
            400,
            r#"{"statusCode":400,"message":["sku must be a string","title is empty"],"error":"Bad Request"}"#,
            (Kind::BadRequest, "sku must be a string, title is empty (400)", Some("400"), none.clone()),
        ),
        (
            401,
            r#"{"error":"invalid_client","error_description":"Client authentication failed","message":"Client authentication failed","status":401}"#,
            (Kind::Unauthorized, "Client authentication failed (401)", Some("invalid_client"), none.clone()),
        ),
        (
            402,
            r#"{"code":402,"message":"Payment Required"}"#,
            (
                Kind::Suspended,
                "the store is suspended until its subscription, or the app's, is paid: Payment Required (402)",
                Some("402"),
                none.clone(),
            ),
        ),
        (503, "<html><b>Bad</b></html>", (Kind::Server, "the server answered with status 503", None, none.clone())),
        (415, "", (Kind::UnsupportedMediaType, "the server answered with status 415", None, none)),
    ];
    for (status, body, expected) in cases {
        let error = error(status, &[], body);
        assert_eq!(seen(&error), (expected.0, expected.1, expected.2, expected.3), "{body}");
        assert_eq!(error.status, Some(status));
    }
}

#[test]
fn the_request_s_name_is_kept_for_the_vendor_s_support() {
    assert_eq!(error(500, &[("X-Request-Id", "req-1")], "").request_id.as_deref(), Some("req-1"));
}

#[test]
fn success_that_is_no_json_is_an_error_with_the_body() {
    let error = error(200, &[], "<html>maintenance</html>");
    assert_eq!((error.kind, error.raw.as_deref()), (Kind::Decode, Some("<html>maintenance</html>")));
}

#[test]
fn no_content_is_nothing() {
    let world = World::new(|_, _| answer(204, &[], ""));
    let client = shops::nexus(&world);
    let reply = world.run(async move { client.one(nexus::DELETE_PRODUCT, Call::to(["1"])).await }).unwrap();
    assert_eq!((reply.value, reply.meta.status), (json!(null), 204));
}

#[test]
fn what_is_known_of_an_answer_stands_beside_it() {
    let headers = [
        ("X-Main-Language", "es"),
        ("X-Rate-Limit-Limit", "40"),
        ("X-Rate-Limit-Remaining", "39"),
        ("x-request-id", "7"),
    ];
    let world = World::new(move |_, _| answer(200, &headers, "{}"));
    let client = shops::tiendanube(&world);
    let meta = world.run(async move { client.one(tiendanube::GET_STORE, Call::default()).await }).unwrap().meta;
    let rate = json!({"limit": 40.0, "remaining": 39.0});
    assert_eq!(json!(meta), json!({"status": 200, "requestId": "7", "language": "es", "rate": rate, "attempts": 1}));
}

#[test]
fn packed_bodies_are_unpacked_on_errors_too() {
    let packed = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let body = packed(r#"{"error":{"code":"GONE","message":"no"}}"#);
    let world = World::new(move |_, _| {
        let headers = [("Content-Encoding", "gzip")].into_iter().collect();
        Ok(Response { status: 404, headers, body: body.clone() })
    });
    let client = shops::nexus(&world);
    let error = world.run(async move { client.one(nexus::GET_PRODUCT, Call::to(["1"])).await }).unwrap_err();
    assert_eq!(error.code.as_deref(), Some("GONE"));
}

#[test]
fn a_token_is_nowhere_to_be_read() {
    let echo =
        format!(r#"{{"error":{{"code":"{TOKEN}","message":"{TOKEN} is bad","details":{{"token":["{TOKEN}"]}}}}}}"#);
    let world = World::new(move |_, _| answer(404, &[], &echo));
    let client = shops::nexus(&world);
    let error = world.run(async move { client.one(nexus::GET_PRODUCT, Call::to(["1"])).await }).unwrap_err();
    let all = format!("{error} {error:?} {} {:?}", json!(error), world.requests());
    assert!(!all.contains(TOKEN), "{all}");
    assert!(all.contains("[redacted]"));
    let config =
        nexus::Config { url: String::new(), token: Secret::new(TOKEN), tenant: String::new(), allowance: None };
    assert!(!format!("{config:?}").contains(TOKEN));
}

#[test]
fn values_nobody_knows_yet_are_kept() {
    let world = World::new(|_, _| {
        ok(r#"{"id":"5","status":"teleported","payment_status":"bartered","number":"101","new":{"a":1}}"#)
    });
    let client = shops::tiendanube(&world);
    let order = world.run(async move { client.one(tiendanube::GET_ORDER, Call::to(["5"])).await }).unwrap().value;
    assert_eq!((order.status.as_deref(), order.number), (Some("teleported"), Some(101)));
    assert_eq!(order.extra["new"], json!({"a": 1}));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_answer_whatsoever_panics(status in 0_u16..1_000, body in ".{0,60}", link in ".{0,40}", after in ".{0,20}", number in any::<f64>()) {
        let world = World::new(move |_, _| {
            let number = number.to_string();
            let headers = [
                ("Link", link.as_str()), ("Retry-After", &after), ("retry-after-ms", &number), ("X-Total-Count", &number),
                ("X-Rate-Limit-Limit", &number), ("X-Rate-Limit-Remaining", &number), ("X-Rate-Limit-Reset", &number),
                ("X-RateLimit-Limit", &number), ("X-RateLimit-Remaining", &number), ("X-RateLimit-Reset", &number),
                ("Location", &link),
            ];
            answer(status, &headers, &body)
        });
        let (store, tenant) = (shops::tiendanube(&world), shops::nexus(&world));
        world.run(async move {
            let _ = store.pages(tiendanube::LIST_PRODUCTS, Call::default()).collect(3).await;
            let _ = tenant.pages(nexus::LIST_PRODUCTS, Call::default()).collect(3).await;
            let _ = tenant.one(nexus::GET_PRODUCT, Call::to(["1"])).await;
        });
    }

    #[test]
    fn no_json_whatsoever_panics(value in arbitrary_json(), status in prop::sample::select(vec![200_u16, 400, 422])) {
        let world = World::new(move |_, _| answer(status, &[], &value.to_string()));
        let store = shops::tiendanube(&world);
        world.run(async move {
            let _ = store.pages(tiendanube::LIST_ORDERS, Call::default()).collect(3).await;
            let _ = store.one(tiendanube::GET_ORDER, Call::to(["1"])).await;
        });
    }
}

fn arbitrary_json() -> impl Strategy<Value = serde_json::Value> {
    let names =
        prop::sample::select(vec!["id", "error", "code", "message", "details", "products", "price", "quantity", "x"]);
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|value| json!(value)),
        any::<f64>().prop_map(|value| json!(value)),
        "[a-z0-9.]{0,6}".prop_map(|value| json!(value))
    ];
    leaf.prop_recursive(3, 16, 4, move |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4).prop_map(|list| json!(list));
        let object = prop::collection::btree_map(names.clone(), inner, 0..4).prop_map(|members| json!(members));
        prop_oneof![list, object]
    })
}
