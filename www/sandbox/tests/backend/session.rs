//! What a visitor's messages leave behind.
use crate::support::{Server, visitor};
use serde_json::{Value, json};

#[test]
fn mints_an_id_for_whoever_has_none_or_a_strange_one() {
    let server = Server::start();
    let minted = |query: &str| {
        let customer = server.post(query, &json!({})).json()["customer"].as_str().unwrap().to_owned();
        assert_eq!(customer.len(), 24);
        assert!(customer.bytes().all(|digit| digit.is_ascii_hexdigit() && !digit.is_ascii_uppercase()));
        customer
    };
    let first = minted("");
    assert_ne!(first, minted(""));
    assert_ne!(minted("&c=ABC"), "ABC");
    let known = visitor(7);
    assert_eq!(minted(&format!("&c={known}")), known);
    let listed = server.get("/sandbox/visitors?account=alpha").json();
    assert_eq!(listed["visitors"].as_array().unwrap().len(), 4);
    assert!(listed["visitors"].as_array().unwrap().contains(&json!(first)));
}

#[test]
fn a_load_is_a_page_view_unless_it_says_otherwise() {
    let server = Server::start();
    let id = visitor(1);
    let message = json!({"page_type": "front", "url": "http://shop.test/"});
    assert_eq!(server.event(&id, &message)["pv"], 1);
    let quiet = server.post(&format!("&c={id}&skipPageViews=true"), &message).json();
    assert_eq!(quiet["pv"], 1);
    assert_eq!(server.event(&id, &message)["pv"], 2);
    let known = server.visitor(&id);
    assert_eq!(known["page_views"], 2);
    assert_eq!(known["views"].as_array().unwrap().len(), 2);
    assert_eq!(known["views"][0]["page_type"], "front");
    assert_eq!(known["views"][0]["url"], "http://shop.test/");
    assert!(known["views"][0]["at"].as_u64().unwrap() > 1_700_000_000_000);
    assert_eq!(known["visit"].as_str().unwrap().len(), 24);
}

#[test]
fn events_are_recorded_in_full_unless_skipped() {
    let server = Server::start();
    let id = visitor(1);
    server.event(
        &id,
        &json!({"events": [["vp", "day-pack", "home-1-x", "court-sneaker", "day-pack-moss", "rec"], ["is", "lamp"]]}),
    );
    server.post(&format!("&c={id}&skipEvents=true"), &json!({"events": [["vp", "market-tote"]]}));
    let events = server.visitor(&id)["events"].clone();
    assert_eq!(events.as_array().unwrap().len(), 2);
    let mut first = events[0].clone();
    first.as_object_mut().unwrap().remove("at");
    assert_eq!(
        first,
        json!({
            "type": "vp", "target": "day-pack", "ref": "home-1-x", "ref_src": "court-sneaker",
            "target_fragment": "day-pack-moss", "ref_type": "rec",
        })
    );
    assert_eq!(events[1]["type"], "is");
    assert_eq!(events[1]["ref"], Value::Null);
}

#[test]
fn a_cart_replaces_clears_or_stays() {
    let server = Server::start();
    let id = visitor(1);
    let line = |product: &str, price: f64| json!({"product_id": product, "name": "x", "unit_price": price, "quantity": 2, "price_currency_code": "EUR"});
    let answer = server.event(&id, &json!({"cart": [line("a", 123.45), line("b", 999.0)]}));
    assert_eq!(answer["ct"], json!(2244.9));
    assert_eq!(answer["cs"], 4);
    assert_eq!(server.visitor(&id)["cart"][0]["unit_price"], json!(123.45));
    server.event(&id, &json!({}));
    assert_eq!(server.visitor(&id)["cart"].as_array().unwrap().len(), 2);
    server.event(&id, &json!({"cart": [line("c", 1.0)]}));
    assert_eq!(server.visitor(&id)["cart"].as_array().unwrap().len(), 1);
    let cleared = server.event(&id, &json!({"cart": []}));
    assert_eq!(server.visitor(&id)["cart"], json!([]));
    assert_eq!(cleared["ct"], 0);
    assert_eq!(server.visitor(&visitor(2)).get("cart"), None);
}

