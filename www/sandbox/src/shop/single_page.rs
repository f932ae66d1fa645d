//! What the single-page shop asks for: the catalogue as JSON.
use crate::AppState;
use crate::catalogue::{Catalogue, Currency, Money, Product, Variant};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// `GET /spa-data/catalogue.json`: `{"categories": […], "products": […]}`. Prices are in minor
/// units (cents) by currency, so that the page's sums are exact.
pub async fn catalogue(State(app): State<AppState>) -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Json(to_json(&app.catalogue))).into_response()
}

fn to_json(catalogue: &Catalogue) -> Value {
    let categories: Vec<Value> = catalogue
        .categories()
        .iter()
        .map(|category| json!({ "slug": category.slug, "name": category.name, "path": category.path }))
        .collect();
    let products: Vec<Value> = catalogue.products().iter().map(product_json).collect();
    json!({ "categories": categories, "products": products })
}

fn product_json(product: &Product) -> Value {
    json!({
        "id": product.id,
        "name": product.name,
        "brand": product.brand,
        "category": product.category,
        "description": product.description,
        "price": minor_units(product.price),
        "list_price": product.list_price.map(minor_units),
        "rating": product.rating,
        "reviews": product.reviews,
        "tags": product.tags,
        "variants": product.variants.iter().map(variant_json).collect::<Vec<_>>(),
    })
}

fn variant_json(variant: &Variant) -> Value {
    json!({
        "id": variant.id,
        "name": variant.name,
        "options": variant.options,
        "price": minor_units(variant.price),
        "available": variant.available,
    })
}

fn minor_units(money: Money) -> Value {
    json!({ "EUR": money.in_currency(Currency::Eur).minor(), "USD": money.in_currency(Currency::Usd).minor() })
}
