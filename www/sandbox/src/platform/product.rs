//! Products as a shop's server sends and reads them.
use super::Told;
use crate::catalogue::{Catalogue, Currency};
use async_graphql::{InputObject, SimpleObject};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A product; REST calls its members in snake case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, SimpleObject, InputObject)]
#[serde(default)]
#[graphql(name = "Product", input_name = "InputProduct")]
pub struct Product {
    pub product_id: Option<String>,
    pub name: Option<String>,
    pub url: Option<String>,
    pub image_url: Option<String>,
    pub thumb_url: Option<String>,
    pub alternate_image_urls: Option<Vec<String>>,
    pub availability: Option<String>,
    pub price: Option<f64>,
    pub list_price: Option<f64>,
    pub price_currency_code: Option<String>,
    pub brand: Option<String>,
    pub description: Option<String>,
    pub categories: Option<Vec<String>>,
    #[serde(alias = "tag1")]
    pub tags1: Option<Vec<String>>,
    #[serde(alias = "tag2")]
    pub tags2: Option<Vec<String>>,
    #[serde(alias = "tag3")]
    pub tags3: Option<Vec<String>>,
    pub inventory_level: Option<i32>,
    pub rating_value: Option<f64>,
    pub review_count: Option<u32>,
    pub supplier_cost: Option<f64>,
    pub date_published: Option<String>,
    pub gtin: Option<String>,
    pub condition: Option<String>,
    pub gender: Option<String>,
    pub age_group: Option<String>,
    pub google_category: Option<String>,
    pub skus: Option<Vec<Sku>>,
}

/// One variant of a product.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, SimpleObject, InputObject)]
#[serde(default)]
#[graphql(name = "Sku", input_name = "InputSku")]
pub struct Sku {
    pub id: Option<String>,
    pub name: Option<String>,
    pub price: Option<f64>,
    pub list_price: Option<f64>,
    pub availability: Option<String>,
    pub url: Option<String>,
    pub image_url: Option<String>,
    pub gtin: Option<String>,
    pub inventory_level: Option<i32>,
}

/// What is wrong with one member of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, SimpleObject)]
#[graphql(name = "ProductError")]
pub struct ProductError {
    /// Its place in the batch.
    pub index: usize,
    pub product_id: Option<String>,
    pub field: String,
    pub message: String,
}

impl Product {
    /// Takes a product that is sent: the required members first.
    pub fn check(&self, index: usize) -> Result<(), ProductError> {
        let is_blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        let required = [
            ("product_id", is_blank(&self.product_id)),
            ("name", is_blank(&self.name)),
            ("url", is_blank(&self.url)),
            ("image_url", is_blank(&self.image_url)),
            ("availability", is_blank(&self.availability)),
            ("price", self.price.is_none()),
            ("price_currency_code", is_blank(&self.price_currency_code)),
        ];
        let problem = |field: &str, message: &str| ProductError {
            index,
            product_id: self.product_id.clone(),
            field: field.to_owned(),
            message: message.to_owned(),
        };
        if let Some((field, _)) = required.iter().find(|(_, blank)| *blank) {
            return Err(problem(field, "is required"));
        }
        let known = ["InStock", "OutOfStock", "Discontinued", "Invisible"];
        if !known.contains(&self.availability.as_deref().unwrap_or_default()) {
            return Err(problem("availability", "is unknown"));
        }
        Ok(())
    }

    /// From a card of a campaign or an object that was sent.
    pub fn read(value: &Value) -> Result<Self, String> {
        serde_json::from_value(value.clone()).map_err(|error| error.to_string())
    }
}

/// The product of the catalogue at a place.
fn of_catalogue(catalogue: &Catalogue, place: usize) -> Option<Product> {
    let product = catalogue.products().get(place)?;
    let price = |money: crate::catalogue::Money| money.in_currency(Currency::Eur).major();
    let availability = |available: bool| if available { "InStock" } else { "OutOfStock" };
    let skus: Vec<Value> = product
        .variants
        .iter()
        .map(|sku| json!({"id": sku.id, "name": sku.name, "price": price(sku.price), "availability": availability(sku.available)}))
        .collect();
    let card = json!({
        "product_id": product.id, "name": product.name, "url": format!("/shop/product/{}", product.id),
        "image_url": format!("/img/{}.svg", product.id), "price": price(product.price),
        "list_price": product.list_price.map(price), "price_currency_code": "EUR", "brand": product.brand,
        "description": product.description, "tags1": product.tags, "skus": skus,
        "availability": availability(product.variants.iter().any(|sku| sku.available)),
        "categories": catalogue.category(product.category).map(|category| vec![category.path]),
        "rating_value": f64::from(product.rating) / 10.0, "review_count": product.reviews,
    });
    Product::read(&card).ok()
}

/// The product of an id: as it was sent, else as the catalogue has it; none that is discontinued.
pub fn find(catalogue: &Catalogue, told: &Told, id: &str) -> Option<Product> {
    if told.discontinued.contains(id) {
        return None;
    }
    told.products.get(id).cloned().or_else(|| of_catalogue(catalogue, catalogue.position(id)?))
}

/// All products, those of the catalogue first.
pub fn all(catalogue: &Catalogue, told: &Told) -> Vec<Product> {
    let known = catalogue.products().iter().map(|product| product.id.as_str());
    let new = told.products.keys().map(String::as_str).filter(|id| catalogue.position(id).is_none());
    known.chain(new).filter_map(|id| find(catalogue, told, id)).collect()
}
