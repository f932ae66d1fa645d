//! Wire goldens: for every action, the exact message that leaves and how it is to count. What changes here changes for
//! every server. How a message is addressed is tested where it is done, in `tests/js/address.test.mjs`.
//!
//! `UPDATE_GOLDENS=1 cargo test --test wire` writes `tests/fixtures/wire/` anew; review the difference as data.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::PathBuf;

use support::{Shopper, counts, is_order};
use vitrine::core::wire::Envelope;

const CART: &str = r#"["setCart",{"hcid":"f00d","items":[{"product_id":181503,"sku_id":"181505","name":"Men's Running Shirt","unit_price":123.45,"price_currency_code":"EUR","quantity":2},{"product_id":"34552","sku_id":"39912","name":"Men's Training Shoe","unit_price":"999.00","price_currency_code":"EUR","quantity":"1"}]}]"#;
const CUSTOMER: &str = r#"["setCustomer",{"customer_reference":"b369f1235cf4f08153c560.82515936","email":"devnull@shop.test","first_name":"Ada","last_name":"Test","newsletter":true,"marketing_permission":"false"}]"#;
const ORDER: &str = r#"{"external_order_ref":"145000006","created_at":"2027-01-15T08:00:00.000Z","info":{"order_number":195,"email":"devnull@shop.test","first_name":"Ada","last_name":"Test","type":"order","newsletter":true},"items":[{"product_id":"406","sku_id":"243","name":"Linen Blazer (White, S)","quantity":1,"unit_price":455.10,"price_currency_code":"EUR"}],"payment_provider":"card"}"#;

