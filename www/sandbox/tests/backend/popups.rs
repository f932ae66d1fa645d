//! Popups: settings, content, what was shown.
use crate::support::{Answer, Server};
use serde_json::{Value, json};

const SHOW: &str = "/overlay/discount-modal/show";

fn show(server: &Server, query: &str, request: &Value) -> Answer {
    server.send("POST", &format!("{SHOW}?{query}"), &[("content-type", "text/plain")], &request.to_string())
}

fn list(server: &Server) -> Vec<Value> {
    server.get("/sandbox/popups?account=delta").json()["popups"].as_array().unwrap().clone()
}

#[test]
fn delta_has_a_popup_for_every_trigger_and_the_others_have_none() {
    let server = Server::start();
    let settings = server.get("/settings/delta.json").json();
    let triggers = settings["discountPopupTriggers"].as_object().unwrap();
    let mut names: Vec<&str> = triggers.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["abandonedCart", "allCustomers", "api", "exitIntent", "externalCampaign", "newCustomer"]);
    for campaign in triggers.values().map(|list| &list[0]) {
        for name in ["id", "popup_id", "name", "enabled", "ordinal", "condition", "effect"] {
            assert!(!campaign[name].is_null(), "{campaign} has no {name}");
        }
        assert_eq!(campaign["condition"].as_object().unwrap().len(), 28);
    }
    assert_eq!(triggers["exitIntent"][0]["condition"]["min_cart_size"], 1);
    assert_eq!(server.get("/settings/alpha.json").json()["discountPopupTriggers"], json!({}));
}

#[test]
fn content_has_a_coupon_unless_it_is_a_preview() {
    let server = Server::start();
    let of = |id: &str, preview| show(&server, "m=delta", &json!({"popup_id": id, "preview": preview})).json();
    let content = of("9d1000000000000000000003", false);
    assert_eq!(content["coupon"], json!({"code": "WELCOME10"}));
    assert!(content["html"].as_str().unwrap().contains("data-popup=\"email\""));
    assert_eq!(content["label"], "Ten per cent for your first order");
    assert!(of("d-new", true)["coupon"].is_null());
    assert!(of("d-api", false)["coupon"].is_null());
}

#[test]
fn what_was_asked_for_and_shown_is_listed_until_a_reset() {
    let server = Server::start();
    show(&server, "m=delta&c=5b1a481060b221115c4a251e", &json!({"popup_id": "d-api"}));
    let query = "/analytics/popup/triggered?merchant=delta&customer=5b1a481060b221115c4a251e";
    let told = server.send("POST", query, &[], r#"{"campaign_id":"d-api"}"#);
    assert_eq!((told.status, told.bytes.len()), (200, 0));
    let entries = list(&server);
    assert_eq!((&entries[0]["kind"], &entries[0]["request"]["popup_id"]), (&json!("show"), &json!("d-api")));
    assert_eq!((&entries[1]["kind"], &entries[1]["campaign"]), (&json!("triggered"), &json!("d-api")));
    assert!(entries.iter().all(|entry| entry["customer"] == "5b1a481060b221115c4a251e"));
    assert_eq!(server.get("/sandbox/popups?account=alpha").json()["popups"], json!([]));
    server.send("POST", "/sandbox/reset?account=delta", &[], "");
    assert!(list(&server).is_empty());
}

#[test]
fn what_cannot_be_shown_is_refused() {
    let server = Server::start();
    let status = |query: &str, body: &str| server.send("POST", &format!("{SHOW}?{query}"), &[], body).status;
    assert_eq!(status("m=nobody", "{}"), 404);
    assert_eq!(status("m=disabled", "{}"), 403);
    assert_eq!(status("m=delta", "{"), 400);
    assert_eq!(status("m=delta", r#"{"popup_id":"no"}"#), 404);
    assert_eq!(server.send("POST", "/analytics/popup/triggered?merchant=delta", &[], "{}").status, 400);
    assert!(list(&server).is_empty());
    let fault = json!({"path": "/overlay", "kind": "status", "status": 503, "times": 1});
    server.send("POST", "/sandbox/faults?account=delta", &[], &fault.to_string());
    assert_eq!(status("m=delta", r#"{"popup_id":"d-api"}"#), 503);
    assert_eq!(status("m=delta", r#"{"popup_id":"d-api"}"#), 200);
}

#[test]
fn a_page_of_another_origin_may_read_it_without_a_preflight() {
    let server = Server::start();
    let answer = show(&server, "m=delta", &json!({"popup_id": "d-api"}));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
}