#[test]
fn a_customer_replaces_clears_or_stays() {
    let server = Server::start();
    let id = visitor(1);
    let ada = json!({"email": "ada@example.com", "first_name": "Ada", "newsletter": true});
    server.event(&id, &json!({"customer": ada}));
    server.event(&id, &json!({}));
    assert_eq!(server.visitor(&id)["customer"], ada);
    server.event(&id, &json!({"customer": {"customer_reference": "r-1"}}));
    assert_eq!(server.visitor(&id)["customer"], json!({"customer_reference": "r-1"}));
    server.event(&id, &json!({"customer": {}}));
    assert_eq!(server.visitor(&id)["customer"], Value::Null);
}

#[test]
fn the_variation_stays_and_sets_the_prices() {
    let server = Server::start();
    let id = visitor(1);
    let ask = json!({"elements": ["home-1"]});
    let price = |answer: &Value| answer["recommendations"]["home-1"]["products"][0]["price_currency_code"].clone();
    assert_eq!(price(&server.event(&id, &ask)), "EUR");
    let dollars = server.event(&id, &json!({"elements": ["home-1"], "current_variant_id": "USD"}));
    assert_eq!(price(&dollars), "USD");
    assert_eq!(dollars["recommendations"]["home-1"]["products"][0]["variant_id"], "USD");
    assert_eq!(price(&server.event(&id, &ask)), "USD");
    assert_eq!(server.visitor(&id)["variation"], "USD");
}

#[test]
fn a_delayed_message_counts_for_the_time_it_happened() {
    let server = Server::start();
    let id = visitor(1);
    server.event(&id, &json!({"event_date": "2024-02-29T12:30:01.250Z", "events": [["vp", "day-pack"]]}));
    let known = server.visitor(&id);
    assert_eq!(known["events"][0]["at"], 1_709_209_801_250_u64);
    assert_eq!(known["views"][0]["at"], 1_709_209_801_250_u64);
}

#[test]
fn affinities_segments_and_the_rest_have_their_types() {
    let server = Server::start();
    let id = visitor(1);
    let cold = server.event(&id, &json!({"page_type": "front"}));
    assert_eq!(cold["af"]["top_brands"], json!([]));
    assert!(cold.get("cmpid").is_none());
    assert_eq!(cold["gl"], json!(["FI", "18", "Helsinki"]));
    assert_eq!(cold["errors"], json!([]));
    assert!(cold["visit"].is_string() && cold["ed"].is_u64());
    let warm = server.event(
        &id,
        &json!({
            "page_type": "category", "categories": ["/Accessories/Shoes"],
            "events": [["vp", "court-sneaker", null, null, "court-sneaker-chalk-37"], ["vc", "/Accessories/Shoes"]],
            "cart": [{"product_id": "market-tote", "sku_id": "market-tote-oat", "quantity": 1}],
            "segment_codes": ["vip"],
        }),
    );
    assert_eq!(warm["af"]["top_brands"], json!([{"name": "Tidewick", "score": 1.0}]));
    assert_eq!(warm["af"]["top_categories"][0]["name"], "/Accessories/Bags");
    assert_eq!(warm["af"]["top_product_types"][0]["name"], "Bags");
    assert_eq!(warm["af"]["top_skus"]["Colour"][0], json!({"name": "Oat", "score": 0.75}));
    assert_eq!(warm["af"]["discount"], json!(0.0));
    assert!(warm["cmpid"].is_string());
    let ids = |answer: &Value| answer["se"]["active_segments"].as_array().unwrap().len();
    assert_eq!((ids(&cold), ids(&warm)), (1, 3));
    assert!(warm["se"]["active_segments"].as_array().unwrap().contains(&json!({"id": "vip"})));
}

#[test]
fn an_opted_out_visitor_is_answered_and_forgotten() {
    let server = Server::start();
    let id = visitor(1);
    let message = json!({"elements": ["home-1"], "events": [["vp", "day-pack"]]});
    let path = format!("/ev1?m=alpha&c={id}");
    let answer = server.send("POST", &path, &[("x-nosto-optout", "1")], &message.to_string());
    assert!(answer.json()["recommendations"]["home-1"].is_object());
    assert_ne!(answer.json()["customer"], json!(id));
    assert_eq!(server.get("/sandbox/visitors?account=alpha").json()["visitors"], json!([]));
    assert_eq!(server.requests()[0]["flags"], json!({"doNotTrack": true}));
}
