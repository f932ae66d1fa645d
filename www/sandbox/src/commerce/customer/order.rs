//! Orders of a buyer.
use super::World;
use super::gate::Caller;
use super::refusal::Refusal;
use crate::catalogue::Amount;
use crate::commerce::clock::with_offset;
use crate::commerce::table::{Document, document, text};
use crate::state::AppState;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::{Value, json};

/// Orders of a page unless asked otherwise, and at most.
const SIZE: usize = 20;
const LARGEST: usize = 100;

/// What an order is sent as.
#[derive(Debug, Deserialize)]
pub struct Sent {
    lines: Vec<SentLine>,
    reference: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
struct SentLine {
    code: String,
    brand: Option<String>,
    quantity: u32,
}

/// Members of an order that are the server's own business.
const OWNER: &str = "_owner";

/// Orders before the start, of the first two buyers: more than one page of the first.
pub fn fill(world: &mut World, now: u64) {
    let buyers: Vec<String> = world.buyers.iter().take(2).map(|buyer| buyer.client_id.clone()).collect();
    for place in 0..30_u64 {
        let Some(owner) = buyers.get(usize::from(place % 6 == 5)) else { continue };
        let Some(item) = world.items.iter().filter(|item| item.stock > 0).nth(place as usize).cloned() else {
            continue;
        };
        let line = SentLine { code: item.code, brand: Some(item.brand), quantity: 1 + (place % 3) as u32 };
        let sent = Sent { lines: vec![line], reference: Some(format!("PO-{place}")), note: None };
        let (payment, processing) = match place % 3 {
            0 => ("paid", "shipped"),
            1 => ("paid", "processing"),
            _ => ("unpaid", "new"),
        };
        if let Ok(id) = place_order(world, owner, sent, now - (40 - place) * 86_400_000)
            && let Some(order) = world.orders.get_mut(id)
        {
            order.insert("payment_status".into(), json!(payment));
            order.insert("processing_status".into(), json!(processing));
        }
    }
}

fn place_order(world: &mut World, owner: &str, sent: Sent, now: u64) -> Result<u64, Refusal> {
    let invalid = |text: &str| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_order", text);
    let discount = world.buyer(owner).map_or(0, |buyer| buyer.discount);
    if sent.lines.is_empty() {
        return Err(invalid("An order needs at least one line."));
    }
    let mut lines = Vec::new();
    let mut taken = Vec::new();
    let mut total = Amount::default();
    for (place, line) in sent.lines.iter().enumerate() {
        let number = place + 1;
        let found = match world.found(&line.code, line.brand.as_deref()).as_slice() {
            [one] => *one,
            [] => return Err(invalid(&format!("Line {number}: there is no such product."))),
            _ => return Err(invalid(&format!("Line {number}: the code is of several brands."))),
        };
        let Some(item) =
            world.items.get(found).filter(|item| line.quantity > 0 && item.stock >= u64::from(line.quantity))
        else {
            return Err(invalid(&format!("Line {number}: this quantity is not available.")));
        };
        let (price, sum) = (item.price(discount), item.price(discount) * line.quantity);
        total = total + sum;
        taken.push((found, u64::from(line.quantity)));
        lines.push(json!({
            "_type": "OrderLine", "code": item.code, "brand": item.brand, "quantity": line.quantity,
            "unit_price": price.to_string(), "total": sum.to_string(),
        }));
    }
    for (place, quantity) in taken {
        if let Some(item) = world.items.get_mut(place) {
            item.stock -= quantity.min(item.stock);
        }
    }
    let number = world.orders.iter().count() + 1;
    Ok(world.orders.add(document(json!({
        "_type": "Order", OWNER: owner, "number": format!("2026{number:05}"), "reference": sent.reference,
        "note": sent.note, "created_at": with_offset(now), "payment_status": "unpaid", "processing_status": "new",
        "currency": "EUR", "total": total.to_string(), "lines": lines,
    }))))
}

fn shown(order: &Document) -> Document {
    let mut order = order.clone();
    order.remove(OWNER);
    order
}

/// `POST /api/customer/orders`.
pub async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    body: axum::body::Bytes,
) -> Result<(StatusCode, Json<Document>), Refusal> {
    let sent = serde_json::from_slice(&body).map_err(|error| Refusal::bad("invalid_request", &error.to_string()))?;
    let mut world = state.commerce.customer.world();
    let id = place_order(&mut world, &caller.client_id, sent, state.commerce.clock.now())?;
    Ok((StatusCode::CREATED, Json(world.orders.get(id).map(shown).unwrap_or_default())))
}

/// Which orders are asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    page: Option<usize>,
    per_page: Option<usize>,
    payment_status: Option<String>,
    processing_status: Option<String>,
}

/// `GET /api/customer/orders`, latest first.
pub async fn list(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Json<Value> {
    let world = state.commerce.customer.world();
    let has = |order: &Document, name: &str, wanted: &Option<String>| {
        wanted.as_deref().is_none_or(|wanted| text(order, name) == Some(wanted))
    };
    let found: Vec<&Document> = world
        .orders
        .iter()
        .rev()
        .filter(|order| text(order, OWNER) == Some(&caller.client_id))
        .filter(|order| has(order, "payment_status", &asked.payment_status))
        .filter(|order| has(order, "processing_status", &asked.processing_status))
        .collect();
    let (page, size) = (asked.page.unwrap_or(1).max(1), asked.per_page.unwrap_or(SIZE).clamp(1, LARGEST));
    let items: Vec<Document> = found.iter().skip((page - 1) * size).take(size).map(|order| shown(order)).collect();
    Json(json!({
        "_type": "OrderList", "page": page, "per_page": size, "pages": found.len().div_ceil(size), "total": found.len(),
        "items": items,
    }))
}

fn own<'a>(world: &'a mut World, caller: &Caller, id: u64) -> Result<&'a mut Document, Refusal> {
    let order = world.orders.get_mut(id).filter(|order| text(order, OWNER) == Some(&caller.client_id));
    order.ok_or_else(|| Refusal::missing("There is no such order."))
}

/// `GET /api/customer/orders/{id}`.
pub async fn read(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<u64>,
) -> Result<Json<Document>, Refusal> {
    let mut world = state.commerce.customer.world();
    Ok(Json(shown(own(&mut world, &caller, id)?)))
}

/// `PATCH /api/customer/orders/{id}`: the note, and while nothing was done yet, cancelling.
pub async fn change(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<u64>,
    Json(sent): Json<Document>,
) -> Result<Json<Document>, Refusal> {
    let mut world = state.commerce.customer.world();
    let order = own(&mut world, &caller, id)?;
    if let Some(note) = sent.get("note") {
        order.insert("note".into(), note.clone());
    }
    if text(&sent, "processing_status") == Some("cancelled") {
        if text(order, "processing_status") != Some("new") {
            return Err(Refusal::new(StatusCode::CONFLICT, "conflict", "The order is being processed."));
        }
        order.insert("processing_status".into(), json!("cancelled"));
    }
    Ok(Json(shown(order)))
}
