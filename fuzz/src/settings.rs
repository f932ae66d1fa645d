//! The settings of an account.

use super::{page, serialized};
use serde_json::Value;

pub fn run(text: &str) {
    let known = serialized(text);
    let page = page::open(known.as_ref().map_or(text, |(_, text)| text));
    page::submit(&page, r#"[[],{},{},["viewFrontPage"],["addOrder",{"info":{"order_number":"1"},"items":[]}]]"#);
    let flights = page.ports().flights.borrow().clone();
    assert!(!flights.is_empty());
    for request in &flights {
        assert!(request.timeout > 0);
        if let Some((settings, _)) = &known {
            check_address(settings, &request.url);
        }
    }
    page::answer_all(&page, 200, "{}");
    page::check_told(&page);
}

/// Requests go where the settings say and, where they say nothing, to the default; nothing of an account leaves its
/// parameter.
fn check_address(settings: &Value, url: &str) {
    // One that needs an escape is none.
    let is_plain = |text: &&str| text.bytes().all(|byte| byte >= 0x20 && !b"\"\\".contains(&byte));
    let text = |value: Option<&Value>| {
        let text = value.and_then(Value::as_str).filter(is_plain);
        text.map(|text| text.strip_suffix('/').unwrap_or(text).to_owned())
    };
    let server = text(settings.get("server")).unwrap_or_else(|| "https://connect.nosto.com".into());
    let path = |name, default: &str| {
        text(settings.get("endpoints").and_then(|endpoints| endpoints.get(name))).unwrap_or_else(|| default.into())
    };
    let query = [path("events", "/ev1"), path("order", "/order/track")]
        .iter()
        .find_map(|path| url.strip_prefix(&server)?.strip_prefix(path.as_str())?.strip_prefix("?m="))
        .unwrap_or_else(|| panic!("to another address: {url}"))
        .to_owned();
    let account = text(settings.get("account")).unwrap_or_default();
    let (encoded, rest) = query.split_once('&').unwrap_or_default();
    assert!(rest.starts_with("rid="), "{query}");
    assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.!~*'()%".contains(&byte)), "{encoded}");
    assert!(encoded.len() >= account.len());
}
