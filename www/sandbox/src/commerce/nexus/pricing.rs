//! Pricing rules and what they recommend.
use super::gate::Caller;
use super::product::{Body, object};
use super::refusal::Refusal;
use super::{job, tenant};
use crate::commerce::clock::with_millis;
use crate::commerce::table::{Document, text};
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde_json::{Value, json};

/// `GET /api/pricing/rules`; a list without pages, so without `meta`.
pub async fn list(State(state): State<AppState>, Extension(caller): Extension<Caller>) -> Result<Json<Value>, Refusal> {
    caller.must("pricing:read")?;
    let mut world = state.commerce.nexus.world();
    let rules: Vec<Document> = tenant(&mut world, &caller)?.rules.iter().map(shown).collect();
    Ok(Json(json!({"data": rules})))
}

/// `POST /api/pricing/rules`.
pub async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    caller.must("pricing:write")?;
    let mut rule = object(body)?;
    if text(&rule, "name").is_none_or(str::is_empty) {
        return Err(Refusal::invalid("name", "is required"));
    }
    rule.entry("active").or_insert(json!(true));
    rule.insert("created_at".into(), json!(with_millis(state.commerce.clock.now())));
    let mut world = state.commerce.nexus.world();
    let rules = &mut tenant(&mut world, &caller)?.rules;
    let id = rules.add(rule);
    Ok((StatusCode::CREATED, Json(json!({"data": rules.get(id).map(shown)}))))
}

/// `PATCH /api/pricing/rules/{id}`.
pub async fn change(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    caller.must("pricing:write")?;
    let mut sent = object(body)?;
    sent.remove("id");
    let mut world = state.commerce.nexus.world();
    let rule = number(&id).and_then(|id| tenant(&mut world, &caller).ok()?.rules.get_mut(id));
    let rule = rule.ok_or_else(|| missing(&id))?;
    rule.extend(sent);
    Ok(Json(json!({"data": shown(rule)})))
}

/// `DELETE /api/pricing/rules/{id}`.
pub async fn remove(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    caller.must("pricing:write")?;
    let mut world = state.commerce.nexus.world();
    let rule = number(&id).and_then(|id| tenant(&mut world, &caller).ok()?.rules.remove(id));
    rule.map(|rule| Json(json!({"data": shown(&rule)}))).ok_or_else(|| missing(&id))
}

/// `GET /api/pricing/recommendations`: one per cent below each first listing.
pub async fn recommendations(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Value>, Refusal> {
    caller.must("pricing:read")?;
    let mut world = state.commerce.nexus.world();
    let products = tenant(&mut world, &caller)?.products.iter().take(10);
    let recommended: Vec<Value> = products
        .filter_map(|product| {
            let price = product.get("listings")?.get(0)?.get("price")?.as_f64()?;
            let lower = (price * 99.0).round() / 100.0;
            Some(json!({"sku": product.get("sku"), "current_price": price, "recommended_price": lower}))
        })
        .collect();
    Ok(Json(json!({"data": recommended})))
}

/// `POST /api/pricing/recalculate`: a job.
pub async fn recalculate(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    caller.must("pricing:write")?;
    job::start(&state, &caller, "pricing_recalculate", Document::new())
}

/// Rules are named `rule_<number>`.
fn shown(rule: &Document) -> Document {
    let mut rule = rule.clone();
    let id = rule.get("id").and_then(Value::as_u64).unwrap_or_default();
    rule.insert("id".into(), json!(format!("rule_{id}")));
    rule
}

fn number(id: &str) -> Option<u64> {
    id.strip_prefix("rule_")?.parse().ok()
}

fn missing(id: &str) -> Refusal {
    Refusal::missing(format!("Pricing rule {id} not found"))
}