/// Name, setters, verbs, flags. A `{order}`, `{cart}` or `{customer}` stands for the sample above.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("view-front-page", "[]", r#"[["viewFrontPage"],["setPlacements",["home-1","home-2","home-1"]]]"#, "{}"),
    ("view-cart", "[{cart}]", r#"[["viewCart"],["setPlacements",["cart-1"]]]"#, "{}"),
    ("view-not-found", "[]", r#"[["viewNotFound"]]"#, "{}"),
    ("view-product", "[]", r#"[["viewProduct","101"]]"#, "{}"),
    ("view-product-by-number", "[]", r#"[["viewProduct",101]]"#, "{}"),
    (
        "view-product-object",
        "[]",
        r#"[["viewProduct",{"product_id":"101","selected_sku_id":"101-S","name":"x","price":12}]]"#,
        "{}",
    ),
    (
        "view-product-with-ref",
        "[]",
        r#"[["viewProduct","101"],["setRef","101","home-1-best"],["setPlacements",["product-1"]]]"#,
        "{}",
    ),
    ("view-product-sku", "[]", r#"[["viewProductSku","101","101-S"],["setRef",101,"home-1-best"]]"#, "{}"),
    ("view-category", "[]", r#"[["viewCategory","/Women/Shoes","/Sale"]]"#, "{}"),
    ("view-tag", "[]", r#"[["viewTag","color: Red","new"]]"#, "{}"),
    ("view-custom-field", "[]", r#"[["viewCustomField",{"material":["linen","wool"],"fit":"slim"}]]"#, "{}"),
    ("view-search", "[]", r#"[["viewSearch","black shoes","größe 42 & \"mehr\""]]"#, "{}"),
    ("view-other", "[]", r#"[["viewOther"]]"#, "{}"),
    ("add-order", "[]", r#"[["addOrder",{order}],["setPlacements",["order-related"]]]"#, "{}"),
    ("set-order", "[]", r#"[["viewOther"],["setOrder",{order}]]"#, "{}"),
    ("report-add-to-cart", "[]", r#"[["reportAddToCart","123","reco-slot-1"]]"#, r#"{"skipPageViews":true}"#),
    (
        "record-attribution",
        "[{cart}]",
        r#"[["event","vp","12345678","123456","777"],["event",{"type":"con","target":"c","refType":"oc"}]]"#,
        r#"{"attribution":true}"#,
    ),
    ("session-cart-and-customer", "[{cart},{customer}]", r#"[["viewCart"]]"#, r#"{"skipPageViews":true}"#),
    ("session-reset", r#"[["setCart",{}],["setCustomer",{}]]"#, r#"[["viewCart"]]"#, "{}"),
    ("session-unchanged", r#"[["setCart",null],["setCustomer"],["setVariation",""]]"#, r#"[["viewCart"]]"#, "{}"),
    (
        "session-variation-and-restore-link",
        r#"[["setVariation","GBP"],["setRestoreLink","https://shop.test/restore?sid=1"],["setResponseMode","HTML"]]"#,
        r#"[["viewCart"]]"#,
        "{}",
    ),
    (
        "action-overrides",
        r#"[{cart},["setVariation","EUR"]]"#,
        r#"[["viewCart"],["setCart",{"items":[]}],["setVariation","USD"],["setRestoreLink","https://shop.test/r"]]"#,
        "{}",
    ),
    ("action-customer", "[]", r#"[["viewCart"],{customer}]"#, "{}"),
    (
        "hints",
        "[]",
        r#"[["viewOther"],["setProduct","1"],["setProducts",["1","2",{"product_id":3,"sku_id":"3-L"}]],["setSearchTerms",["boots"]],["setBrands",["Acme"]],["setCategories",["/a"]],["setCategoryIds",[7]],["setParentCategoryIds",["8"]],["setTags",["t"]],["setCustomFields",{"k":["v"]}],["setPageType","checkout"],["setPlacements","solo"]]"#,
        "{}",
    ),
    (
        "message",
        "[{cart},{customer}]",
        r#"[["message",{"elements":["a"],"cart":[{"product_id":1,"name":"n","unit_price":"9.90","price_currency_code":"EUR","quantity":1,"colour":"red"},{"name":"no id"}],"customer":{"email":"a@b.test","mail":"x"},"page_type":"home","brands":null,"sort_order":"cmp","events":[["vp",1,null,null,"1-S"],["xx"],["is","boots"]]}],["setOrder",{order}]]"#,
        r#"{"inject":true}"#,
    ),
    (
        "message-untracked",
        "[]",
        r#"[["message",{"url":"https://shop.test/x","events":[["vp","1"],["cp","1"]]}]]"#,
        r#"{"trackEvents":false}"#,
    ),
    ("affinity", "[]", r#"[["viewOther"],["addAffinity",{"a":["1"],"b":["2"]}],["addAffinity",{"b":["3"]}]]"#, "{}"),
    (
        "affinity-cleared",
        "[]",
        r#"[["viewOther"],["addAffinity",{"a":["1"]}],["addAffinity",{"b":["3"]},{"clear":true}]]"#,
        "{}",
    ),
    ("flags-skip", "[]", r#"[["viewProduct","101"]]"#, r#"{"skipPageViews":true,"skipEvents":true,"reloadCart":true}"#),
    ("flags-untracked", "[]", r#"[["viewProduct","101"],["setPlacements",["product-1"]]]"#, r#"{"trackEvents":false}"#),
];

#[test]
fn what_leaves_is_what_is_on_record() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/wire");
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut different = Vec::new();
    for (name, setters, verbs, flags) in CASES {
        let sent = send(&fill(setters), &fill(verbs), flags);
        let file = folder.join(format!("{name}.json"));
        if update {
            fs::write(&file, &sent).unwrap();
        }
        let recorded = fs::read_to_string(&file).unwrap_or_default();
        serde_json::from_str::<serde_json::Value>(&sent).unwrap();
        if recorded != sent {
            different.push(format!("{name}\n--- on record\n{recorded}--- sent\n{sent}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
    let files = fs::read_dir(folder).unwrap().count();
    assert_eq!(files, CASES.len(), "every file on record belongs to a case");
}

fn fill(template: &str) -> String {
    template.replace("{cart}", CART).replace("{customer}", CUSTOMER).replace("{order}", ORDER)
}

/// All requests of one submission.
fn send(setters: &str, verbs: &str, flags: &str) -> String {
    let shopper = Shopper::new();
    shopper.is_known();
    shopper.submit(setters, verbs, flags);
    shopper.wait(50);
    let requests = shopper.requests().into_iter().map(|flight| {
        let endpoint = if is_order(&flight) { "order" } else { "events" };
        let [view, events] = counts(&flight);
        let Envelope { rid, message, .. } = flight.request.envelope;
        format!(
            "  {{\n    \"endpoint\": \"{endpoint}\",\n    \"view\": {view},\n    \"events\": {events},\n    \"rid\": \"{rid}\",\n    \"message\": {message}\n  }}"
        )
    });
    format!("[\n{}\n]\n", requests.collect::<Vec<_>>().join(",\n"))
}
