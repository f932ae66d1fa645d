//! What the single-page shop loads: its page, its modules, and the catalogue as JSON.
use super::layout::protect;
use crate::AppState;
use crate::catalogue::{Catalogue, Currency, Money, Product, Variant};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

/// `GET /spa/…`: one page for every address, its address is read in the browser.
pub async fn page(State(app): State<AppState>) -> Response {
    let Ok(html) = tokio::fs::read_to_string(app.www.join("spa/index.html")).await else {
        return (StatusCode::NOT_FOUND, "the single-page shop is not there").into_response();
    };
    let mut response = ([(header::CACHE_CONTROL, "no-cache")], Html(html)).into_response();
    protect(response.headers_mut(), "");
    response
}

/// `GET /spa/{path}`: the module of that name, or the page.
pub async fn module_or_page(app: State<AppState>, Path(path): Path<String>) -> Response {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    let is_module = path.strip_suffix(".js").is_some_and(|name| name.split('/').all(|part| !part.is_empty() && part.bytes().all(plain)));
    if !is_module {
        return page(app).await;
    }
    match tokio::fs::read_to_string(app.www.join("spa").join(path)).await {
        Ok(text) => ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], text).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

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
