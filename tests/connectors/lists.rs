//! Lists: how pages follow one another, and where they end.

use serde_json::{Value, json};
use vitrine::commerce::call::Call;
use vitrine::commerce::error::Kind;
use vitrine::commerce::{customer, nexus, tiendanube};

use crate::shops;
use crate::world::{World, answer, ok};

fn query(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

#[test]
fn cursors_are_followed_until_null_and_filters_stay() {
    let world = World::new(|_, request| match query(&request.url, "cursor").as_deref() {
        None => ok(r#"{"data":[{"sku":"1"},{"sku":"2"}],"meta":{"total":3,"page":1,"limit":2,"nextCursor":"a/b+c"}}"#),
        Some("a%2Fb%2Bc") => ok(r#"{"data":[{"sku":"3"}],"meta":{"total":3,"limit":2,"nextCursor":null}}"#),
        Some(other) => panic!("{other}"),
    });
    let client = shops::nexus(&world);
    let call = Call::default().query("status", "active").query("limit", 2);
    let products = world.run(async move { client.pages(nexus::LIST_PRODUCTS, call).collect(100).await }).unwrap();
    let skus: Vec<_> = products.into_iter().filter_map(|product| product.sku).collect();
    assert_eq!(skus, ["1", "2", "3"]);
    assert_eq!(
        world.paths(),
        ["/api/products?status=active&limit=2", "/api/products?status=active&limit=2&cursor=a%2Fb%2Bc"]
    );
}

#[test]
fn a_list_without_meta_is_one_page() {
    let world = World::new(|_, _| ok(r#"{"data":[{"id":"rule_1"}]}"#));
    let client = shops::nexus(&world);
    let rules = world.run(async move { client.pages(nexus::LIST_RULES, Call::default()).collect(10).await }).unwrap();
    assert_eq!((rules.len(), world.requests().len()), (1, 1));
}

#[test]
fn no_more_pages_are_read_than_wanted() {
    let world = World::new(|now, _| {
        ok(&json!({"data": [{"sku": "1"}, {"sku": "2"}], "meta": {"nextCursor": now.to_string()}}).to_string())
    })
    .latency(|_| 1);
    let client = shops::nexus(&world);
    let all = world.run(async move { client.pages(nexus::LIST_PRODUCTS, Call::default()).collect(3).await }).unwrap();
    assert_eq!((all.len(), world.requests().len()), (3, 2));
}

#[test]
fn pages_that_lead_in_a_circle_end_in_an_error() {
    for circle in [1, 2, 7] {
        let mut page = 0_usize;
        let world = World::new(move |_, _| {
            page += 1;
            ok(&json!({"data": [{"sku": page}], "meta": {"nextCursor": (page % circle).to_string()}}).to_string())
        });
        let client = shops::nexus(&world);
        let list = async move { client.pages(nexus::LIST_RULES, Call::default()).collect(10_000).await };
        assert_eq!(world.run(list).unwrap_err().kind, Kind::Loop);
        assert!(world.requests().len() <= 4 * circle + 2, "{} requests", world.requests().len());
    }
}

fn links(target: &str) -> Vec<String> {
    let target = target.to_owned();
    let world = World::new(move |_, request| {
        let link = format!("<{target}>; rel=\"next\", <https://elsewhere>; rel=\"last\"");
        match query(&request.url, "page").as_deref() {
            Some("1") => answer(200, &[("Link", &link), ("X-Total-Count", "3")], r#"[{"id":1},{"id":2}]"#),
            _ => answer(200, &[("Link", "<https://a>; rel=\"last\""), ("X-Total-Count", "3")], r#"[{"id":3}]"#),
        }
    });
    let client = shops::tiendanube(&world);
    let list = async move { client.pages(tiendanube::LIST_PRODUCTS, Call::default()).collect(100).await };
    match world.run(list) {
        Ok(products) => products.into_iter().filter_map(|product| product.id).chain(world.paths().pop()).collect(),
        Err(error) => {
            assert_eq!(world.requests().len(), 1, "nothing goes there");
            vec![format!("{:?}", error.kind)]
        }
    }
}

#[test]
fn links_are_followed_instead_of_building_addresses() {
    let next = "/v1/123456/products?page=2&per_page=200&since=x";
    assert_eq!(links(&format!("https://api.tiendanube.com{next}")), ["1", "2", "3", next]);
    assert_eq!(links(next), ["1", "2", "3", next]);
}

#[test]
fn the_vendor_s_other_host_is_the_same_one() {
    let next = "/v1/123456/products?page=2";
    assert_eq!(links(&format!("https://api.nuvemshop.com.br{next}")), ["1", "2", "3", next]);
}

#[test]
fn a_foreign_link_never_gets_the_token() {
    for target in [
        "https://api.tiendanube.com.evil.example/v1/123456/products?page=2",
        "http://api.tiendanube.com/v1/123456/products?page=2",
        "https://api.tiendanube.com@evil.example/",
        "https://api.tiendanube.com:8443/",
        "//evil.example/",
        "https:\\\\evil.example/",
        "javascript:alert(1)",
    ] {
        assert_eq!(links(target), ["Foreign"], "{target}");
    }
}

/// A store with this many products and headers that cannot be read.
fn numbered(total: usize, past: u16, headers: bool) -> Vec<String> {
    let world = World::new(move |_, request| {
        let number = |name| query(&request.url, name).and_then(|value| value.parse::<usize>().ok()).unwrap();
        let (page, size) = (number("page"), number("per_page"));
        let items: Vec<Value> = ((page - 1) * size..total.min(page * size)).map(|id| json!({"id": id})).collect();
        let total = total.to_string();
        let told = [("X-Total-Count", total.as_str())];
        let status = if items.is_empty() && page > 1 { past } else { 200 };
        answer(status, if headers { &told } else { &[] }, &json!(items).to_string())
    });
    let client = shops::tiendanube(&world);
    let call = Call::default().query("per_page", 2);
    let list = async move { client.pages(tiendanube::LIST_PRODUCTS, call).collect(100).await };
    assert_eq!(world.run(list).unwrap().len(), total);
    world.paths()
}

#[test]
fn without_links_pages_are_counted() {
    assert_eq!(numbered(4, 500, true).len(), 2, "the total tells the end");
    assert_eq!(numbered(3, 500, false).len(), 2, "so does a page that is not full");
    assert_eq!(numbered(4, 200, false).len(), 3);
    assert_eq!(numbered(4, 404, false).len(), 3, "a page past the end may be missing");
    assert_eq!(numbered(1, 500, false), ["/v1/123456/products?page=1&per_page=2"]);
}

#[test]
fn the_first_page_missing_is_an_error() {
    let world = World::new(|_, _| answer(404, &[], ""));
    let client = shops::tiendanube(&world);
    let list = async move { client.pages(tiendanube::LIST_PRODUCTS, Call::default()).collect(100).await };
    assert_eq!(world.run(list).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn a_profile_says_how_a_shop_s_lists_go_on() {
    let world = World::new(|_, request| {
        if request.url.ends_with("access-token") {
            return ok(r#"{"_type":"AccessToken","token_type":"Bearer","expires_in":3600,"access_token":"t"}"#);
        }
        let page: u64 = query(&request.url, "page").map_or(1, |page| page.parse().unwrap());
        ok(&json!({"_type": "OrderList", "pages": 3, "total": 3, "items": [{"number": page}]}).to_string())
    });
    let client = shops::customer(&world);
    let list = async move { client.pages(customer::LIST_ORDERS, Call::default()).collect(100).await };
    let orders = world.run(list).unwrap();
    assert_eq!(orders.into_iter().filter_map(|order| order.number).collect::<Vec<_>>(), ["1", "2", "3"]);
}

#[test]
fn what_is_no_list_is_an_error() {
    for body in ["{}", "null", "3", r#"{"data":{}}"#] {
        let world = World::new(move |_, _| ok(body));
        let client = shops::nexus(&world);
        let list = async move { client.pages(nexus::LIST_ORDERS, Call::default()).collect(100).await };
        assert_eq!(world.run(list).unwrap_err().kind, Kind::Decode, "{body}");
    }
}
