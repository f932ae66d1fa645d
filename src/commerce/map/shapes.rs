//! What a session is told, as types: the shapes of `setCart`, `setCustomer`, `setProducts` and `addOrder`. What is not
//! known has no member in the JSON; amounts become numbers there, in major units.

use crate::commerce::money::Money;
use serde::Serialize;
use std::collections::BTreeMap;

/// A whole cart; one without lines says that the cart is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cart {
    /// The lines, in the order of the shop.
    pub items: Vec<CartItem>,
}

/// A line of a cart, or of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CartItem {
    /// The product.
    pub product_id: String,
    /// The variant of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku_id: Option<String>,
    /// What the line is called in the shop.
    pub name: String,
    /// What one of them costs.
    pub unit_price: Money,
    /// ISO 4217.
    pub price_currency_code: String,
    /// How many; at least one.
    pub quantity: u32,
}

/// Who is logged in; one without any member says that nobody is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Customer {
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Whether the customer takes the newsletter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newsletter: Option<bool>,
    /// Whether the customer agreed to marketing e-mail; absent means no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_permission: Option<bool>,
    /// A long reference that cannot be guessed, never an id of the shop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_reference: Option<String>,
}

/// A product of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Product {
    /// The id by which carts, orders and views name it.
    pub product_id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its first picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// The other pictures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternate_image_urls: Vec<String>,
    /// What it costs now; absent where the shop tells it on request only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// What it costs without the present discount, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_price: Option<Money>,
    /// ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_currency_code: Option<String>,
    /// Whether it can be bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// Paths of names, `"/Women/Shoes"`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// Ids of those categories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category_id: Vec<String>,
    /// Ids of the categories above them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parent_category_id: Vec<String>,
    /// Its brand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Its description; may be HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The shop's tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags1: Vec<String>,
    /// Number of the trade, where the product is its own variant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// Whom it is made for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// Which age it is made for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_group: Option<String>,
    /// How many there are; absent where the shop does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inventory_level: Option<u64>,
    /// Its variants.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skus: Vec<Sku>,
    /// Prices that hold for a group of customers only.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub variations: BTreeMap<String, Variation>,
    /// Whatever else the shop wants to filter by.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub custom_fields: BTreeMap<String, String>,
}

/// A variant of a product: a size, a colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sku {
    /// The id by which carts and orders name it.
    pub id: String,
    /// What makes it different, else the product's name.
    pub name: String,
    /// What it costs now.
    pub price: Money,
    /// What it costs without the present discount, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_price: Option<Money>,
    /// Whether it can be bought.
    pub availability: Availability,
    /// Its own picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// Number of the trade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    /// How many there are; absent where the shop does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inventory_level: Option<u64>,
    /// Among them `sku`, the merchant's own code.
    pub custom_fields: BTreeMap<String, String>,
}

/// What a product costs for a group of customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Variation {
    /// What it costs them.
    pub price: Money,
    /// ISO 4217.
    pub price_currency_code: String,
    /// Whether they can buy it.
    pub availability: Availability,
    /// The same as a flag.
    pub available: bool,
    /// Whether this is a discount.
    pub discounted: bool,
}

/// Whether something can be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Availability {
    /// Yes.
    InStock,
    /// Not now.
    OutOfStock,
    /// No longer.
    Discontinued,
}

impl Availability {
    /// In stock or out of it.
    pub fn when(available: bool) -> Self {
        if available { Self::InStock } else { Self::OutOfStock }
    }
}

/// An order, for `addOrder`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Order {
    /// The system's id of it.
    pub external_order_ref: String,
    /// When it was placed, ISO 8601 in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// Number and buyer.
    pub info: OrderInfo,
    /// What was bought.
    pub items: Vec<CartItem>,
    /// How far it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_status: Option<String>,
    /// How it was paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_provider: Option<String>,
}

/// Number and buyer of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OrderInfo {
    /// The shop's own number; an order is counted once by it.
    pub order_number: String,
    /// `"order"`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_code: Option<String>,
    /// Country, as the shop writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Whether the buyer takes the newsletter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newsletter: Option<bool>,
    /// Whether the buyer agreed to marketing e-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_permission: Option<bool>,
}

/// What an order's [`OrderInfo::kind`] says.
pub const ORDER: &str = "order";
