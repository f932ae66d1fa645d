//! Account `gamma`: settings with placements, and content blocks in both forms.
use crate::support::{Server, visitor};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn settings(server: &Server) -> Value {
    server.get("/settings/gamma.json").json()
}

fn ask(server: &Server, mode: &str, placement: &str) -> Value {
    let message = json!({"elements": [placement], "response_mode": mode});
    let answer = server.send("POST", &format!("/ev1?m=gamma&c={}", visitor(1)), &[], &message.to_string());
    answer.json()["recommendations"][placement].clone()
}

#[test]
fn every_mode_meets_every_wrapper() {
    let server = Server::start();
    let settings = settings(&server);
    let placements = settings["placements"].as_object().unwrap();
    let pairs: BTreeSet<_> = placements
        .values()
        .map(|placement| (placement["mode"].as_str().unwrap(), placement["wrapper"].as_str().unwrap()))
        .collect();
    assert_eq!(pairs.len(), 20);
    let ids: BTreeSet<_> = placements.values().map(|placement| placement["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), placements.len());
    assert!(ids.iter().all(|id| id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit())));
    assert_eq!(placements["block-replace-preserve-class"]["cssSelector"], "#at-replace-preserve-class");
}

#[test]
fn some_placements_are_lazy_late_filtered_or_switched_off() {
    let server = Server::start();
    let settings = settings(&server);
    let placements = &settings["placements"];
    assert_eq!(placements["block-disabled"]["enabled"], false);
    assert_eq!(placements["block-lazy-appears"]["intersection"], true);
    assert_eq!(placements["block-lazy-appears"]["mutation"], true);
    assert_eq!(placements["block-here"]["filters"][1]["operator"], "OR");
    assert_eq!(settings["intersectionObserved"], json!(["block-far"]));
    assert_eq!(settings["mutationObserved"], json!(["block-late"]));
    assert_eq!(server.get("/settings/alpha.json").json()["placements"], json!({}));
}

#[test]
fn a_content_block_carries_html_and_an_id_in_both_modes() {
    let server = Server::start();
    let block = ask(&server, "JSON_ORIGINAL", "block-scripts");
    let names: Vec<&String> = block.as_object().unwrap().keys().collect();
    assert_eq!(names, ["div_id", "html", "params", "result_id"]);
    let id = block["result_id"].as_str().unwrap();
    assert!(id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let html = block["html"].as_str().unwrap();
    assert!(html.contains("<script>") && html.contains(r#"<script type="module">"#) && html.contains("ld+json"));
    let block = ask(&server, "HTML", "block-scripts");
    assert_eq!((block["html"].as_str(), block["result_id"].as_str()), (Some(html), Some(id)));
}

#[test]
fn blocks_are_told_apart() {
    let server = Server::start();
    let [one, other] = ["block-one", "block-other"].map(|name| ask(&server, "JSON_ORIGINAL", name));
    assert_ne!(one["result_id"], other["result_id"]);
    assert!(one["html"].as_str().unwrap().contains("This is block-one"));
    assert_eq!(ask(&server, "HTML", "block-empty")["html"], "");
    assert!(ask(&server, "HTML", "block-huge")["html"].as_str().unwrap().len() > 400_000);
}
