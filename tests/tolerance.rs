//! Property tests of the tolerant readers: whatever a page hands over or a server answers, nothing panics and what
//! comes out is JSON.

#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use serde_json::{Map, Value};
use support::{Ended, Shopper};
use vitrine::core::json;
use vitrine::core::wire::Flags;

/// Values as `JSON.stringify` may yield them of what a page passes, with the names that mean something here.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        "-?[0-9]{0,4}[.,]?[0-9]{0,3}".prop_map(Value::from),
        prop::sample::select(vec!["", "1", "true", "HTML", "front", "vp", "constructor", "__proto__"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((name(), inner), 0..6).prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let known = vec![
        "items",
        "hcid",
        "product_id",
        "sku_id",
        "name",
        "unit_price",
        "price_currency_code",
        "quantity",
        "email",
        "newsletter",
        "info",
        "order_number",
        "clear",
        "type",
        "target",
        "ref",
        "recommendations",
        "customer",
        "pv",
        "gl",
        "af",
        "se",
        "active_segments",
        "id",
        "top_brands",
        "top_skus",
        "errors",
        "html",
        "products",
        "cmpid",
        "ed",
        "discount",
        "score",
        "min_cart_value",
        "cart_value",
        "exc_locations",
        "locations",
        "urls",
        "hide_on_mobile",
        "treat_url_conditions_as_filters",
    ];
    prop_oneof![3 => prop::sample::select(known).prop_map(String::from), 1 => ".{0,5}"]
}

fn verb() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "setCart",
        "setCustomer",
        "setVariation",
        "setRestoreLink",
        "setResponseMode",
        "viewProduct",
        "viewProductSku",
        "viewCategory",
        "viewTag",
        "viewCustomField",
        "viewSearch",
        "addOrder",
        "reportAddToCart",
        "event",
        "setRef",
        "setProduct",
        "setProducts",
        "setSearchTerms",
        "setBrands",
        "setCategories",
        "setCategoryIds",
        "setTags",
        "setParentCategoryIds",
        "setCustomFields",
        "setPlacements",
        "setPageType",
        "addAffinity",
        "setOrder",
        "unknown",
    ])
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_arguments_make_a_message_that_is_json(
        setter in verb(), set in value(), verb in verb(), args in prop::collection::vec(value(), 0..4),
    ) {
        let shopper = Shopper::new();
        let mut call = vec![Value::from(verb)];
        call.extend(args);
        let action = Value::from(vec![Value::from(call)]).to_string();
        let setters = Value::from(vec![vec![Value::from(setter), set]]).to_string();
        let number = shopper.submit(&setters, &action, "{}");
        let messages: Vec<String> = shopper.memory().events.borrow().iter().map(|(_, payload)| payload.clone()).collect();
        prop_assert!(messages.iter().all(|text| is_json(text)), "{messages:?}");
        while !shopper.requests().is_empty() {
            prop_assert!(shopper.requests().iter().all(|request| is_json(&request.request.envelope.message)));
            shopper.welcome();
        }
        prop_assert!(matches!(shopper.settled(number), Some(Ended::Answered)));
    }

    #[test]
    fn damaged_text_never_panics(body in value(), at in any::<prop::sample::Index>(), junk in "[\\PC\\x00]{0,3}") {
        let text = body.to_string();
        let chars: Vec<char> = text.chars().collect();
        let cut = at.index(chars.len() + 1);
        let damaged: String = chars.iter().take(cut).copied().chain(junk.chars()).collect();
        let _ = json::members(&damaged).count() + json::elements(&damaged).count();
        let _ = (json::text(&damaged), Flags::read(&damaged));
        let shopper = Shopper::new();
        shopper.memory().memo.replace(damaged.clone());
        shopper.memory().visitor.replace(Some(damaged));
        shopper.load(r#"[["viewFrontPage"]]"#);
        shopper.welcome();
    }
}
