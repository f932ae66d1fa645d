//! The sample store of `www/storefront`: its pages, and the two requests by which themes change a cart. The cart is in
//! the visitor's cookie, as the platform has it, so nothing is kept here.
use crate::state::AppState;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Form, Json, Router};
use serde::Deserialize;
use serde_json::json;
use tower_http::services::{ServeDir, ServeFile};

/// The cookie that holds the cart: `variant:quantity.variant:quantity`.
const COOKIE_NAME: &str = "store_session_payload";

type Lines = Vec<(u64, u32)>;
type Fields = Vec<(String, String)>;

/// The pages below `/tienda`, and the platform's own paths.
pub fn router(state: &AppState) -> Router<AppState> {
    let folder = state.www.join("storefront");
    let page = ServeFile::new(folder.join("index.html"));
    Router::new()
        .nest_service("/tienda", ServeDir::new(folder).append_index_html_on_directories(true).fallback(page))
        .route("/comprar/", post(add))
        .route("/cart/update/", post(update))
}

#[derive(Deserialize)]
struct Catalogue {
    products: Vec<Product>,
}

#[derive(Deserialize)]
struct Product {
    id: u64,
    variants: Vec<Variant>,
}

#[derive(Deserialize)]
struct Variant {
    id: u64,
    options: Vec<String>,
    price: Option<u64>,
}

/// `add_to_cart=<product>&quantity=<n>&variation[0]=<option>`: one more line, or more of one that is there.
async fn add(State(state): State<AppState>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let Ok(text) = tokio::fs::read(state.www.join("storefront/catalogue.json")).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let Some(variant) = serde_json::from_slice(&text).ok().and_then(|catalogue| find(catalogue, &fields)) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let quantity = number(&fields, "quantity").unwrap_or(1);
    let mut lines = read(&headers);
    match lines.iter_mut().find(|(id, _)| *id == variant) {
        Some((_, there)) => *there = there.saturating_add(quantity),
        None => lines.push((variant, quantity)),
    }
    answer(&lines)
}

/// `quantity[<line>]=<n>`: nothing takes the line away.
async fn update(headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let mut lines = read(&headers);
    for (id, quantity) in &mut lines {
        *quantity = number(&fields, &format!("quantity[{id}]")).unwrap_or(*quantity);
    }
    lines.retain(|(_, quantity)| *quantity > 0);
    answer(&lines)
}

fn find(catalogue: Catalogue, fields: &Fields) -> Option<u64> {
    let wanted: Vec<_> =
        fields.iter().filter(|(name, _)| name.starts_with("variation[")).map(|(_, option)| option).collect();
    let id: u64 = number(fields, "add_to_cart")?;
    let product = catalogue.products.into_iter().find(|product| product.id == id)?;
    let is_wanted = |variant: &Variant| variant.price.is_some() && variant.options.iter().eq(wanted.iter().copied());
    product.variants.into_iter().find(is_wanted).map(|variant| variant.id)
}

fn number<N: std::str::FromStr>(fields: &Fields, name: &str) -> Option<N> {
    fields.iter().find(|(known, _)| known == name)?.1.parse().ok()
}

fn read(headers: &HeaderMap) -> Lines {
    let cookies = headers.get(COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kept = cookies.split("; ").find_map(|pair| pair.strip_prefix(COOKIE_NAME)?.strip_prefix('='));
    let line = |text: &str| text.split_once(':').and_then(|(id, count)| Some((id.parse().ok()?, count.parse().ok()?)));
    kept.unwrap_or_default().split('.').filter_map(line).collect()
}

fn answer(lines: &Lines) -> Response {
    let kept: Vec<_> = lines.iter().map(|(id, quantity)| format!("{id}:{quantity}")).collect();
    let items: Vec<_> = lines.iter().map(|(id, quantity)| json!({"variant_id": id, "quantity": quantity})).collect();
    let cookie = format!("{COOKIE_NAME}={}; Path=/", kept.join("."));
    ([(SET_COOKIE, cookie), (CONTENT_TYPE, "application/json".into())], Json(json!({"success": true, "items": items})))
        .into_response()
}
