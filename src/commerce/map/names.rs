//! The mappings by name, for a façade that has only text.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::reader::Mapped;
use super::{customer, nexus, reference, tiendanube};
use crate::commerce::error::Error;

/// Maps `value` (JSON), which is a `kind` of a `system`, with that system's options (JSON): a [`Mapped`] as JSON.
///
/// # Errors
/// `config` for a mapping that there is not, for options that nobody knows, and for text that is no JSON.
pub fn map(system: &str, kind: &str, value: &str, options: &str) -> Result<Value, Error> {
    match (system, kind) {
        ("tiendanube", "cart") => run(tiendanube::cart, value, options),
        ("tiendanube", "restoreLink") => run(restore_link, value, options),
        ("tiendanube", "customer") => run(tiendanube::customer, value, options),
        ("tiendanube", "product") => run(tiendanube::product, value, options),
        ("tiendanube", "order") => run(tiendanube::order, value, options),
        ("customer", "cart") => run(customer::cart, value, options),
        ("customer", "customer") => run(customer::customer, value, options),
        ("customer", "product") => run(customer::product, value, options),
        ("customer", "order") => run(customer::order, value, options),
        ("nexus", "product") => run(nexus::product, value, options),
        ("nexus", "order") => run(nexus::order, value, options),
        ("any", "reference") => run(keyed_reference, value, options),
        _ => Err(Error::config(format!("{system}.{kind}: there is no such mapping"))),
    }
}

fn run<T: Serialize, O: DeserializeOwned>(
    map: fn(&Value, &O) -> Mapped<T>,
    value: &str,
    options: &str,
) -> Result<Value, Error> {
    let options = serde_json::from_str(options).map_err(|error| Error::config(format!("options: {error}")))?;
    let value = serde_json::from_str(value).map_err(|error| Error::config(format!("value: {error}")))?;
    Ok(json!(map(&value, &options)))
}

fn restore_link(value: &Value, _: &tiendanube::Options) -> Mapped<String> {
    Mapped { value: tiendanube::restore_link(value), diagnostics: Vec::new() }
}

/// What a reference is made with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    key: String,
}

fn keyed_reference(value: &Value, Key { key }: &Key) -> Mapped<String> {
    super::reader::map("id", value, |id| reference(key, &id.must(super::reader::Reader::id)?))
}
