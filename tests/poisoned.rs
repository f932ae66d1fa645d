//! What was stored on the device may be anybody's: it is told as what it should be, or not at all.

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::json;
use support::{Shopper, message};

/// Where the visitor came from, as a click has stored it, with `origin` in its place.
fn view(origin: &str, verbs: &str) -> serde_json::Value {
    let shopper = Shopper::new();
    let text = format!(r#"[[],{{"url":"https://www.shop.test/","origin":{origin}}},{{}},{verbs}]"#);
    shopper.runtime.submit(vitrine::core::machine::Submission { call: 1, text: &text, ..Default::default() });
    message(shopper.requests().first().unwrap())
}

#[test]
fn an_origin_is_told_by_its_texts() {
    let product = r#"["viewProduct","p1"]"#;
    let whole = view(r#"{"ref":"home-1","refSrc":"s","refType":"email"}"#, product);
    assert_eq!(whole["events"], json!([["vp", "p1", "home-1", "s", null, "email"]]));
    for origin in [r#"{"ref":{"x":1},"refSrc":[5],"refType":7}"#, r#"{"ref":true}"#, "[1]", "\"text\"", "7"] {
        assert_eq!(view(origin, product)["events"], json!([["vp", "p1"]]), "{origin}");
    }
}

#[test]
fn a_page_as_a_whole_too() {
    assert_eq!(view(r#"{"ref":"home-1"}"#, r#"["viewFrontPage"]"#)["ref"], "home-1");
    for origin in [r#"{"ref":{"x":1}}"#, r#"{"ref":[5]}"#, r#"{"ref":7}"#] {
        assert_eq!(view(origin, r#"["viewFrontPage"]"#)["ref"], json!(null), "{origin}");
    }
}
