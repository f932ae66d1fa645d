//! Every strategy follows what visitors do.
use crate::support::{Server, order, visitor};
use serde_json::json;

#[test]
fn bestsellers_follow_views_then_carts_then_orders() {
    let server = Server::start();
    let front = || server.products(&visitor(99), "home-1", json!({"page_type": "front"}));
    let cold = front();
    assert_eq!(cold.len(), 6);
    server.view(&visitor(1), "tea-towel");
    server.view(&visitor(2), "tea-towel");
    assert_eq!(front()[0], "tea-towel");
    server.event(&visitor(3), &json!({"cart": [{"product_id": "bud-vase"}]}));
    assert_eq!(front()[..2], ["bud-vase", "tea-towel"]);
    server.order(&format!("&c={}", visitor(4)), &order("1", &["zip-pouch"]));
    assert_eq!(front()[..3], ["zip-pouch", "bud-vase", "tea-towel"]);
    assert_eq!(front()[3..], cold[..3]);
}

#[test]
fn recently_viewed_is_the_visitors_own_latest_first() {
    let server = Server::start();
    let id = visitor(1);
    assert!(server.products(&id, "home-2", json!({})).is_empty());
    for product in ["day-pack", "bud-vase", "tea-towel", "day-pack"] {
        server.view(&id, product);
    }
    assert_eq!(server.products(&id, "home-2", json!({})), ["day-pack", "tea-towel", "bud-vase"]);
    let on_page = json!({"events": [["vp", "tea-towel"]]});
    assert_eq!(server.products(&id, "my-history", on_page), ["day-pack", "bud-vase"]);
    assert!(server.products(&visitor(2), "home-2", json!({})).is_empty());
}

#[test]
fn viewed_together_needs_the_same_visit() {
    let server = Server::start();
    let page = || json!({"page_type": "product", "events": [["vp", "day-pack"]]});
    let cold = server.products(&visitor(90), "product-1", page());
    assert!(!cold.contains(&"day-pack".to_owned()));
    server.view(&visitor(1), "bud-vase");
    server.view(&visitor(2), "day-pack");
    server.view(&visitor(2), "tea-towel");
    let warm = server.products(&visitor(91), "product-1", page());
    assert_eq!(warm[0], "tea-towel");
    assert!(!warm.contains(&"bud-vase".to_owned()));
    assert_eq!(server.products(&visitor(92), "cross-seller", page())[0], "tea-towel");
}

#[test]
fn bought_together_and_order_companions_come_from_orders() {
    let server = Server::start();
    let page = || json!({"page_type": "product", "events": [["vp", "day-pack"]]});
    let before = server.products(&visitor(90), "product-2", page());
    assert_ne!(before[0], "bud-vase");
    server.order(&format!("&c={}", visitor(1)), &order("1", &["day-pack", "bud-vase"]));
    assert_eq!(server.products(&visitor(91), "product-2", page())[0], "bud-vase");
    let buyer = visitor(2);
    server.order(&format!("&c={buyer}"), &order("2", &["bud-vase"]));
    let confirmation = json!({"page_type": "order", "events": [["or", "2"]]});
    let companions = server.products(&buyer, "order-1", confirmation);
    assert_eq!(companions[0], "day-pack");
    assert!(!companions.contains(&"bud-vase".to_owned()));
}

#[test]
fn cart_companions_suit_the_cart_and_leave_out_what_is_in_it() {
    let server = Server::start();
    let cart = || json!({"cart": [{"product_id": "day-pack"}]});
    assert_ne!(server.products(&visitor(90), "cart-1", cart())[0], "tea-towel");
    let both = json!({"cart": [{"product_id": "day-pack"}, {"product_id": "tea-towel"}]});
    server.event(&visitor(1), &both);
    let companions = server.products(&visitor(91), "cart-1", cart());
    assert_eq!(companions[0], "tea-towel");
    assert!(!companions.contains(&"day-pack".to_owned()));
    let everything = server.products(&visitor(92), "free-shipper", both);
    assert!(!everything.contains(&"tea-towel".to_owned()));
}

#[test]
fn category_top_stays_in_the_category_and_follows_views() {
    let server = Server::start();
    let page = || json!({"page_type": "category", "events": [["vc", "/Home/Vases"]]});
    let cold = server.products(&visitor(90), "category-1", page());
    server.view(&visitor(1), "stone-candle-holder");
    server.view(&visitor(1), "day-pack");
    let warm = server.products(&visitor(91), "category-1", page());
    assert_eq!(warm[0], "stone-candle-holder");
    assert_eq!(warm[1..], cold[..5]);
    assert!(!warm.contains(&"day-pack".to_owned()));
    let parent = json!({"page_type": "category", "categories": ["/Accessories"]});
    assert_eq!(server.products(&visitor(92), "category-1", parent)[0], "day-pack");
    let unknown = json!({"events": [["vc", "/Garden"]]});
    assert!(server.products(&visitor(93), "category-1", unknown).is_empty());
}

#[test]
fn search_top_follows_what_was_viewed_after_the_search() {
    let server = Server::start();
    let page = || json!({"page_type": "search", "events": [["is", "Lamp"]]});
    let cold = server.products(&visitor(90), "search-1", page());
    assert!(cold.iter().all(|id| id.contains("lamp")), "{cold:?}");
    assert_ne!(cold[0], "clip-lamp");
    let id = visitor(1);
    server.event(&id, &page());
    server.view(&id, "clip-lamp");
    assert_eq!(server.products(&visitor(91), "search-1", page())[0], "clip-lamp");
    let nothing = json!({"events": [["is", "submarine"]]});
    assert!(server.products(&visitor(92), "search-1", nothing).is_empty());
}

#[test]
fn personal_follows_what_the_visitor_likes() {
    let server = Server::start();
    let id = visitor(1);
    let before = server.products(&id, "home-3", json!({}));
    server.event(&id, &json!({"events": [["vc", "/Home/Lighting"]], "affinity_signals": {"brands": ["Lumary"]}}));
    let after = server.products(&id, "home-3", json!({}));
    assert_ne!(before, after);
    assert_eq!(after[0], "mushroom-table-lamp");
    assert_eq!(server.products(&visitor(2), "home-3", json!({})), before);
}

#[test]
fn a_404_page_shows_bestsellers_and_unknown_placements_show_nothing() {
    let server = Server::start();
    let ask = json!({"page_type": "notfound", "elements": ["notfound-1", "nobody-knows"]});
    let answer = server.event(&visitor(1), &ask)["recommendations"].clone();
    assert_eq!(answer.as_object().unwrap().len(), 1);
    assert_eq!(answer["notfound-1"]["products"].as_array().unwrap().len(), 6);
}
