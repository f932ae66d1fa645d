//! The two forms a campaign comes in.
use crate::support::{Server, visitor};
use serde_json::{Value, json};

fn ask(server: &Server, account: &str, mode: &str, placement: &str) -> Value {
    let message = json!({"elements": [placement], "response_mode": mode, "events": [["vp", "court-sneaker"]]});
    let path = format!("/ev1?m={account}&c={}", visitor(1));
    let answer = server.send("POST", &path, &[], &message.to_string()).json();
    answer["recommendations"][placement].clone()
}

#[test]
fn json_results_have_every_field_with_its_type() {
    let server = Server::start();
    let campaign = ask(&server, "alpha", "JSON_ORIGINAL", "product-1");
    assert_eq!(campaign["div_id"], "product-1");
    assert_eq!(campaign["result_id"], "product-1-viewed-together");
    assert_eq!(campaign["params"], json!({"nosto": "product-1-viewed-together", "refSrc": "court-sneaker"}));
    assert_eq!(campaign["result_type"], "REAL");
    assert_eq!(campaign["source_product_ids"], json!(["court-sneaker"]));
    assert!(campaign["title"].is_string() && campaign["data"].is_object());
    let product = &campaign["products"][0];
    assert_eq!(product["url"], json!(format!("/shop/product/{}", product["product_id"].as_str().unwrap())));
    assert!(product["price"].is_number() && product["price_text"].as_str().unwrap().starts_with('€'));
    assert!(product["categories"].is_array() && product["custom_fields"].is_object());
    assert!(product["skus"][0]["available"].is_boolean() && product["skus"][0]["id"].is_string());
    let picture = server.get(product["image_url"].as_str().unwrap());
    assert_eq!((picture.status, picture.header("content-type")), (200, "image/svg+xml"));
}

#[test]
fn html_results_are_lists_of_links_without_scripts() {
    let server = Server::start();
    let campaign = ask(&server, "alpha", "HTML", "product-1");
    let html = campaign.as_str().unwrap();
    assert_eq!(html.matches("<li class=\"vitrine-reco-item\">").count(), 6);
    assert!(html.contains(r#"href="/shop/product/canvas-plimsoll""#), "{html}");
    assert!(html.contains("Others also looked at"));
    assert!(!html.contains("<script") && !html.contains("style="));
}

#[test]
fn an_account_with_parameterless_attribution_gets_html_with_its_ids() {
    let server = Server::start();
    let campaign = ask(&server, "beta", "HTML", "product-1");
    assert_eq!(campaign["div_id"], "product-1");
    assert_eq!(campaign["result_id"], "product-1-viewed-together");
    assert!(campaign["html"].as_str().unwrap().starts_with("<section"));
    let json = ask(&server, "beta", "JSON_ORIGINAL", "product-1");
    assert_eq!(json["products"][0]["price_currency_code"], "USD");
}

#[test]
fn the_banner_is_a_content_campaign() {
    let server = Server::start();
    let campaign = ask(&server, "alpha", "JSON_ORIGINAL", "banner-1");
    let names: Vec<&String> = campaign.as_object().unwrap().keys().collect();
    assert_eq!(names, ["div_id", "html", "params", "result_id"]);
    assert_eq!(campaign["result_id"], "banner-1-banner");
    assert!(ask(&server, "alpha", "HTML", "banner-1").as_str().unwrap().contains("<aside"));
}
