//! What a shop answers. Only the abilities are documented, so what has a name here is named as in the default profile,
//! and everything is in `extra` for a shop that names it otherwise.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A product, with the availability and the price that this buyer has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Product {
    /// What kind of thing it is, in the system's words.
    #[serde(rename = "_type")]
    pub kind: Option<String>,
    /// The maker's code: two makers may have the same.
    pub code: Option<String>,
    /// The maker.
    pub brand: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// How it is said is not documented.
    pub availability: Value,
    /// The same.
    pub price: Value,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An order of the buyer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Order {
    /// What kind of thing it is, in the system's words.
    #[serde(rename = "_type")]
    pub kind: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// What people call it.
    pub number: Option<String>,
    /// How far its payment is.
    pub payment_status: Option<String>,
    /// How far its processing is.
    pub processing_status: Option<String>,
    /// The products in it.
    pub lines: Option<Vec<Value>>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
