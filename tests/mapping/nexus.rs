//! NexusCommerce.

use crate::{seen, with};
use serde_json::{Value, json};
use vitrine::commerce::map::nexus::{self, Options};

fn options(given: Value) -> Options {
    serde_json::from_value(given).unwrap()
}

fn product() -> Value {
    json!({"id": "prod_1", "sku": "SKU-001/A", "title": "Cup", "description": "Of clay", "status": "active", "gtin": "0123", "cost_price": 4.99,
        "weight_kg": 0.2, "images": ["https://cdn.test/1.jpg", "https://cdn.test/2.jpg"],
        "listings": [
            {"marketplace": "amazon_us", "external_id": "B0", "price": 15.99, "quantity": 3, "status": "active"},
            {"marketplace": "shopify", "external_id": "gid 7", "price": 13.49, "quantity": 3, "status": "active"}]})
}

fn storefront() -> Value {
    json!({"marketplace": "shopify", "currency": "USD", "url": "https://shop.test/p/{external_id}?s={sku}"})
}

#[test]
fn a_product() {
    let (read, problems) = seen(nexus::product(&product(), &options(storefront())));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        read,
        json!({"product_id": "SKU-001/A", "name": "Cup", "url": "https://shop.test/p/gid%207?s=SKU-001%2FA",
        "image_url": "https://cdn.test/1.jpg", "alternate_image_urls": ["https://cdn.test/2.jpg"], "price": 13.49,
        "price_currency_code": "USD", "availability": "InStock", "description": "Of clay", "gtin": "0123", "inventory_level": 3,
        "custom_fields": {"id": "prod_1"}})
    );
}

/// Whatever is there to be had: without a listing there is no price.
#[test]
fn cost_price_never_reaches_a_session() {
    for given in [storefront(), json!({}), json!({"marketplace": "ebay"})] {
        for changes in
            [json!({}), json!({"listings": null}), json!({"listings": [], "price": 4.99, "supplier_cost": 4.99})]
        {
            let (read, _) = seen(nexus::product(&with(&product(), changes), &options(given.clone())));
            let text = read.to_string();
            assert!(!text.contains("4.99") && !text.contains("cost"), "{text}");
        }
    }
}

#[test]
fn availability() {
    let cases = [
        ("by the listing", json!({}), json!(null), json!("InStock")),
        ("by the warehouse", json!({}), json!({"total_available": 0, "total_on_hand": 9}), json!("OutOfStock")),
        ("a draft", json!({"status": "draft"}), json!(null), json!("OutOfStock")),
        ("archived", json!({"status": "archived"}), json!(null), json!("Discontinued")),
        ("a status of tomorrow", json!({"status": "blessed"}), json!(null), json!("OutOfStock")),
        ("nobody knows", json!({"listings": null}), json!(null), json!(null)),
        ("not asked for", json!({"status": null}), json!(null), json!(null)),
    ];
    for (case, changes, inventory, wanted) in cases {
        let given = with(&storefront(), json!({"inventory": inventory}));
        assert_eq!(
            seen(nexus::product(&with(&product(), changes), &options(given))).0["availability"],
            wanted,
            "{case}"
        );
    }
}

#[test]
fn products_with_gaps() {
    let (read, problems) = seen(nexus::product(&json!({"sku": "A", "title": "Cup"}), &options(storefront())));
    assert_eq!(read, json!({"product_id": "A", "name": "Cup", "price_currency_code": "USD"}));
    assert_eq!(problems, ["product.listings: no listing of the storefront's channel"]);
    assert_eq!(
        seen(nexus::product(&json!({"title": "Cup"}), &options(storefront()))),
        (Value::Null, vec!["product.sku: missing".into()])
    );
    assert_eq!(seen(nexus::product(&json!([]), &Options::default())).0, Value::Null);
}

fn order() -> Value {
    json!({"id": "ord_1", "external_order_id": "1001", "marketplace": "shopify", "status": "confirmed", "fulfillment_method": "FBM",
        "total_amount": 27.98, "currency": "USD", "created_at": "2026-03-01T10:00:00Z",
        "line_items": [{"sku": "SKU-001", "title": "Cup", "quantity": 2, "unit_price": 13.99, "line_total": 27.98}]})
}

#[test]
fn an_order() {
    let (read, problems) = seen(nexus::order(&order(), &options(storefront())));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        read,
        json!({"external_order_ref": "ord_1", "created_at": "2026-03-01T10:00:00Z", "order_status": "confirmed",
        "info": {"order_number": "1001", "type": "order"},
        "items": [{"product_id": "SKU-001", "sku_id": "SKU-001", "name": "Cup", "unit_price": 13.99, "price_currency_code": "USD", "quantity": 2}]})
    );
}

#[test]
fn orders_of_other_channels_are_nobodys() {
    let cases = [
        ("a marketplace", json!({"marketplace": "amazon_us"}), storefront()),
        ("no channel", json!({"marketplace": null}), storefront()),
        ("no channel said to be ours", json!({}), json!({"currency": "USD"})),
        ("neither", json!({"marketplace": null}), json!({})),
    ];
    for (case, changes, given) in cases {
        let (read, problems) = seen(nexus::order(&with(&order(), changes), &options(given)));
        assert_eq!(read, Value::Null, "{case}");
        assert!(problems.contains(&"order.marketplace: another channel".to_owned()), "{case}: {problems:?}");
    }
}

#[test]
fn odd_orders() {
    let read = |changes| seen(nexus::order(&with(&order(), changes), &options(storefront())));
    assert_eq!(read(json!({"external_order_id": null})).0["info"]["order_number"], "ord_1");
    assert_eq!(read(json!({"external_order_id": 9007199254740993u64})).0["info"]["order_number"], "9007199254740993");
    assert_eq!(read(json!({"currency": null})).0["items"][0]["price_currency_code"], "USD");
    assert_eq!(
        read(json!({"line_items": [{"sku": "A", "title": "Cup", "quantity": 1}]})),
        (Value::Null, vec!["order.line_items[0].unit_price: missing".into(), "order.line_items: missing".into()])
    );
}
