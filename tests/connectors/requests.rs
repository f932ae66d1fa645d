//! What is sent: each system's own headers and addresses, and nothing that could go astray.

use serde_json::json;
use vitrine::commerce::call::{Call, Options};
use vitrine::commerce::error::{Error, Kind};
use vitrine::commerce::systems::{authorize_url, connect, grant};
use vitrine::commerce::{nexus, tiendanube};

use crate::shops::{self, TENANT, TOKEN};
use crate::world::{World, answer, ok};

#[test]
fn nexuscommerce_gets_key_and_tenant_with_every_call_but_the_health_check() {
    let world =
        World::new(|_, _| ok(r#"{"data":{"sku":"A/1 #2","cost_price":4.99,"listings":[{"price":13.49}],"new":1}}"#));
    let client = shops::nexus(&world);
    let product = world.run(async move {
        client.one(nexus::HEALTH, Call::default()).await.unwrap();
        client.one(nexus::GET_PRODUCT, Call::to(["A/1 #2"])).await.unwrap().value
    });
    assert_eq!(world.paths(), ["/api/health", "/api/products/A%2F1%20%232"]);
    let requests = world.requests();
    assert_eq!(requests[0].1.headers.get("authorization"), None);
    assert_eq!(requests[0].1.headers.get("x-tenant-id"), None);
    assert_eq!(requests[1].1.headers.get("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(requests[1].1.headers.get("x-tenant-id"), Some(TENANT));
    assert_eq!(requests[1].1.headers.get("content-type"), Some("application/json"));
    assert_eq!(product.listings.unwrap()[0].price.as_deref(), Some("13.49"));
    assert_eq!(product.extra["new"], 1);
}

#[test]
fn tiendanube_gets_its_three_headers() {
    let world = World::new(|_, _| ok(r#"{"id":1,"variants":[{"id":9007199254740993,"price":"25.00","stock":null}]}"#));
    let client = shops::tiendanube(&world);
    let product = world.run(async move {
        client.one(tiendanube::GET_PRODUCT, Call::to(["1"])).await.unwrap();
        let body = json!({"name": "My new product"});
        client.one(tiendanube::CREATE_PRODUCT, Call::default().body(body)).await.unwrap();
        client.one(tiendanube::REPLACE_VARIANTS, Call::to(["1"])).await.unwrap();
        client.one(tiendanube::GET_PRODUCT, Call::to(["1"])).await.unwrap().value
    });
    let requests = world.requests();
    let (_, read) = &requests[0];
    assert_eq!(read.url, "https://api.tiendanube.com/v1/123456/products/1");
    assert_eq!(read.headers.get("authentication"), Some(format!("bearer {TOKEN}").as_str()));
    assert_eq!(read.headers.get("user-agent"), Some("MyApp (name@email.com)"));
    assert_eq!((read.headers.get("content-type"), &read.body), (None, &None));
    let (_, created) = &requests[1];
    assert_eq!(created.headers.get("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(created.body.as_deref(), Some(r#"{"name":"My new product"}"#));
    assert_eq!(requests[2].1.body.as_deref(), Some(""), "a PUT without body says its length of zero");
    let variant = &product.variants.unwrap()[0];
    assert_eq!(
        (variant.id.as_deref(), variant.price.as_deref(), variant.stock),
        (Some("9007199254740993"), Some("25.00"), None)
    );
}

#[test]
fn headers_alone_are_asked_for_by_head() {
    let world = World::new(|_, _| answer(200, &[("X-Total-Count", "130"), ("X-Main-Language", "es")], ""));
    let client = shops::tiendanube(&world);
    let (known, refused) = world.run(async move {
        let call = Call::default().query("published", true);
        let known = client.head(&tiendanube::LIST_PRODUCTS.row, &call).await.unwrap();
        (known, client.head(&tiendanube::CREATE_PRODUCT.row, &call).await.unwrap_err())
    });
    assert_eq!((known.total, known.language.as_deref(), refused.kind), (Some(130), Some("es"), Kind::Config));
    let requests = world.requests();
    assert_eq!((requests.len(), requests[0].1.method.name()), (1, "HEAD"));
    assert!(requests[0].1.url.ends_with("/products?page=1&per_page=200&published=true"), "{}", requests[0].1.url);
    assert_eq!(requests[0].1.headers.get("authentication"), Some(format!("bearer {TOKEN}").as_str()));
}

#[test]
fn host_and_versions_are_settable() {
    let world = World::new(|_, _| ok("{}"));
    let client = shops::tiendanube_with(
        &world,
        json!({"host": "nuvemshop", "version": "2025-03", "versions": {"scripts": "v1"}}),
    );
    world.run(async move {
        client.one(tiendanube::GET_STORE, Call::default()).await.unwrap();
        client.one(tiendanube::GET_SCRIPT, Call::to(["5"])).await.unwrap();
    });
    let urls: Vec<_> = world.requests().into_iter().map(|(_, request)| request.url).collect();
    assert_eq!(
        urls,
        ["https://api.nuvemshop.com.br/2025-03/123456/store", "https://api.nuvemshop.com.br/v1/123456/scripts/5"]
    );
}

/// A store that knows one header only.
fn only(header: &'static str) -> World {
    World::new(move |_, request| match request.headers.get(header) {
        Some(_) => ok("{}"),
        None => answer(401, &[], r#"{"code":401,"message":"Unauthorized","description":"Invalid access token"}"#),
    })
}

#[test]
fn the_other_header_is_tried_once_and_kept() {
    for header in ["authentication", "authorization"] {
        let world = only(header);
        let client = shops::tiendanube(&world);
        world.run(async move {
            client.one(tiendanube::GET_STORE, Call::default()).await.unwrap();
            client.one(tiendanube::GET_STORE, Call::default()).await.unwrap();
        });
        let probed = usize::from(header == "authorization");
        assert_eq!(world.requests().len(), 2 + probed);
    }
}

#[test]
fn a_header_that_was_chosen_is_not_changed() {
    let world = only("authorization");
    let client = shops::tiendanube_with(&world, json!({"header": "authentication"}));
    let error = world.run(async move { client.one(tiendanube::GET_STORE, Call::default()).await }).unwrap_err();
    assert_eq!((error.kind, world.requests().len()), (Kind::Unauthorized, 1));
}

#[test]
fn a_token_that_dies_later_does_not_change_the_header() {
    let mut calls = 0;
    let world = World::new(move |_, _| {
        calls += 1;
        if calls == 1 { ok("{}") } else { answer(401, &[], "") }
    });
    let client = shops::tiendanube(&world);
    world.run(async move {
        client.one(tiendanube::GET_STORE, Call::default()).await.unwrap();
        client.one(tiendanube::GET_STORE, Call::default()).await.unwrap_err();
    });
    assert_eq!(world.requests().len(), 2);
}

fn refused(system: &str, config: serde_json::Value) -> Error {
    let world = World::new(|_, _| ok("{}"));
    let error = connect(world, system, &config.to_string()).err().unwrap();
    assert_eq!(error.kind, Kind::Config);
    error
}

#[test]
fn a_client_needs_what_its_system_needs() {
    let store = |more: serde_json::Value| {
        let mut config = json!({"store": "1", "token": "hush", "userAgent": "MyApp (name@email.com)"});
        config.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        config
    };
    for agent in ["", "MyApp", "(name@email.com)", "MyApp (name)", "MyApp name@email.com"] {
        refused("tiendanube", store(json!({"userAgent": agent})));
    }
    refused("tiendanube", store(json!({"store": ".."})));
    refused("tiendanube", store(json!({"host": "http://api.tiendanube.com"})));
    refused("tiendanube", store(json!({"host": "https://user@api.tiendanube.com"})));
    refused("nexus", json!({"url": "http://your-nexuscommerce.com/api", "token": "hush", "tenant": "t"}));
    refused("nexus", json!({"url": "https://your-nexuscommerce.com/api", "token": "hush", "tenant": ""}));
    refused("nowhere", json!({}));
    let error = refused("nexus", json!({"url": "https://your-nexuscommerce.com/api", "token": 12345, "tenant": "t"}));
    assert!(error.message.contains("token") && !error.message.contains("12345"), "{error}");
    let profile = json!({"paths": {"orders.lst": "/x"}});
    refused(
        "customerApi",
        json!({"url": "https://a.example", "clientId": "a", "clientSecret": "b", "profile": profile}),
    );
}

#[test]
fn plain_http_will_do_on_this_machine() {
    let world = World::new(|_, _| ok("{}"));
    for url in ["http://127.0.0.1:4173/api", "http://localhost/api", "http://[::1]:80/api"] {
        let config = json!({"url": url, "token": "x", "tenant": "t"});
        connect(world.clone(), "nexus", &config.to_string()).map(|_| ()).unwrap();
    }
    refused("nexus", json!({"url": "http://localhost.example/api", "token": "x", "tenant": "t"}));
}

fn redirects(status: u16, target: &'static str, post: bool) -> (Result<(), Error>, usize) {
    let mut first = true;
    let world = World::new(move |_, _| match std::mem::take(&mut first) {
        true => answer(status, &[("Location", target)], ""),
        false => ok("{}"),
    });
    let client = shops::nexus(&world);
    let result = world.run(async move {
        match post {
            true => client.one(nexus::CREATE_PRODUCT, Call::default().body(json!({}))).await.map(|_| ()),
            false => client.one(nexus::GET_PRODUCT, Call::to(["1"])).await.map(|_| ()),
        }
    });
    (result, world.requests().len())
}

#[test]
fn redirects_are_followed_at_home_only_and_by_reads_only() {
    for status in [301, 302, 303, 307, 308] {
        assert!(matches!(redirects(status, "/api/products/2", false), (Ok(()), 2)));
        assert!(matches!(redirects(status, "https://your-nexuscommerce.com/api/products/2", false), (Ok(()), 2)));
        let (result, requests) = redirects(status, "https://evil.example/api/products/2", false);
        assert_eq!((result.unwrap_err().kind, requests), (Kind::Foreign, 1));
        let (result, requests) = redirects(status, "/api/products", true);
        assert_eq!((result.unwrap_err().kind, requests), (Kind::Foreign, 1));
    }
}

#[test]
fn a_redirect_in_a_circle_ends() {
    let world = World::new(|_, _| answer(302, &[("Location", "/api/products/1")], ""));
    let client = shops::nexus(&world);
    let error = world.run(async move { client.one(nexus::GET_PRODUCT, Call::to(["1"])).await }).unwrap_err();
    assert_eq!((error.kind, world.requests().len()), (Kind::Loop, 6));
}

#[test]
fn values_of_a_path_cannot_leave_it() {
    let world = World::new(|_, _| ok("{}"));
    for value in ["", ".", ".."] {
        let client = shops::nexus(&world);
        let error = world.run(async move { client.one(nexus::GET_PRODUCT, Call::to([value])).await }).unwrap_err();
        assert_eq!(error.kind, Kind::Config);
    }
    for values in [vec![], vec!["a", "b"]] {
        let client = shops::nexus(&world);
        let error = world.run(async move { client.one(nexus::GET_PRODUCT, Call::to(values)).await }).unwrap_err();
        assert_eq!(error.kind, Kind::Config);
    }
    let client = shops::nexus(&world);
    world.run(async move { client.one(nexus::GET_PRODUCT, Call::to(["../../x?y=z&ü"])).await }).unwrap();
    assert_eq!(world.paths(), ["/api/products/..%2F..%2Fx%3Fy%3Dz%26%C3%BC"]);
}

#[test]
fn headers_of_a_call_neither_break_out_nor_replace_the_system_s_own() {
    let world = World::new(|_, _| ok("{}"));
    let with =
        |name: &str, value: &str| Options { headers: [(name, value)].into_iter().collect(), ..Options::default() };
    let client = shops::nexus(&world);
    let broken = Call::to(["1"]).options(with("X-Note", "a\r\nAuthorization: none"));
    let error = world.run(async move { client.one(nexus::GET_PRODUCT, broken).await }).unwrap_err();
    assert_eq!((error.kind, world.requests().len()), (Kind::Config, 0));
    let client = shops::nexus(&world);
    let replaced = Call::to(["1"]).options(with("x-tenant-id", "another"));
    world.run(async move { client.one(nexus::GET_PRODUCT, replaced).await }).unwrap();
    assert_eq!(world.requests()[0].1.headers.get("X-Tenant-ID"), Some(TENANT));
}

#[test]
fn a_code_becomes_a_token() {
    let config = json!({"clientId": "1001", "state": "a b"}).to_string();
    assert_eq!(
        authorize_url("tiendanube", &config).unwrap(),
        "https://www.tiendanube.com/apps/1001/authorize?state=a%20b"
    );
    let config = json!({"clientId": "1001", "clientSecret": "hush", "code": "once", "host": "nuvemshop"}).to_string();
    let world = World::new(|_, _| {
        ok(r#"{"access_token":"T","token_type":"bearer","scope":"read_orders,write_products","user_id":"789"}"#)
    });
    let (ports, grant) = (world.clone(), grant("tiendanube", &config).unwrap());
    let granted = world.run(async move { grant.ask(&ports).await }).unwrap();
    assert_eq!((granted.token.expose(), granted.extra["user_id"].as_str()), ("T", Some("789")));
    let (_, request) = &world.requests()[0];
    assert_eq!(request.url, "https://www.nuvemshop.com.br/apps/authorize/token");
    let sent: serde_json::Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
    let expected =
        json!({"client_id": "1001", "client_secret": "hush", "grant_type": "authorization_code", "code": "once"});
    assert_eq!(sent, expected);
}
