//! Scripts of an app on the storefront.
use super::kind::required;
use super::refusal::{Problems, Refusal};
use super::{Document, Store};
use crate::commerce::table::{text, whole};
use serde_json::json;

/// Checks a script: one that is served by the system and named by its id, or, as the documents have it, one at an
/// address of the app's own.
pub fn prepare(script: &mut Document, _before: Option<&Document>, store: &mut Store) -> Result<(), Refusal> {
    if let Some(id) = whole(script.get("script_id")) {
        let query = script.entry("query_params").or_insert(json!("{}"));
        if query.as_str().is_none_or(|query| serde_json::from_str::<serde_json::Value>(query).is_err()) {
            return Err(Refusal::field("query_params", "must be JSON in a string"));
        }
        let src = format!("https://apps-scripts.tiendanube.com/1001/{id}/1.js?versionId=1&store={}", store.id);
        script.insert("src".into(), json!(src));
        return Ok(());
    }
    let mut problems = Problems::default();
    required(script, &["src"], &mut problems);
    if text(script, "src").is_some_and(|src| !src.is_empty() && !src.starts_with("https://")) {
        problems.add("src", "must be HTTPS");
    }
    if !["onfirstinteraction", "onload"].contains(&text(script, "event").unwrap_or("onload")) {
        problems.add("event", "is not included in the list");
    }
    let places = text(script, "where").unwrap_or("store").to_owned();
    if !places.split(',').all(|place| ["store", "checkout"].contains(&place)) {
        problems.add("where", "is not included in the list");
    }
    problems.refuse()?;
    script.entry("event").or_insert(json!("onload"));
    script.insert("where".into(), json!(places));
    Ok(())
}
