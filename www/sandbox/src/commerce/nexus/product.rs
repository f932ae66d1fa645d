//! Products, by their SKU.
use super::gate::Caller;
use super::list::{Filter, Listing, Parameters};
use super::refusal::Refusal;
use super::tenant;
use crate::commerce::clock::with_millis;
use crate::commerce::table::{Document, project, text};
use crate::state::AppState;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde_json::{Value, json};

const STATUSES: &[&str] = &["active", "inactive", "draft", "archived"];

/// How products are listed.
pub const LISTING: Listing = Listing {
    filters: &[
        ("status", Filter::OneOf("status", STATUSES)),
        ("marketplace", Filter::Any("listings", "marketplace")),
        ("search", Filter::Has(&["title", "sku", "gtin"])),
    ],
    sorts: &["created_at", "updated_at", "sku", "title"],
};

/// Members of a product only its own page shows.
const DETAIL: &str = "listings";

/// The body of a request.
pub type Body = Result<Json<Document>, JsonRejection>;

/// The object that was sent, or the 400 that says why there is none.
pub fn object(body: Body) -> Result<Document, Refusal> {
    body.map(|Json(document)| document).map_err(|error| Refusal::invalid("body", &error.body_text()))
}

/// `GET /api/products`.
pub async fn list(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Value>, Refusal> {
    caller.must("products:read")?;
    let mut world = state.commerce.nexus.world();
    let mut page = LISTING.page(&tenant(&mut world, &caller)?.products, &parameters)?;
    for product in page.get_mut("data").and_then(Value::as_array_mut).into_iter().flatten() {
        product.as_object_mut().map(|product| product.remove(DETAIL));
    }
    Ok(Json(page))
}

/// `GET /api/products/{sku}`.
pub async fn read(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(sku): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Value>, Refusal> {
    caller.must("products:read")?;
    let mut world = state.commerce.nexus.world();
    let fields = parameters.iter().find(|(name, _)| name == "fields").map(|(_, fields)| fields.as_str());
    let product = find(&mut tenant(&mut world, &caller)?.products, &sku)?;
    Ok(Json(json!({"data": project(product, fields)})))
}

/// `POST /api/products`.
pub async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    caller.must("products:write")?;
    let mut product = object(body)?;
    for name in ["sku", "title"] {
        if text(&product, name).is_none_or(str::is_empty) {
            return Err(Refusal::invalid(name, "is required"));
        }
    }
    check_status(&product)?;
    let mut world = state.commerce.nexus.world();
    let tenant = tenant(&mut world, &caller)?;
    if tenant.products.iter().any(|other| other.get("sku") == product.get("sku")) {
        return Err(Refusal::new(StatusCode::CONFLICT, "RESOURCE_CONFLICT", "A product with this SKU exists"));
    }
    let now = json!(with_millis(state.commerce.clock.now()));
    for (name, default) in [("status", json!("draft")), ("images", json!([])), ("listings", json!([]))] {
        product.entry(name).or_insert(default);
    }
    product.insert("id".into(), json!(format!("prod_{:06}", tenant.products.len() + 1)));
    product.insert("created_at".into(), now.clone());
    product.insert("updated_at".into(), now);
    tenant.products.push(product.clone());
    Ok((StatusCode::CREATED, Json(json!({"data": product}))))
}

/// `PATCH /api/products/{sku}`.
pub async fn change(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(sku): Path<String>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    caller.must("products:write")?;
    let mut sent = object(body)?;
    check_status(&sent)?;
    for own in ["id", "sku", "created_at", "updated_at"] {
        sent.remove(own);
    }
    let mut world = state.commerce.nexus.world();
    let product = find(&mut tenant(&mut world, &caller)?.products, &sku)?;
    product.extend(sent);
    product.insert("updated_at".into(), json!(with_millis(state.commerce.clock.now())));
    Ok(Json(json!({"data": product})))
}

/// `DELETE /api/products/{sku}`.
pub async fn remove(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(sku): Path<String>,
) -> Result<Json<Value>, Refusal> {
    caller.must("products:write")?;
    let mut world = state.commerce.nexus.world();
    let products = &mut tenant(&mut world, &caller)?.products;
    let product = find(products, &sku)?.clone();
    products.retain(|other| text(other, "sku") != Some(&sku));
    Ok(Json(json!({"data": product})))
}

fn check_status(product: &Document) -> Result<(), Refusal> {
    let known = |status: &Value| status.as_str().is_some_and(|status| STATUSES.contains(&status));
    if product.get("status").is_none_or(known) {
        Ok(())
    } else {
        Err(Refusal::invalid("status", "is not one of the allowed values"))
    }
}

fn find<'a>(products: &'a mut [Document], sku: &str) -> Result<&'a mut Document, Refusal> {
    let found = products.iter_mut().find(|product| text(product, "sku") == Some(sku));
    found.ok_or_else(|| Refusal::missing(format!("Product with SKU {sku} not found")))
}
