//! Nothing is counted twice, and nothing is lost by a restart.
use crate::support::{Server, order, visitor};
use serde_json::{Value, json};

#[test]
fn a_repeated_rid_gets_the_stored_answer_and_counts_nothing() {
    let server = Server::start();
    let id = visitor(1);
    let message = json!({"elements": ["home-1"], "events": [["vp", "day-pack"]]});
    let query = format!("&c={id}&rid=once");
    let first = server.post(&query, &message);
    server.view(&visitor(2), "tea-towel");
    let second = server.post(&query, &message);
    assert_eq!(first.text(), second.text());
    let known = server.visitor(&id);
    assert_eq!(known["page_views"], 1);
    assert_eq!(known["events"].as_array().unwrap().len(), 1);
    let duplicates: Vec<Value> = server.requests().iter().map(|entry| entry["duplicate"].clone()).collect();
    assert_eq!(duplicates, [json!(false), json!(false), json!(true)]);
}

#[test]
fn a_first_request_repeated_gives_the_same_minted_visitor() {
    let server = Server::start();
    let first = server.post("&rid=first", &json!({})).json();
    let second = server.post("&rid=first", &json!({})).json();
    assert_eq!(first["customer"], second["customer"]);
    assert_eq!(server.requests()[1]["visitor"], first["customer"]);
    let other = server.send("POST", "/ev1?m=beta&rid=first", &[], "{}").json();
    assert_ne!(first["customer"], other["customer"]);
}

#[test]
fn an_order_is_taken_once_by_rid_and_by_number_and_linked_by_its_event() {
    let server = Server::start();
    let id = visitor(1);
    for rid in ["a", "a", "b"] {
        let answer = server.order(&format!("&c={id}&rid={rid}"), &order("1001", &["day-pack"]));
        assert_eq!((answer.status, answer.json()["errors"].clone()), (200, json!([])));
        assert_eq!(answer.json()["customer"], json!(id));
    }
    let orders = server.visitor(&id)["orders"].clone();
    assert_eq!(orders.as_array().unwrap().len(), 1);
    assert_eq!((&orders[0]["info"]["order_number"], &orders[0]["linked"]), (&json!("1001"), &json!(false)));
    server.event(&id, &json!({"page_type": "order", "events": [["or", "1001"]]}));
    assert_eq!(server.visitor(&id)["orders"][0]["linked"], true);
    let log = server.requests();
    assert_eq!(log[0]["order"]["items"][0]["product_id"], "day-pack");
    assert_eq!(log[0]["message"], Value::Null);
    assert_eq!([&log[0]["duplicate"], &log[1]["duplicate"], &log[2]["duplicate"]], [false, true, true]);
}

#[test]
fn a_restart_keeps_visitors_statistics_answers_orders_and_log() {
    let mut server = Server::start();
    let id = visitor(1);
    let ask = json!({"page_type": "front", "elements": ["home-1", "home-2"], "current_variant_id": "USD"});
    server.event(&id, &json!({"cart": [{"product_id": "bud-vase", "unit_price": 19.9, "quantity": 3}], "customer": {"email": "ada@example.com"}}));
    server.view(&id, "tea-towel");
    server.order(&format!("&c={id}"), &order("7", &["zip-pouch", "day-pack"]));
    let first = server.post(&format!("&c={id}&rid=kept"), &ask).text();
    let (known, log) = (server.visitor(&id), server.requests());

    server.restart();

    assert_eq!(server.visitor(&id), known);
    assert_eq!(server.requests(), log);
    assert_eq!(server.post(&format!("&c={id}&rid=kept"), &ask).text(), first);
    assert!(server.order("", &order("7", &["zip-pouch"])).status == 200);
    assert_eq!(server.visitor(&id)["orders"].as_array().unwrap().len(), 1);
    let front = server.products(&visitor(2), "home-1", json!({}));
    assert_eq!(front[..3], ["day-pack", "zip-pouch", "bud-vase"]);
    let seqs: Vec<u64> = server.requests().iter().map(|entry| entry["seq"].as_u64().unwrap()).collect();
    assert!(seqs.windows(2).all(|pair| pair[0] < pair[1]), "{seqs:?}");
}

#[test]
fn a_reset_empties_one_account_for_good() {
    let mut server = Server::start();
    server.view(&visitor(1), "day-pack");
    server.send("POST", "/ev1?m=beta", &[], "{}");
    server.fault(&json!({"path": "*", "kind": "status"}));
    assert_eq!(server.send("POST", "/sandbox/reset?account=alpha", &[], "").status, 200);
    assert_eq!(server.requests(), Vec::<Value>::new());
    assert_eq!(server.visitor(&visitor(1))["errors"], json!(["unknown visitor"]));
    server.view(&visitor(2), "bud-vase");
    server.restart();
    assert_eq!(server.get("/sandbox/visitors?account=alpha").json()["visitors"], json!([visitor(2)]));
    let beta = server.get("/sandbox/requests?account=beta").json();
    assert_eq!(beta["requests"].as_array().unwrap().len(), 1);
}

#[test]
fn the_log_can_be_read_by_visitor_and_from_a_point() {
    let server = Server::start();
    server.view(&visitor(1), "day-pack");
    server.view(&visitor(2), "day-pack");
    let seq = server.requests()[0]["seq"].as_u64().unwrap();
    let later = server.get(&format!("/sandbox/requests?account=alpha&since={seq}")).json();
    assert_eq!(later["requests"].as_array().unwrap().len(), 1);
    let own = server.get(&format!("/sandbox/requests?account=alpha&visitor={}", visitor(1))).json();
    assert_eq!(own["requests"][0]["visitor"], json!(visitor(1)));
    assert_eq!(own["requests"].as_array().unwrap().len(), 1);
}
