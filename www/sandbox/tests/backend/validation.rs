//! What is wrong is told, what is right is taken.
use crate::support::{Server, order, visitor};
use serde_json::{Value, json};

#[test]
fn problems_of_a_message_are_listed_and_the_rest_is_processed() {
    let server = Server::start();
    let id = visitor(1);
    let answer = server.event(
        &id,
        &json!({
            "page_type": "moon", "elements": ["home-1"],
            "events": [["zz", "x"], ["vp", "day-pack"]],
            "cart": [{"product_id": "a", "unit_price": 1}, {"product_id": "b", "unit_price": "2"}, {"name": "c"}],
        }),
    );
    assert_eq!(
        answer["errors"],
        json!([
            "page_type: unknown value \"moon\"",
            "events[0][0]: unknown event type \"zz\"",
            "cart[1].unit_price: expected a number",
            "cart[2].product_id: required",
        ])
    );
    assert_eq!(answer["recommendations"]["home-1"]["products"].as_array().unwrap().len(), 6);
    let known = server.visitor(&id);
    assert_eq!(known["cart"], json!([{"product_id": "a", "unit_price": 1}, {"product_id": "b"}]));
    assert_eq!(known["events"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_no_json_object_is_refused_and_logged() {
    let server = Server::start();
    for (body, problem) in [("{\"url\":", "EOF"), ("[]", "expected an object"), ("", "missing")] {
        let answer = server.send("POST", "/ev1?m=alpha", &[], body);
        assert_eq!(answer.status, 400);
        let error = answer.json()["errors"][0].as_str().unwrap().to_owned();
        assert!(error.starts_with("message: ") && error.contains(problem), "{error}");
    }
    let log = server.requests();
    assert_eq!((log.len(), &log[0]["status"], &log[0]["message"]), (3, &json!(400), &Value::Null));
    assert_eq!(server.get("/sandbox/visitors?account=alpha").json()["visitors"], json!([]));
}

#[test]
fn a_bad_order_is_refused_with_every_problem_by_key() {
    let server = Server::start();
    let answer = server.order("&rid=x", &json!({"info": {}, "items": [{"quantity": "1"}]}));
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.json()["errors"],
        json!([
            {"key": "info.order_number", "message_key": "required"},
            {"key": "items[0].quantity", "message_key": "invalid"},
            {"key": "items[0].product_id", "message_key": "required"},
        ])
    );
    assert_eq!(server.requests()[0]["status"], 422);
    assert_eq!(server.order("&rid=x", &order("1", &["day-pack"])).status, 200);
    assert_eq!(server.send("POST", "/order/track?m=alpha", &[], "{").status, 400);
}

#[test]
fn accounts_are_checked_and_kept_apart() {
    let server = Server::start();
    let unknown = server.send("POST", "/ev1?m=nobody", &[], "{}");
    assert_eq!((unknown.status, unknown.json()), (404, json!({"errors": ["unknown account"]})));
    assert_eq!(server.send("POST", "/ev1?m=disabled", &[], "{}").status, 403);
    assert_eq!(server.send("POST", "/order/track?m=nobody", &[], "{}").status, 404);
    server.view(&visitor(1), "day-pack");
    let beta = server.get(&format!("/sandbox/visitors/{}?account=beta", visitor(1)));
    assert_eq!(beta.status, 404);
}

#[test]
fn a_body_over_256_kilobytes_is_refused() {
    let server = Server::start();
    let message = |length: usize| json!({"url": "x".repeat(length)}).to_string();
    let fits = server.send("POST", "/ev1?m=alpha", &[], &message(256 * 1024 - 100));
    assert_eq!(fits.status, 200);
    let over = server.send("POST", "/ev1?m=alpha", &[], &message(256 * 1024));
    assert_eq!(over.status, 413);
    assert!(over.json()["errors"][0].is_string());
    assert_eq!(over.header("access-control-allow-origin"), "*");
}

#[test]
fn the_message_may_come_by_get_by_post_or_as_a_form() {
    let server = Server::start();
    let get = "/ev1?m=alpha&rid=g&message=%7B%22url%22%3A%22http%3A%2F%2Fa%2F%3Fq%3D%C3%A4%2Bb%22%7D";
    assert_eq!(server.get(get).status, 200);
    server.post("&rid=p", &json!({"url": "http://a/?q=ä+b"}));
    let form = "m=alpha&rid=f&message=%7B%22url%22%3A%22http%3A%2F%2Fa%2F%3Fq%3D%C3%A4%2Bb%22%7D";
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(server.send("POST", "/ev1", &kind, form).status, 200);
    let log = server.requests();
    assert_eq!(log.len(), 3);
    for (entry, (method, rid)) in log.iter().zip([("GET", "g"), ("POST", "p"), ("POST", "f")]) {
        assert_eq!((&entry["method"], &entry["rid"]), (&json!(method), &json!(rid)));
        assert_eq!(entry["message"]["url"], "http://a/?q=ä+b");
        assert_eq!(entry["path"], "/ev1");
    }
    assert_eq!(log[0]["content_type"], Value::Null);
    assert_eq!(log[1]["content_type"], "text/plain;charset=UTF-8");
}
