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
