//! What NexusCommerce answers. A projection may leave out any field, so every field is optional; what is not named
//! here is in `extra`. Amounts are decimal text in major units, statuses are text because more may come.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The answer of the health check.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Health {
    /// `ok`.
    pub status: String,
    /// Of the system.
    pub version: String,
    /// ISO 8601.
    pub timestamp: String,
}

/// A product. Its `cost_price` is the seller's secret: it is in `extra` for the seller's own use, and the mapping
/// leaves it out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Product {
    /// `prod_…`; the address of a product is its SKU.
    pub id: Option<String>,
    /// Unique within the tenant.
    pub sku: Option<String>,
    /// The name.
    pub title: Option<String>,
    /// The text.
    pub description: Option<String>,
    /// `active`, `inactive`, `draft`, `archived`, …
    pub status: Option<String>,
    /// The global trade item number.
    pub gtin: Option<String>,
    /// URLs.
    pub images: Option<Vec<String>>,
    /// Where it is sold; only of a single product.
    pub listings: Option<Vec<Listing>>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A product on a marketplace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Listing {
    /// Such as `shopify`, `amazon_us`.
    pub marketplace: Option<String>,
    /// How the marketplace names it.
    pub external_id: Option<String>,
    /// The price there; its currency is not told.
    pub price: Option<String>,
    /// How many are offered.
    pub quantity: Option<f64>,
    /// Of the listing.
    pub status: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An order; orders come from channels only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Order {
    /// `ord_…`
    pub id: Option<String>,
    /// The channel's number of it.
    pub external_order_id: Option<String>,
    /// Where it comes from.
    pub marketplace: Option<String>,
    /// `pending`, `confirmed`, `processing`, `shipped`, `delivered`, `completed`, `cancelled`, …
    pub status: Option<String>,
    /// `FBM`, `FBA`, `FBS`, …
    pub fulfillment_method: Option<String>,
    /// What is to be paid.
    pub total_amount: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// ISO 8601.
    pub created_at: Option<String>,
    /// What was bought.
    pub line_items: Option<Vec<LineItem>>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A line of an order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineItem {
    /// Which product.
    pub sku: Option<String>,
    /// Its name.
    pub title: Option<String>,
    /// How many.
    pub quantity: Option<f64>,
    /// For one.
    pub unit_price: Option<String>,
    /// For all of the line.
    pub line_total: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The stock of a product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inventory {
    /// Which product.
    pub sku: Option<String>,
    /// In all warehouses.
    pub total_on_hand: Option<f64>,
    /// Promised to orders.
    pub total_reserved: Option<f64>,
    /// What can be sold.
    pub total_available: Option<f64>,
    /// `normal`, `low`, `critical`, `out_of_stock`, …
    pub status: Option<String>,
    /// Everything else, the warehouses among it.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
