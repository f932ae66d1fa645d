//! The cart: what is in it, and what it costs in a currency, to the cent.
use crate::catalogue::{Amount, Catalogue, Currency, Product, Variant};
use serde_json::{Value, json};

/// More of one thing than this is a typing error.
pub const MOST_OF_ONE: u32 = 20;

/// Lines in the order they were added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cart {
    lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    product_id: String,
    sku_id: String,
    quantity: u32,
}

impl Cart {
    /// Puts `quantity` more of a variant in, up to [`MOST_OF_ONE`].
    pub fn add(&mut self, product_id: &str, sku_id: &str, quantity: u32) {
        match self.lines.iter_mut().find(|line| line.sku_id == sku_id) {
            Some(line) => line.quantity = line.quantity.saturating_add(quantity).min(MOST_OF_ONE),
            None => self.lines.push(Line {
                product_id: product_id.to_owned(),
                sku_id: sku_id.to_owned(),
                quantity: quantity.clamp(1, MOST_OF_ONE),
            }),
        }
    }

    /// Sets how many of a variant are in; 0 takes it out. Unknown variants are ignored.
    pub fn set(&mut self, sku_id: &str, quantity: u32) {
        if quantity == 0 {
            self.lines.retain(|line| line.sku_id != sku_id);
        } else if let Some(line) = self.lines.iter_mut().find(|line| line.sku_id == sku_id) {
            line.quantity = quantity.min(MOST_OF_ONE);
        }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.lines.clear();
    }

    /// The cart with its prices.
    #[must_use]
    pub fn priced<'a>(&self, catalogue: &'a Catalogue, currency: Currency) -> PricedCart<'a> {
        let lines = self
            .lines
            .iter()
            .filter_map(|line| {
                let product = catalogue.product(&line.product_id)?;
                let variant = product.variant(&line.sku_id)?;
                let unit = variant.price.in_currency(currency);
                Some(PricedLine { product, variant, quantity: line.quantity, unit })
            })
            .collect();
        PricedCart { lines, currency }
    }
}

/// One line with what it costs.
#[derive(Debug, Clone, Copy)]
pub struct PricedLine<'a> {
    /// What is bought.
    pub product: &'a Product,
    /// In which colour and size.
    pub variant: &'a Variant,
    /// How many.
    pub quantity: u32,
    /// What one costs.
    pub unit: Amount,
}

impl PricedLine<'_> {
    /// What the whole line costs.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.unit * self.quantity
    }
}

/// A cart in one currency.
#[derive(Debug, Clone)]
pub struct PricedCart<'a> {
    /// The lines, in the order they were added.
    pub lines: Vec<PricedLine<'a>>,
    /// What all its amounts are in.
    pub currency: Currency,
}

impl PricedCart<'_> {
    /// Number of pieces over all lines.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.lines.iter().map(|line| line.quantity).sum()
    }

    /// What the goods cost.
    #[must_use]
    pub fn subtotal(&self) -> Amount {
        self.lines.iter().map(PricedLine::total).sum()
    }

    /// What delivery costs: nothing from [`free_delivery_from`] on, and nothing for nothing.
    #[must_use]
    pub fn delivery(&self) -> Amount {
        if self.lines.is_empty() || self.subtotal() >= free_delivery_from(self.currency) {
            return Amount::default();
        }
        Amount::from_minor(match self.currency {
            Currency::Eur => 490,
            Currency::Usd => 550,
        })
    }

    /// What there is to pay.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.subtotal() + self.delivery()
    }

    /// The argument of `setCart`: `{"items": [CartItem]}`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let items: Vec<Value> = self
            .lines
            .iter()
            .map(|line| {
                json!({
                    "product_id": line.product.id,
                    "sku_id": line.variant.id,
                    "name": line.product.name,
                    "unit_price": line.unit,
                    "price_currency_code": self.currency.code(),
                    "quantity": line.quantity,
                })
            })
            .collect();
        json!({ "items": items })
    }
}

/// Goods worth this much are delivered for free.
#[must_use]
pub const fn free_delivery_from(currency: Currency) -> Amount {
    Amount::from_minor(match currency {
        Currency::Eur => 7_500,
        Currency::Usd => 8_500,
    })
}
