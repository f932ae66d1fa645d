//! Account `gamma`: placements of every insert mode and wrapper, with rules, on scroll and on appearance.
use serde_json::{Map, Value, json};

/// Insert modes of the hosted service.
const MODES: [&str; 5] = ["REPLACE", "APPEND", "PREPEND", "INSERT_INTO", "INSERT_AFTER_BEGIN"];

/// Wrap modes of the hosted service.
const WRAPPERS: [&str; 4] = ["SIMPLE", "PRESERVE_CLASS", "CLONED", "UNWRAPPED"];

/// What this account has besides the settings of every account; nothing for another one.
#[must_use]
pub fn settings(account: &str) -> Map<String, Value> {
    if account != "gamma" {
        return Map::new();
    }
    let mut placements = Map::new();
    for mode in MODES {
        for wrapper in WRAPPERS {
            let name = format!("block-{}-{}", mode.to_lowercase(), wrapper.to_lowercase()).replace('_', "-");
            let selector = format!("#at-{}", name.trim_start_matches("block-"));
            placements.insert(name.clone(), placement(&name, &selector, mode, wrapper));
        }
    }
    for (name, changes) in special() {
        let mut placement = placement(name, &format!("#at-{name}"), "INSERT_INTO", "SIMPLE");
        if let (Value::Object(placement), Value::Object(changes)) = (&mut placement, changes) {
            placement.extend(changes);
        }
        placements.insert(name.to_owned(), placement);
    }
    Map::from_iter([
        ("placements".to_owned(), Value::Object(placements)),
        ("intersectionObserved".to_owned(), json!(["block-far"])),
        ("mutationObserved".to_owned(), json!(["block-late"])),
    ])
}

fn placement(name: &str, selector: &str, mode: &str, wrapper: &str) -> Value {
    json!({
        "id": crate::id::derived(0, name),
        "enabled": true,
        "cssSelector": selector,
        "filters": [],
        "mode": mode,
        "wrapper": wrapper,
    })
}

/// Placements with something of their own.
fn special() -> [(&'static str, Value); 8] {
    let rule =
        |field: &str, operator: &str, values: Value| json!({"field": field, "operator": operator, "values": values});
    [
        ("block-disabled", json!({"enabled": false})),
        ("block-bad-selector", json!({"cssSelector": "p:::["})),
        ("block-lazy", json!({"intersection": true})),
        ("block-appears", json!({"mutation": true})),
        ("block-lazy-appears", json!({"intersection": true, "mutation": true})),
        (
            "block-here",
            json!({"filters": [
                rule("path", "CONTAINS", json!(["/placements/"])),
                {"operator": "OR", "values": [
                    rule("query.shown", "IS", json!(["yes"])),
                    {"operator": "AND", "negate": true, "values": [rule("query.hidden", "IS", json!(["yes"]))]},
                ]},
            ]}),
        ),
        ("block-cart-only", json!({"filters": [rule("page type", "IS", json!(["cart"]))]})),
        ("block-unknown-rule", json!({"filters": [rule("phase of the moon", "IS", json!(["full"]))]})),
    ]
}
