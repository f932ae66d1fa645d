//! The products as the search sees them: fields by name, each a list of texts.
use crate::catalogue::{Catalogue, Category, Currency, Product};
use std::collections::BTreeMap;

/// One product with the prices of one currency.
#[derive(Debug, Clone)]
pub struct Document {
    fields: BTreeMap<String, Vec<String>>,
}

impl Document {
    /// All documents in catalogue order.
    pub fn all(catalogue: &Catalogue, currency: Currency) -> Vec<Self> {
        let shelves = catalogue.products().iter().filter_map(|product| {
            let category = catalogue.category(product.category)?;
            Some(Self::new(product, category, currency))
        });
        shelves.collect()
    }

    fn new(product: &Product, category: &Category, currency: Currency) -> Self {
        let mut document = Self { fields: BTreeMap::new() };
        let price = product.price.in_currency(currency);
        for (field, value) in [
            ("productId", product.id.clone()),
            ("name", product.name.clone()),
            ("brand", product.brand.clone()),
            ("description", product.description.clone()),
            ("price", price.to_string()),
            ("priceCurrencyCode", currency.code().to_owned()),
            ("ratingValue", stars(product).to_string()),
            ("reviewCount", product.reviews.to_string()),
            ("available", "true".to_owned()),
            ("availability", "InStock".to_owned()),
            ("onDiscount", product.list_price.is_some().to_string()),
            ("categoryIds", category.slug.to_owned()),
            ("affinities.brand", product.brand.clone()),
            ("affinities.productType", category.name.to_owned()),
            ("url", format!("/shop/product/{}", product.id)),
        ] {
            document.add(field, value);
        }
        if let Some(list_price) = product.list_price {
            document.add("listPrice", list_price.in_currency(currency).to_string());
        }
        for path in paths(category) {
            document.add("categories", path.to_owned());
            document.add("affinities.categories", path.to_owned());
        }
        for (key, value) in custom_fields(product) {
            document.add(&format!("customFields.{key}"), value.to_owned());
        }
        for variant in &product.variants {
            document.add("skus.id", variant.id.clone());
            for (label, value) in &variant.options {
                document.add(&format!("skus.customFields.{}", label.to_lowercase()), (*value).to_owned());
            }
        }
        for (place, tag) in product.tags.iter().enumerate().take(3) {
            document.add(&format!("tags{}", place + 1), (*tag).to_owned());
        }
        document
    }

    fn add(&mut self, field: &str, value: String) {
        let values = self.fields.entry(field.to_owned()).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }

    /// What the product has in this field; empty when nothing or when there is no such field.
    pub fn values(&self, field: &str) -> &[String] {
        self.fields.get(field).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first value as a number.
    pub fn number(&self, field: &str) -> Option<f64> {
        self.values(field).first()?.parse().ok()
    }
}

/// The rating in stars.
pub fn stars(product: &Product) -> f64 {
    f64::from(product.rating) / 10.0
}

/// A category's own path first, then those above it.
pub fn paths(category: &Category) -> Vec<&'static str> {
    let parent = category.path.rsplit_once('/').map(|(parent, _)| parent).filter(|parent| !parent.is_empty());
    std::iter::once(category.path).chain(parent).collect()
}

/// Material, occasion, and each colour once.
pub fn custom_fields(product: &Product) -> Vec<(&'static str, &'static str)> {
    let tags = ["material", "occasion"].into_iter().zip(product.tags.iter().copied());
    let mut fields: Vec<(&str, &str)> = tags.collect();
    for (label, value) in product.variants.iter().flat_map(|variant| &variant.options) {
        if *label == "Colour" && !fields.contains(&("colour", value)) {
            fields.push(("colour", value));
        }
    }
    fields
}
