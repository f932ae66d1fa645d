//! The platform: documents as they are written, pages as they are turned, and what is said once or again.

use serde_json::{Value, json};
use vitrine::commerce::call::Call;
use vitrine::commerce::client::Client;
use vitrine::commerce::endpoint::Endpoint;
use vitrine::commerce::error::Kind;
use vitrine::commerce::http::Request;
use vitrine::commerce::platform;
use vitrine::commerce::systems::connect;

use crate::world::{World, answer, ok};

fn client(world: &World) -> Client<World> {
    let tokens = json!({"apps": "hush-a", "email": "hush-e", "products": "hush-p"});
    connect(world.clone(), "platform", &json!({"tokens": tokens}).to_string()).unwrap()
}

fn document(request: &Request) -> String {
    let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
    body["query"].as_str().unwrap().to_owned()
}

#[test]
fn a_session_is_updated_by_one_document() {
    let world = World::new(|_, _| ok(r#"{"data":{"updateSession":{"id":"1"}}}"#));
    let client = client(&world);
    let given = json!({
        "by": "BY_CID", "id": "5b1a", "params": {"event": {"type": "SEARCHED_FOR", "target": "a \"b\""}, "cart": null},
        "include": ["cart"], "pages": {"forFrontPage": true, "forSearchPage": {"term": "x", "params": {"imageVersion": "VERSION_ORIGINAL", "slotIds": ["s"]}}},
        "recos": {"preview": true, "history": {"params": {"maxProducts": 3}, "select": "url"}},
    });
    let value = world
        .run(async move { client.one(platform::UPDATE_SESSION, Call::default().body(given)).await.unwrap().value });
    assert_eq!(value, json!({"id": "1"}));
    let (_, request) = &world.requests()[0];
    assert_eq!(request.url, "https://api.nosto.com/v1/graphql");
    assert_eq!(request.headers.get("authorization"), Some("Basic Omh1c2gtYQ=="));
    assert_eq!(request.headers.get("content-type"), Some("application/json"));
    assert!(request.headers.get("user-agent").unwrap().starts_with("vitrine/"));
    assert_eq!(
        document(request),
        "mutation{updateSession(by:BY_CID,id:\"5b1a\",params:{cart:null,event:{target:\"a \\\"b\\\"\",type:SEARCHED_FOR}})\
         {id cart{items{productId skuId name unitPrice priceCurrencyCode quantity}} \
         pages{forFrontPage{divId resultId primary{productId name url imageUrl price} } \
         forSearchPage(params:{imageVersion:VERSION_ORIGINAL,slotIds:[\"s\"]},term:\"x\"){divId resultId primary{productId name url imageUrl price} } } \
         recos(preview:true){history(params:{maxProducts:3}){primary{url} } }}}"
    );
}

#[test]
fn pages_are_turned_within_the_body_up_to_what_a_query_reaches() {
    let world = World::new(|_, request| {
        let text = document(request);
        let number = |name: &str| -> u64 {
            let rest = text.split(&format!("{name}:")).nth(1).unwrap();
            rest.split(|char: char| !char.is_ascii_digit()).next().unwrap().parse().unwrap()
        };
        let (limit, offset) = (number("limit"), number("offset"));
        let products: Vec<_> = (offset..offset + limit).map(|id| json!({"productId": id.to_string()})).collect();
        ok(&json!({"data": {"products": {"total": 12_000, "products": products}}}).to_string())
    });
    let client = client(&world);
    let (all, end) = world.run(async move {
        let mut pages = client.pages(platform::LIST_PRODUCTS, Call::default().body(json!({"limit": 3_000})));
        let mut all = Vec::new();
        loop {
            match pages.next().await {
                Ok(page) => all.extend(page.expect("there is more than can be reached").items),
                Err(error) => return (all, error),
            }
        }
    });
    assert_eq!(all.len(), 10_000);
    assert_eq!(all[9_999], json!({"productId": "9999"}));
    assert_eq!((end.kind, end.status), (Kind::Config, None));
    assert_eq!(world.paths(), ["/v1/graphql"; 4], "the way to a page is not part of what is sent");
}

#[test]
fn addresses_go_line_by_line_as_text() {
    let world = World::new(|_, _| ok("{}"));
    let client = client(&world);
    let refused = world.run(async move {
        let addresses = |list: Value| Call::default().body(list);
        client.one(platform::ADD_TO_BLACKLIST, addresses(json!(["a@example.com", "b@example.com"]))).await.unwrap();
        client.one(platform::REMOVE_FROM_BLACKLIST, addresses(json!(["a@example.com"]))).await.unwrap();
        client
            .one(platform::REMOVE_FROM_BLACKLIST, addresses(json!(["a@example.com\nb@example.com"])))
            .await
            .unwrap_err()
    });
    assert_eq!(world.paths(), ["/v1/email/blacklist?op=add", "/v1/email?op=remove"]);
    let (_, added) = &world.requests()[0];
    assert_eq!(added.body.as_deref(), Some("a@example.com\nb@example.com\n"));
    assert_eq!(added.headers.get("content-type"), Some("text/plain; charset=utf-8"));
    assert!(refused.kind == Kind::Config && !refused.message.contains("a@"));
}

/// How often a call is sent to a server that is out of order.
fn attempts(endpoint: Endpoint<Value>, call: Call) -> usize {
    let world = World::new(|_, _| answer(503, &[], "{}"));
    let client = client(&world);
    assert_eq!(world.run(async move { client.one(endpoint, call).await.unwrap_err().kind }), Kind::Server);
    world.requests().len()
}

#[test]
fn what_states_is_repeated_and_what_counts_is_said_once() {
    let body = |body: Value| Call::default().body(body);
    let customer = |more: &[&str]| Call::to([&["a@example.com"], more].concat());
    assert_eq!(attempts(platform::UPSERT_PRODUCTS, body(json!([]))), 3);
    assert_eq!(attempts(platform::UPDATE_PRODUCTS, body(json!({"products": []}))), 3);
    assert_eq!(attempts(platform::SET_CONSENT, customer(&["true"])), 3);
    assert_eq!(attempts(platform::REDACT_CUSTOMER, customer(&[])), 3);
    assert_eq!(attempts(platform::LIST_SEGMENTS, Call::default()), 3);
    assert_eq!(attempts(platform::TAKE_OUT_CUSTOMER, customer(&[])), 1);
    assert_eq!(attempts(platform::CREATE_SESSION, Call::default()), 1);
    assert_eq!(attempts(platform::UPDATE_ORDER_STATUS, body(json!({"number": "1", "params": {}}))), 1);
    let who = json!({"by": "BY_CID", "id": "1", "params": {}});
    for endpoint in
        [platform::UPDATE_SESSION, platform::ATTRIBUTE_SESSION, platform::PLACE_ORDER, platform::RECORD_ANALYTICS]
    {
        assert_eq!(attempts(endpoint, body(who.clone())), 1);
    }
}

#[test]
fn an_echo_of_the_credentials_is_taken_out_of_every_error() {
    let echo = r#"{"errors":[{"message":"Basic Omh1c2gtYQ== is :hush-a","path":["segments",0],"extensions":{"code":"hush-a"}}]}"#;
    for status in [200, 403] {
        let world = World::new(move |_, _| answer(status, &[("x-request-id", "r-1")], echo));
        let client = client(&world);
        let error = world.run(async move { client.one(platform::LIST_SEGMENTS, Call::default()).await.unwrap_err() });
        assert!(!format!("{error:?}").contains("hush-a") && !format!("{error:?}").contains("Omh1c2gtYQ"), "{error:?}");
        assert_eq!((error.status, error.request_id.as_deref()), (Some(status), Some("r-1")));
    }
}

#[test]
fn an_answer_without_data_is_no_success() {
    for (body, kind) in [
        ("", Kind::Decode),
        ("{}", Kind::Decode),
        (r#"{"data":{"segments":null}}"#, Kind::Decode),
        (r#"{"data":null,"errors":[{}]}"#, Kind::Graphql),
        (r#"{"data":{"segments":[]},"errors":[{"message":"in part"}]}"#, Kind::Graphql),
    ] {
        let world = World::new(move |_, _| ok(body));
        let client = client(&world);
        let error = world.run(async move { client.one(platform::LIST_SEGMENTS, Call::default()).await.unwrap_err() });
        assert_eq!(error.kind, kind, "{body}");
    }
    let world = World::new(|_, _| ok(r#"{"data":{"order":null},"errors":[]}"#));
    let client = client(&world);
    let none = world.run(async move {
        client.one(platform::GET_ORDER, Call::default().body(json!({"id": "1"}))).await.unwrap().value
    });
    assert_eq!(none, Value::Null);
}

#[test]
fn nothing_is_sent_without_a_token_of_its_type_nor_in_the_clear() {
    let world = World::new(|_, _| ok("{}"));
    let client = client(&world);
    let error = world.run(async move {
        let call = Call::default().body(json!({"rates": {}}));
        client.one(platform::SET_RATES, call).await.unwrap_err()
    });
    assert_eq!((error.kind, error.message.contains("API_RATES")), (Kind::Config, true));
    for server in ["http://api.nosto.com", "http://localhost:4173", "http://127.0.0.1", "api.nosto.com"] {
        let config = json!({"server": server, "tokens": {"apps": "hush"}}).to_string();
        let error = connect(world.clone(), "platform", &config).err().unwrap();
        assert!(error.kind == Kind::Config && !error.message.contains("hush"), "{error}");
    }
    for config in [json!({"tokens": {"app": "hush"}}), json!({"tokens": {"apps": 5}}), json!({"userAgent": "Robot"})] {
        assert_eq!(connect(world.clone(), "platform", &config.to_string()).err().unwrap().kind, Kind::Config);
    }
    assert!(world.requests().is_empty());
}
