//! Stock by SKU and warehouse.
use super::gate::Caller;
use super::list::{Filter, Listing, Parameters};
use super::product::{Body, object};
use super::refusal::Refusal;
use super::{Tenant, tenant};
use crate::commerce::table::{Document, text};
use crate::state::AppState;
use axum::extract::{Path, Query, State};
use axum::{Extension, Json};
use serde_json::{Value, json};

const LISTING: Listing = Listing {
    filters: &[
        ("status", Filter::OneOf("status", &["normal", "low", "critical", "out_of_stock"])),
        ("warehouse_id", Filter::Any("warehouses", "warehouse_id")),
        ("sku", Filter::Is("sku")),
    ],
    sorts: &["sku", "total_available"],
};

/// Updates taken at once.
const MOST_UPDATES: usize = 500;

/// `GET /api/inventory`.
pub async fn list(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Value>, Refusal> {
    caller.must("inventory:read")?;
    let mut world = state.commerce.nexus.world();
    LISTING.page(&tenant(&mut world, &caller)?.stock, &parameters).map(Json)
}

/// `GET /api/inventory/{sku}`.
pub async fn read(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(sku): Path<String>,
) -> Result<Json<Value>, Refusal> {
    caller.must("inventory:read")?;
    let mut world = state.commerce.nexus.world();
    Ok(Json(json!({"data": find(tenant(&mut world, &caller)?, &sku)?})))
}

/// `PUT /api/inventory/{sku}`.
pub async fn set(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(sku): Path<String>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    caller.must("inventory:write")?;
    let sent = object(body)?;
    let mut world = state.commerce.nexus.world();
    update(tenant(&mut world, &caller)?, &sku, &sent).map(|stock| Json(json!({"data": stock})))
}

/// `POST /api/inventory/bulk`: what is wrong with one update does not hold up the others.
pub async fn bulk(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    caller.must("inventory:write")?;
    let sent = object(body)?;
    let updates = sent.get("updates").and_then(Value::as_array);
    let updates = updates.ok_or_else(|| Refusal::invalid("updates", "is required"))?;
    if updates.len() > MOST_UPDATES {
        return Err(Refusal::invalid("updates", "must be at most 500"));
    }
    let mut world = state.commerce.nexus.world();
    let tenant = tenant(&mut world, &caller)?;
    let results: Vec<Value> = updates
        .iter()
        .map(|one| {
            let sku = one.get("sku").and_then(Value::as_str).unwrap_or_default();
            let done = update(tenant, sku, &one.as_object().cloned().unwrap_or_default());
            json!({"sku": sku, "success": done.is_ok(), "error": done.err().map(|refusal| refusal.message().to_owned())})
        })
        .collect();
    let failed = results.iter().filter(|result| result.get("success") == Some(&json!(false))).count();
    Ok(Json(json!({"data": {"updated": results.len() - failed, "failed": failed, "results": results}})))
}

fn update(tenant: &mut Tenant, sku: &str, sent: &Document) -> Result<Document, Refusal> {
    let quantity = sent.get("quantity").and_then(Value::as_u64);
    let quantity = quantity.ok_or_else(|| Refusal::invalid("quantity", "must be a whole number of at least 0"))?;
    let stock = find(tenant, sku)?;
    let warehouse = text(sent, "warehouse_id").unwrap_or_default();
    let places = stock.get_mut("warehouses").and_then(Value::as_array_mut).into_iter().flatten();
    let place = places.filter_map(Value::as_object_mut).find(|place| text(place, "warehouse_id") == Some(warehouse));
    let place = place.ok_or_else(|| Refusal::invalid("warehouse_id", "does not exist"))?;
    let reserved = place.get("reserved").and_then(Value::as_u64).unwrap_or_default();
    place.insert("on_hand".into(), json!(quantity));
    place.insert("available".into(), json!(quantity.saturating_sub(reserved)));
    total(stock);
    Ok(stock.clone())
}

/// Writes the sums over the warehouses, and what they mean.
pub fn total(stock: &mut Document) {
    let places = stock.get("warehouses").and_then(Value::as_array).cloned().unwrap_or_default();
    let sum = |name: &str| places.iter().filter_map(|place| place.get(name)?.as_u64()).sum::<u64>();
    let (on_hand, reserved, available) = (sum("on_hand"), sum("reserved"), sum("available"));
    let safety = stock.get("safety_stock").and_then(Value::as_u64).unwrap_or_default();
    let status = match available {
        0 => "out_of_stock",
        few if few * 2 <= safety => "critical",
        few if few <= safety => "low",
        _ => "normal",
    };
    stock.insert("total_on_hand".into(), json!(on_hand));
    stock.insert("total_reserved".into(), json!(reserved));
    stock.insert("total_available".into(), json!(available));
    stock.insert("status".into(), json!(status));
}

fn find<'a>(tenant: &'a mut Tenant, sku: &str) -> Result<&'a mut Document, Refusal> {
    let found = tenant.stock.iter_mut().find(|stock| text(stock, "sku") == Some(sku));
    found.ok_or_else(|| Refusal::missing(format!("Inventory of SKU {sku} not found")))
}
