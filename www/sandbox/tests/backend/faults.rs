//! The back end misbehaves exactly as asked.
use crate::support::{Answer, Server, order, visitor};
use serde_json::{Value, json};
use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

const MESSAGE: &str = r#"{"elements":["home-1"],"events":[["vp","day-pack"]]}"#;

fn ask(server: &Server) -> Option<Answer> {
    server.try_send("POST", &format!("/ev1?m=alpha&c={}", visitor(1)), &[], MESSAGE.as_bytes())
}

fn hit(fault: &Value) -> (Server, Answer) {
    let server = Server::start();
    server.fault(fault);
    let answer = ask(&server).unwrap();
    (server, answer)
}

fn was_processed(server: &Server) -> bool {
    server.visitor(&visitor(1))["page_views"] == 1
}

#[test]
fn delay_answers_rightly_but_late() {
    let server = Server::start();
    server.fault(&json!({"path": "/ev1", "kind": "delay", "ms": 300}));
    let start = Instant::now();
    let answer = ask(&server).unwrap();
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert!(answer.json()["recommendations"]["home-1"].is_object());
    assert!(was_processed(&server));
}

#[test]
fn a_late_request_takes_effect_after_its_wait_even_when_nobody_waits_any_more() {
    let server = Server::start();
    server.fault(&json!({"path": "/ev1", "kind": "delay", "ms": 400, "late": true}));
    let address = server.origin.strip_prefix("http://").unwrap().trim_end_matches('/');
    let path = format!("/ev1?m=alpha&c={}", visitor(1));
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{MESSAGE}", MESSAGE.len()).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    drop(stream);
    assert!(server.requests().is_empty());
    let start = Instant::now();
    while server.requests().is_empty() && start.elapsed() < Duration::from_secs(5) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(was_processed(&server));
}

#[test]
fn headers_are_those_of_the_answer() {
    let (_, answer) = hit(&json!({"path": "/ev1", "kind": "status", "status": 429, "headers": {"retry-after": "7"}}));
    assert_eq!((answer.status, answer.header("retry-after")), (429, "7"));
}

#[test]
fn status_refuses_before_the_request_takes_effect() {
    let (server, answer) =
        hit(&json!({"path": "/ev1", "kind": "status", "status": 503, "body": "{\"errors\":[\"busy\"]}"}));
    assert_eq!((answer.status, answer.json()), (503, json!({"errors": ["busy"]})));
    assert!(!was_processed(&server));
    assert_eq!(server.requests()[0]["status"], 503);
    assert_eq!(server.requests()[0]["message"]["elements"], json!(["home-1"]));
    let (_, answer) = hit(&json!({"path": "/ev1", "kind": "status"}));
    assert_eq!(answer.status, 500);
}

#[test]
fn html_is_a_page_with_status_200() {
    let (server, answer) = hit(&json!({"path": "/ev1", "kind": "html"}));
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/html"));
    assert!(answer.text().starts_with("<!doctype html>"));
    assert!(!was_processed(&server));
}

#[test]
fn truncated_is_the_first_half_of_the_right_answer() {
    let (server, answer) = hit(&json!({"path": "/ev1", "kind": "truncated"}));
    assert!(answer.text().starts_with("{\"recommendations\":{\"home-1\""));
    assert!(serde_json::from_slice::<Value>(&answer.bytes).is_err());
    assert!(was_processed(&server));
}

#[test]
fn wrong_types_is_json_with_no_right_type_in_it() {
    let (_, answer) = hit(&json!({"path": "/ev1", "kind": "wrong_types"}));
    let json = answer.json();
    assert!(json["recommendations"].is_array() && json["customer"].is_number());
    assert!(json["pv"].is_string() && json["gl"].is_string() && json["errors"].is_string());
}

#[test]
fn no_content_and_garbage() {
    let (server, answer) = hit(&json!({"path": "/ev1", "kind": "no_content"}));
    assert_eq!((answer.status, answer.bytes.len()), (204, 0));
    assert!(was_processed(&server));
    let (_, answer) = hit(&json!({"path": "/ev1", "kind": "garbage"}));
    assert_eq!(answer.status, 200);
    assert!(String::from_utf8(answer.bytes).is_err());
}

#[test]
fn close_drops_the_connection_without_an_answer() {
    let server = Server::start();
    server.fault(&json!({"path": "/ev1", "kind": "close", "times": 1}));
    assert!(ask(&server).is_none());
    assert!(!was_processed(&server));
    assert_eq!(server.requests()[0]["status"], 0);
    assert_eq!(ask(&server).unwrap().status, 200);
}

#[test]
fn a_processed_request_whose_answer_was_lost_is_not_counted_again() {
    let server = Server::start();
    server.fault(&json!({"path": "/order/track", "kind": "close", "times": 1, "process": true}));
    let path = format!("/order/track?m=alpha&c={}&rid=r", visitor(1));
    let body = order("1", &["day-pack"]).to_string();
    assert!(server.try_send("POST", &path, &[], body.as_bytes()).is_none());
    assert_eq!(server.send("POST", &path, &[], &body).status, 200);
    assert_eq!(server.visitor(&visitor(1))["orders"].as_array().unwrap().len(), 1);
    assert_eq!(server.requests()[1]["duplicate"], true);
}

#[test]
fn faults_hit_their_path_their_times_and_their_account_until_cleared() {
    let server = Server::start();
    server.fault(&json!({"path": "/ev1", "kind": "status", "status": 500, "times": 2}));
    server.fault(&json!({"path": "/ev1", "kind": "status", "status": 502}));
    let statuses: Vec<u16> = (0..4).map(|_| ask(&server).unwrap().status).collect();
    assert_eq!(statuses, [500, 500, 502, 502]);
    assert_eq!(server.order("", &order("1", &["day-pack"])).status, 200);
    assert_eq!(server.send("POST", "/ev1?m=beta", &[], "{}").status, 200);
    assert_eq!(server.send("DELETE", "/sandbox/faults?account=alpha", &[], "").status, 200);
    assert_eq!(ask(&server).unwrap().status, 200);
    server.fault(&json!({"path": "*", "kind": "status"}));
    assert_eq!(server.order("", &order("2", &["day-pack"])).status, 500);
    assert_eq!(server.get("/settings/alpha.json").status, 500);
    let wrong = server.send("POST", "/sandbox/faults?account=alpha", &[], r#"{"path":"*","kind":"flood"}"#);
    assert_eq!(wrong.status, 400);
}

#[test]
fn scripts_and_settings_fail_too() {
    let server = Server::start();
    server.fault(&json!({"path": "/settings", "kind": "truncated", "times": 1}));
    let half = server.get("/settings/alpha.json");
    assert!(serde_json::from_slice::<Value>(&half.bytes).is_err());
    assert!(server.get("/settings/alpha.json").json().is_object());
    std::fs::write(server.folder.0.join("dist/vitrine.js"), "1").unwrap();
    server.fault(&json!({"path": "/include", "kind": "status", "status": 503}));
    assert_eq!(server.get("/include/alpha").status, 503);
}
