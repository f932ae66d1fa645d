//! Orders from the marketplaces: they are read, shipped and cancelled here, never made.
use super::gate::Caller;
use super::list::{Filter, Listing, Parameters};
use super::product::{Body, object};
use super::refusal::Refusal;
use super::tenant;
use crate::commerce::clock::with_millis;
use crate::commerce::table::{Document, text};
use crate::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde_json::{Value, json};

const STATUSES: &[&str] = &["pending", "confirmed", "processing", "shipped", "delivered", "completed", "cancelled"];

const LISTING: Listing = Listing {
    filters: &[
        ("status", Filter::OneOf("status", STATUSES)),
        ("marketplace", Filter::Is("marketplace")),
        ("fulfillment_method", Filter::OneOf("fulfillment_method", &["FBM", "FBA", "FBS"])),
        ("has_returns", Filter::Is("has_returns")),
        ("start_date", Filter::Since("created_at")),
        ("end_date", Filter::Until("created_at")),
    ],
    sorts: &["created_at", "total_amount", "status"],
};

/// Members only an order's own page shows.
const DETAIL: [&str; 2] = ["shipping_address", "sync_history"];

/// `GET /api/orders`.
pub async fn list(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Value>, Refusal> {
    caller.must("orders:read")?;
    let mut world = state.commerce.nexus.world();
    let mut page = LISTING.page(&tenant(&mut world, &caller)?.orders, &parameters)?;
    for order in
        page.get_mut("data").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut)
    {
        order.retain(|name, _| !DETAIL.contains(&name.as_str()));
    }
    Ok(Json(page))
}

/// `GET /api/orders/{id}`.
pub async fn read(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    caller.must("orders:read")?;
    let mut world = state.commerce.nexus.world();
    Ok(Json(json!({"data": find(&mut tenant(&mut world, &caller)?.orders, &id)?})))
}

/// `POST /api/orders/{id}/shipment`.
pub async fn ship(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    let sent = object(body)?;
    for name in ["carrier", "tracking_number"] {
        if text(&sent, name).is_none_or(str::is_empty) {
            return Err(Refusal::invalid(name, "is required"));
        }
    }
    proceed(&state, &caller, &id, "shipped", ("shipment", Value::Object(sent)))
}

/// `POST /api/orders/{id}/cancel`.
pub async fn cancel(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: axum::body::Bytes,
) -> Result<Json<Value>, Refusal> {
    let sent: Document = serde_json::from_slice(&body).unwrap_or_default();
    proceed(&state, &caller, &id, "cancelled", ("cancel_reason", sent.get("reason").cloned().unwrap_or_default()))
}

fn proceed(
    state: &AppState,
    caller: &Caller,
    id: &str,
    status: &str,
    (member, value): (&str, Value),
) -> Result<Json<Value>, Refusal> {
    caller.must("orders:write")?;
    let now = with_millis(state.commerce.clock.now());
    let mut world = state.commerce.nexus.world();
    let order = find(&mut tenant(&mut world, caller)?.orders, id)?;
    let before = text(order, "status").unwrap_or_default().to_owned();
    if !["pending", "confirmed", "processing"].contains(&before.as_str()) {
        let message = format!("An order that is {before} cannot be {status}");
        return Err(Refusal::new(StatusCode::CONFLICT, "INVALID_STATE", message));
    }
    order.insert("status".into(), json!(status));
    order.insert(member.into(), value);
    if let Some(Value::Array(history)) = order.get_mut("sync_history") {
        history.push(json!({"at": now, "status": status}));
    }
    Ok(Json(json!({"data": order})))
}

fn find<'a>(orders: &'a mut [Document], id: &str) -> Result<&'a mut Document, Refusal> {
    let found = orders.iter_mut().find(|order| text(order, "id") == Some(id));
    found.ok_or_else(|| Refusal::missing(format!("Order {id} not found")))
}
