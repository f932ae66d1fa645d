//! What a visitor seems to like, kept up with every event: the `af` of an answer.
use crate::catalogue::{Catalogue, Product};
use serde_json::{Value, json};
use std::collections::HashMap;

const VIEW: u32 = 1;
const BROWSE: u32 = 1;
const CART: u32 = 3;
const SIGNAL: u32 = 3;
const ORDER: u32 = 5;

/// How many names each list of the answer holds.
const TOP: usize = 5;

type Weights = HashMap<String, u32>;

/// Weights by name.
#[derive(Debug, Clone, Default)]
pub struct Interest {
    brands: Weights,
    categories: Weights,
    product_types: Weights,
    /// By option label (`Colour`), then value (`Ink`).
    options: HashMap<String, Weights>,
    reduced: u32,
    total: u32,
}

impl Interest {
    /// A product, perhaps one variant of it, was viewed.
    pub fn viewed(&mut self, product: &str, sku: Option<&str>, catalogue: &Catalogue) {
        self.product(product, sku, VIEW, catalogue);
    }

    /// A product came into the cart.
    pub fn carted(&mut self, product: &str, sku: Option<&str>, catalogue: &Catalogue) {
        self.product(product, sku, CART, catalogue);
    }

    /// A product was ordered.
    pub fn ordered(&mut self, product: &str, sku: Option<&str>, catalogue: &Catalogue) {
        self.product(product, sku, ORDER, catalogue);
    }

    /// A category page was viewed.
    pub fn browsed(&mut self, category: &str) {
        add(&mut self.categories, category, BROWSE);
    }

    /// The page told what the visitor likes: `brand` and `category` in singular or plural.
    pub fn signals(&mut self, signals: &[(String, Vec<String>)]) {
        for (name, values) in signals {
            let weights = match name.as_str() {
                "brand" | "brands" => &mut self.brands,
                "category" | "categories" => &mut self.categories,
                "product_type" | "product_types" => &mut self.product_types,
                option => self.options.entry(option.to_owned()).or_default(),
            };
            for value in values {
                add(weights, value, SIGNAL);
            }
        }
    }

    /// How well a product suits, 0 when nothing is known.
    pub fn score(&self, product: &Product, catalogue: &Catalogue) -> u64 {
        let brand = self.brands.get(&product.brand).copied().unwrap_or_default();
        let path = catalogue.category(product.category).map(|category| category.path);
        let category = path.and_then(|path| self.categories.get(path)).copied().unwrap_or_default();
        u64::from(brand) + 2 * u64::from(category)
    }

    /// The `af` object: names with their share (0–1) of all interest, largest first.
    pub fn answer(&self) -> Value {
        let discount = f64::from(self.reduced) / f64::from(self.total.max(1));
        let options: serde_json::Map<String, Value> =
            self.options.iter().map(|(label, weights)| (label.clone(), top(weights))).collect();
        json!({
            "discount": rounded(discount),
            "top_brands": top(&self.brands),
            "top_categories": top(&self.categories),
            "top_product_types": top(&self.product_types),
            "top_skus": options,
        })
    }

    fn product(&mut self, id: &str, sku: Option<&str>, weight: u32, catalogue: &Catalogue) {
        let Some(product) = catalogue.product(id) else {
            return;
        };
        add(&mut self.brands, &product.brand, weight);
        if let Some(category) = catalogue.category(product.category) {
            add(&mut self.categories, category.path, weight);
            add(&mut self.product_types, category.name, weight);
        }
        self.total += weight;
        if product.list_price.is_some() {
            self.reduced += weight;
        }
        for (label, value) in sku.and_then(|sku| product.variant(sku)).iter().flat_map(|v| &v.options) {
            add(self.options.entry((*label).to_owned()).or_default(), value, weight);
        }
    }
}

fn add(weights: &mut Weights, name: &str, weight: u32) {
    if let Some(known) = weights.get_mut(name) {
        *known += weight;
    } else {
        weights.insert(name.to_owned(), weight);
    }
}

fn top(weights: &Weights) -> Value {
    let total: u32 = weights.values().sum();
    let mut names: Vec<(&String, u32)> = weights.iter().map(|(name, weight)| (name, *weight)).collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    names
        .into_iter()
        .take(TOP)
        .map(|(name, weight)| {
            json!({
                "name": name, "score": rounded(f64::from(weight) / f64::from(total.max(1))),
            })
        })
        .collect()
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}
