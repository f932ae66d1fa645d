//! An order as it was placed: prices and names as they were then.
use super::cart::PricedCart;
use crate::catalogue::{Amount, Currency};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Unique, also over restarts: `AR-` and letters.
    pub number: String,
    /// Who ordered and where it goes.
    pub contact: Contact,
    /// `invoice` or `card`.
    pub payment: &'static str,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// What all amounts are in.
    pub currency: Currency,
    /// Price of the goods.
    pub subtotal: Amount,
    /// Price of the delivery.
    pub delivery: Amount,
    /// What was paid.
    pub total: Amount,
}

/// Who ordered and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// E-mail address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Telephone number; may be empty.
    pub phone: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub post_code: String,
    /// Town.
    pub city: String,
    /// ISO 3166 code of two letters.
    pub country: &'static str,
    /// Asked for the newsletter.
    pub newsletter: bool,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// Id of the product.
    pub product_id: String,
    /// Id of the variant.
    pub sku_id: String,
    /// Name of the product.
    pub name: String,
    /// Name of the variant: `Ink, M`.
    pub variant: String,
    /// How many.
    pub quantity: u32,
    /// What one cost.
    pub unit: Amount,
    /// What the line cost.
    pub total: Amount,
}

impl Order {
    /// Orders what is in the cart.
    #[must_use]
    pub fn place(cart: &PricedCart<'_>, contact: Contact, payment: &'static str) -> Self {
        let lines = cart
            .lines
            .iter()
            .map(|line| OrderLine {
                product_id: line.product.id.clone(),
                sku_id: line.variant.id.clone(),
                name: line.product.name.clone(),
                variant: line.variant.name.clone(),
                quantity: line.quantity,
                unit: line.unit,
                total: line.total(),
            })
            .collect();
        Self {
            number: new_number(),
            contact,
            payment,
            lines,
            currency: cart.currency,
            subtotal: cart.subtotal(),
            delivery: cart.delivery(),
            total: cart.total(),
        }
    }

    /// The argument of `addOrder`: a `WebsiteOrder`. The address stays in the shop.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let items: Vec<Value> = self
            .lines
            .iter()
            .map(|line| {
                json!({
                    "product_id": line.product_id,
                    "sku_id": line.sku_id,
                    "name": line.name,
                    "quantity": line.quantity,
                    "unit_price": line.unit,
                    "price_currency_code": self.currency.code(),
                })
            })
            .collect();
        json!({
            "external_order_ref": self.number,
            "order_status": "completed",
            "payment_provider": self.payment,
            "info": {
                "order_number": self.number,
                "email": self.contact.email,
                "first_name": self.contact.first_name,
                "last_name": self.contact.last_name,
                "phone": self.contact.phone,
                "post_code": self.contact.post_code,
                "country": self.contact.country,
                "newsletter": self.contact.newsletter,
                "type": "order",
            },
            "items": items,
        })
    }
}

/// The time in milliseconds and a counter, in base 36: the back end drops an order number it
/// has seen, so a number must not come back after a restart.
fn new_number() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let count = u128::from(COUNT.fetch_add(1, Ordering::Relaxed) % 36);
    format!("AR-{}", base_36(now * 36 + count))
}

fn base_36(mut value: u128) -> String {
    let mut digits = Vec::new();
    while value > 0 {
        let digit = u32::try_from(value % 36).unwrap_or_default();
        digits.extend(char::from_digit(digit, 36));
        value /= 36;
    }
    digits.iter().rev().collect::<String>().to_uppercase()
}
