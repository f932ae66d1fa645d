//! Carts, abandoned checkouts, and coupons.
use super::app::Caller;
use super::kind::required;
use super::refusal::{Problems, Refusal};
use super::resource::{number, read_body};
use super::{Document, Store};
use crate::commerce::table::{text, whole};
use crate::state::AppState;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde_json::{Value, json};

/// Carts and checkouts come from the storefront alone.
pub fn refuse(_: &mut Document, _: Option<&Document>, _: &mut Store) -> Result<(), Refusal> {
    Err(Refusal::coded(StatusCode::METHOD_NOT_ALLOWED, Value::Null))
}

/// Checks a coupon and completes it.
pub fn prepare_coupon(coupon: &mut Document, before: Option<&Document>, store: &mut Store) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    required(coupon, &["code", "type"], &mut problems);
    let kind = text(coupon, "type").unwrap_or_default();
    if !kind.is_empty() && !["percentage", "absolute", "shipping"].contains(&kind) {
        problems.add("type", "is not included in the list");
    }
    let (code, id) = (coupon.get("code"), before.and_then(|before| before.get("id")));
    if store.table("coupons").iter().any(|other| other.get("code") == code && other.get("id") != id) {
        problems.add("code", "has already been taken");
    }
    problems.refuse()?;
    coupon.entry("valid").or_insert(json!(true));
    coupon.entry("used").or_insert(json!(0));
    coupon.entry("max_uses").or_insert(Value::Null);
    Ok(())
}

/// `POST /checkouts/{id}/coupons`.
pub async fn add_coupon(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id)): Path<(String, String, String)>,
    body: Bytes,
) -> Result<Json<Document>, Refusal> {
    caller.must(true, "orders")?;
    let sent = read_body(&body)?;
    let mut world = state.commerce.tiendanube.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let coupon = whole(sent.get("coupon_id")).and_then(|id| store.table("coupons").get(id)).cloned();
    let coupon = coupon.ok_or_else(|| Refusal::field("coupon_id", "does not exist"))?;
    let checkout = store.table("checkouts").get_mut(number(&id)?).ok_or_else(Refusal::missing)?;
    checkout.insert("coupon".into(), json!([coupon]));
    Ok(Json(checkout.clone()))
}

/// `DELETE /carts/{id}/line-items/{line}`.
pub async fn remove_line(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id, line)): Path<(String, String, String, String)>,
) -> Result<Json<Value>, Refusal> {
    remove(&state, &caller, &id, "products", &line)
}

/// `DELETE /carts/{id}/coupons/{coupon}`.
pub async fn remove_coupon(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id, coupon)): Path<(String, String, String, String)>,
) -> Result<Json<Value>, Refusal> {
    remove(&state, &caller, &id, "coupon", &coupon)
}

/// Takes what has this id out of a list in a cart.
fn remove(state: &AppState, caller: &Caller, id: &str, list: &str, member: &str) -> Result<Json<Value>, Refusal> {
    caller.must(true, "orders")?;
    let wanted = Some(number(member)?);
    let mut world = state.commerce.tiendanube.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let cart = store.table("carts").get_mut(number(id)?).ok_or_else(Refusal::missing)?;
    let members = cart.get_mut(list).and_then(Value::as_array_mut).ok_or_else(Refusal::missing)?;
    let before = members.len();
    members.retain(|member| whole(member.get("id")) != wanted);
    if members.len() == before { Err(Refusal::missing()) } else { Ok(Json(json!({}))) }
}
