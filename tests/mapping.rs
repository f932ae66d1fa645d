//! What shop systems answer, and what becomes of it: every odd form that their documents and samples show.
#![cfg(feature = "commerce")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod mapping {
    mod customer;
    mod nexus;
    mod tiendanube;
}

use serde::Serialize;
use serde_json::{Value, json};
use vitrine::commerce::map::reader::Mapped;

/// The value as a session gets it, and the diagnostics as `path: problem`.
fn seen<T: Serialize>(mapped: Mapped<T>) -> (Value, Vec<String>) {
    let problems = mapped.diagnostics.iter().map(|found| format!("{}: {}", found.path, found.problem)).collect();
    (json!(mapped.value), problems)
}

/// `base` with the members of `changes` in the place of its own.
fn with(base: &Value, changes: Value) -> Value {
    let mut changed = base.clone();
    if let (Some(members), Some(changes)) = (changed.as_object_mut(), changes.as_object()) {
        members.extend(changes.clone());
    }
    changed
}

#[test]
fn references_of_customers() {
    // `printf 1077 | openssl dgst -sha256 -hmac key`
    let known = "364e5e50df753ddf645a84675a34eedb090cb77e7c8ba22c22d46d0e82d49035";
    assert_eq!(vitrine::commerce::map::reference("key", "1077").as_deref(), Some(known));
    assert_eq!(vitrine::commerce::map::reference("", "1077"), None);
}

#[test]
fn mappings_by_name() {
    use vitrine::commerce::map::names::map;
    let cart =
        r#"{"currency":"BRL","products":[{"product_id":9007199254740993,"name":"x","price":"1.10","quantity":1}]}"#;
    assert_eq!(map("tiendanube", "cart", cart, "{}").unwrap()["value"]["items"][0]["product_id"], "9007199254740993");
    for (system, kind, value, options) in [
        ("tiendanube", "basket", "{}", "{}"),
        ("nexus", "cart", "{}", "{}"),
        ("tiendanube", "cart", "{", "{}"),
        ("tiendanube", "cart", "{}", r#"{"langauge":"pt"}"#),
    ] {
        assert!(map(system, kind, value, options).is_err(), "{system} {kind} {value} {options}");
    }
}
