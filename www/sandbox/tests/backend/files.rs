//! Settings, include script, library, pages.
use crate::support::Server;
use serde_json::{Value, json};

#[test]
fn settings_name_the_account_and_the_origin_they_were_asked_at() {
    let server = Server::start();
    let alpha = server.get("/settings/alpha.json").json();
    assert_eq!((&alpha["account"], &alpha["server"]), (&json!("alpha"), &json!(server.origin)));
    assert_eq!(alpha["cookieTime"], 126_144_000);
    assert_eq!(alpha["nostoRefParam"], "nosto");
    assert_eq!(alpha["currencySettings"]["EUR"]["groupingSeparator"], ",");
    assert!(alpha["placements"].is_object());
    let beta = server.send("GET", "/settings/beta.json", &[("host", "localhost:1")], "").json();
    assert_eq!(beta["server"], "http://localhost:1");
    assert_eq!(beta["cookieTime"], 86_400);
    assert_eq!(beta["currencySettings"]["EUR"]["groupingSeparator"], ".");
    assert_eq!(server.get("/settings/nobody.json").status, 404);
}

#[test]
fn the_include_script_is_the_library_after_its_settings() {
    let server = Server::start();
    assert_eq!(server.get("/include/alpha").status, 404);
    std::fs::write(server.folder.0.join("dist/vitrine.js"), "/* the library */").unwrap();
    let script = server.get("/include/alpha");
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    let text = script.text();
    let (first, rest) = text.split_once('\n').unwrap();
    assert_eq!(rest, "/* the library */");
    let baked = first.strip_prefix("window.vitrine=Object.assign(window.vitrine||{},{settings:").unwrap();
    let settings: Value = serde_json::from_str(baked.strip_suffix("});").unwrap()).unwrap();
    assert_eq!(settings, server.get("/settings/alpha.json").json());
    let disabled = server.get("/include/disabled");
    assert_eq!((disabled.status, disabled.bytes.len()), (200, 0));
}

#[test]
fn library_files_have_their_types_and_are_always_checked_again() {
    let server = Server::start();
    for (file, kind) in [
        ("vitrine.js", "text/javascript"),
        ("index.js", "text/javascript"),
        ("vitrine.wasm", "application/wasm"),
        ("vitrine.nowasm.js", "text/javascript"),
    ] {
        std::fs::write(server.folder.0.join("dist").join(file), file).unwrap();
        let answer = server.get(&format!("/{file}"));
        assert_eq!((answer.status, answer.text().as_str()), (200, file));
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    assert_eq!(server.get("/include/vitrine.wasm").header("content-type"), "application/wasm");
    assert_eq!(server.get("/include/vitrine.nowasm.js").text(), "vitrine.nowasm.js");
    assert_eq!(server.get("/index.d.ts").status, 404);
}

#[test]
fn pages_pictures_and_fallbacks() {
    let server = Server::start();
    let write = |path: &str| std::fs::write(server.folder.0.join(path), path).unwrap();
    for path in ["www/spa/index.html", "www/spa/app.js", "www/assets/a.css", "pages/a.html", "pages/csp/a.html"] {
        write(path);
    }
    assert_eq!(server.get("/healthz").text(), "ok");
    assert!(server.get("/").text().contains("href=\"/shop/\""));
    assert_eq!(server.get("/spa/app.js").text(), "www/spa/app.js");
    let deep = server.get("/spa/product/day-pack");
    assert_eq!((deep.status, deep.text().as_str()), (200, "www/spa/index.html"));
    assert!(deep.header("content-security-policy").contains("script-src 'self' 'wasm-unsafe-eval'"));
    assert_eq!(server.get("/assets/a.css").header("content-type"), "text/css");
    assert_eq!(server.get("/test/a.html").text(), "pages/a.html");
    let refused = server.get("/test/csp/a.html");
    assert_eq!(
        (refused.text().as_str(), refused.header("content-security-policy")),
        ("pages/csp/a.html", "script-src 'self'")
    );
    assert_ne!(server.get("/img/day-pack.svg?colour=Ink").text(), server.get("/img/day-pack.svg").text());
    assert_eq!(server.get("/img/day-pack.svg?colour=Blurple").status, 404);
    assert_eq!(server.get("/img/nothing.svg").status, 404);
}
