//! Pages of other origins, and the counting of preflights.
use crate::support::Server;
use serde_json::json;

#[test]
fn the_wire_and_the_library_are_open_to_other_origins_and_inspection_is_not() {
    let server = Server::start();
    std::fs::write(server.folder.0.join("dist/vitrine.js"), "1").unwrap();
    for path in
        ["/ev1?m=alpha&message=%7B%7D", "/ev1?m=nobody", "/settings/alpha.json", "/include/alpha", "/vitrine.js"]
    {
        assert_eq!(server.get(path).header("access-control-allow-origin"), "*", "{path}");
    }
    for path in ["/sandbox/requests", "/sandbox/counts", "/shop/"] {
        assert_eq!(server.get(path).header("access-control-allow-origin"), "", "{path}");
    }
    let from = [("origin", "http://other.test")];
    server.send("POST", "/ev1?m=alpha", &from, "{}");
    assert_eq!(server.requests().last().unwrap()["origin"], "http://other.test");
}

#[test]
fn every_preflight_is_answered_and_counted() {
    let server = Server::start();
    for path in ["/ev1", "/order/track", "/anywhere"] {
        let answer = server.send("OPTIONS", path, &[("origin", "http://other.test")], "");
        assert_eq!(answer.status, 204);
        for name in ["origin", "headers", "methods"] {
            assert_eq!(answer.header(&format!("access-control-allow-{name}")), "*");
        }
    }
    server.post("", &json!({}));
    server.order("", &json!({}));
    server.get("/settings/alpha.json");
    server.get("/include/disabled");
    assert_eq!(
        server.get("/sandbox/counts").json(),
        json!({"options": 3, "ev1": 1, "order": 1, "settings": 1, "include": 1}),
    );
}
