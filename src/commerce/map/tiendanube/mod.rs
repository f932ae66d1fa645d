//! Tiendanube and Nuvemshop: carts and checkouts, customers, products and orders of the REST API, and the carts of its
//! storefronts.
//!
//! Ids are those of the platform: `product_id` the product's, `sku_id` the variant's, because a merchant's own `sku`
//! may be missing or stand for several variants; it travels in `custom_fields`.

mod cart;
mod customer;
mod language;
mod order;
mod product;

pub use cart::{cart, restore_link};
pub use customer::customer;
pub use order::order;
pub use product::product;

use serde::Deserialize;
use serde_json::Value;

/// What the answers themselves do not say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// The visitor's language or locale (`pt`, `pt_BR`).
    pub language: Option<String>,
    /// The shop's, from `X-Main-Language` or the store's `main_language`.
    pub main_language: Option<String>,
    /// ISO 4217, for products, and for carts that do not say it: the store's `main_currency`.
    pub currency: Option<String>,
    /// The shop's domain, for products without an address of their own.
    pub domain: Option<String>,
    /// The shop's country, ISO 3166-1: it decides the word in those addresses.
    pub country: Option<String>,
    /// How many digits of the whole numbers in storefront carts are behind the point. Documented are cents; whether
    /// that holds for currencies without cents too is not, so it can be said here. Default 2.
    pub minor_digits: Option<u32>,
    /// A ready-made customer reference, long and not to be guessed; a customer's id is never used for it.
    pub customer_reference: Option<String>,
    /// The categories of the shop as its API lists them, so that paths can be built.
    pub categories: Vec<Value>,
    /// The `storefront`s whose orders are this session's conversions; default `store` and `mobile`. Orders of
    /// marketplaces, forms and other apps are not.
    pub storefronts: Option<Vec<String>>,
}

/// Addresses come without their scheme.
fn address(text: String) -> String {
    if text.starts_with("//") { format!("https:{text}") } else { text }
}
