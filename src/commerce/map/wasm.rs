//! The mappings for their façade: text in, text out.

use wasm_bindgen::prelude::*;

use super::names;

/// See [`names::map`]; throws what an error is made of, as JSON.
#[wasm_bindgen]
pub fn map(system: &str, kind: &str, value: &str, options: &str) -> Result<String, JsValue> {
    let mapped = names::map(system, kind, value, options);
    mapped.map(|mapped| mapped.to_string()).map_err(|error| serde_json::json!(error).to_string().into())
}
