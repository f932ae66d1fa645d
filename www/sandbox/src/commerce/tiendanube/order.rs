//! Orders: placing them, and what becomes of them.
use super::app::Caller;
use super::kind::{Kind, required};
use super::language::{BLANK, pick};
use super::product::amount;
use super::refusal::{Problems, Refusal};
use super::resource::{number, read_body};
use super::{Document, Store};
use crate::catalogue::Amount;
use crate::commerce::clock::with_offset;
use crate::commerce::table::{document, text, whole};
use crate::commerce::token::opaque;
use crate::state::AppState;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde_json::{Value, json};

/// Numbers of orders, which are not their ids, begin with this.
const FIRST_NUMBER: usize = 100;

/// Lines have numbers beyond what a double holds, as those of new stores do.
const LINES_AFTER: u64 = 9_223_372_036_000_000_000;

/// Checks and completes a new order; of one that is there only the note changes.
pub fn prepare(order: &mut Document, before: Option<&Document>, store: &mut Store) -> Result<(), Refusal> {
    if let Some(before) = before {
        let note = order.remove("owner_note");
        *order = before.clone();
        order.insert("owner_note".into(), note.unwrap_or_default());
        return Ok(());
    }
    let customer = order.remove("customer").map(document).unwrap_or_default();
    for (own, of_customer) in [("contact_name", "name"), ("contact_email", "email"), ("contact_phone", "phone")] {
        if let Some(value) = customer.get(of_customer) {
            order.entry(own).or_insert(value.clone());
        }
    }
    let mut problems = Problems::default();
    required(order, &["contact_email"], &mut problems);
    let lines = lines(order, store, &mut problems);
    problems.refuse()?;
    let subtotal: Amount = lines.iter().map(|line| line.price * line.quantity).sum();
    take_stock(&lines, store);
    let count = store.table("orders").iter().count();
    let products: Vec<Value> = lines.iter().enumerate().map(|(place, line)| line.shown(count, place)).collect();
    let customer = buyer(order, store);
    let total = subtotal.to_string();
    for (member, value) in [
        ("store_id", json!(store.id.to_string())),
        ("number", json!(FIRST_NUMBER + count)),
        ("token", json!(opaque())),
        ("currency", json!(store.currency)),
        ("language", json!(store.main_language())),
        ("subtotal", json!(total)),
        ("discount", json!("0.00")),
        ("total", json!(total)),
        ("status", json!("open")),
        ("payment_status", json!("pending")),
        ("shipping_status", json!("unpacked")),
        ("next_action", json!("waiting_payment")),
        ("customer_id", customer.get("id").cloned().unwrap_or_default()),
        ("customer", Value::Object(customer)),
        ("products", json!(products)),
    ] {
        order.insert(member.into(), value);
    }
    for (member, default) in [
        ("gateway", json!("offline")),
        ("gateway_name", json!("Custom")),
        ("storefront", json!("api")),
        ("coupon", json!([])),
        ("completed_at", Value::Null),
        ("paid_at", Value::Null),
        ("cancel_reason", Value::Null),
        ("owner_note", Value::Null),
        ("client_details", json!({"browser_ip": null, "user_agent": null})),
        ("shipping_address", json!({})),
    ] {
        order.entry(member).or_insert(default);
    }
    Ok(())
}

/// A draft is checked as an order is, but takes no stock and has no number.
pub fn prepare_draft(draft: &mut Document, before: Option<&Document>, store: &mut Store) -> Result<(), Refusal> {
    if before.is_some() {
        return Ok(());
    }
    let mut problems = Problems::default();
    required(draft, &["contact_email"], &mut problems);
    let lines = lines(draft, store, &mut problems);
    problems.refuse()?;
    let total: Amount = lines.iter().map(|line| line.price * line.quantity).sum();
    let products: Vec<Value> = lines.iter().enumerate().map(|(place, line)| line.shown(0, place)).collect();
    let address = format!("https://store{}.mitiendanube.com/checkout/v3/proxy/{}", store.id, opaque());
    draft.insert("products".into(), json!(products));
    draft.insert("total".into(), json!(total.to_string()));
    draft.insert("currency".into(), json!(store.currency));
    draft.insert("abandoned_checkout_url".into(), json!(address));
    Ok(())
}

/// One line of an order.
pub struct Line {
    product: u64,
    variant: u64,
    name: String,
    sku: Value,
    values: Value,
    price: Amount,
    pub quantity: u32,
}

impl Line {
    /// As the system shows it, types as unsteady as there: every second order has its numbers in strings.
    pub fn shown(&self, order: usize, place: usize) -> Value {
        let number = |number: u64| if order.is_multiple_of(2) { json!(number) } else { json!(number.to_string()) };
        json!({
            "id": LINES_AFTER + (order as u64) * 1_000 + place as u64,
            "product_id": number(self.product),
            "variant_id": number(self.variant),
            "name": self.name,
            "price": self.price.to_string(),
            "compare_at_price": self.price.to_string(),
            "quantity": number(u64::from(self.quantity)),
            "sku": self.sku,
            "barcode": null,
            "variant_values": self.values,
            "properties": [],
            "free_shipping": false,
            "image": {},
        })
    }
}

/// A line of a variant that has a price.
pub fn line(store: &mut Store, variant: u64, quantity: u32, price: Option<&Value>) -> Result<Line, &'static str> {
    let language = store.main_language();
    let (product, found) = store.variant(variant).ok_or("variant does not exist")?;
    let (product_id, name) = (whole(product.get("id")), product.get("name").map(|name| pick(name, language)));
    let values: Vec<String> = found
        .get("values")
        .and_then(Value::as_array)
        .map(|values| values.iter().map(|value| pick(value, language)).collect())
        .unwrap_or_default();
    let selling =
        ["promotional_price", "price"].into_iter().find_map(|name| found.get(name).filter(|it| !it.is_null()));
    let price = amount(price.or(selling).unwrap_or(&Value::Null))?;
    let price = price.as_str().and_then(minor).ok_or("variant has no price")?;
    let name = name.unwrap_or_default();
    let name = if values.is_empty() { name } else { format!("{name} ({})", values.join(", ")) };
    let stock = whole(found.get("stock"));
    if stock.is_some_and(|stock| stock < u64::from(quantity)) {
        return Err("variant has not enough stock");
    }
    Ok(Line {
        product: product_id.unwrap_or_default(),
        variant,
        name,
        sku: found.get("sku").cloned().unwrap_or_default(),
        values: json!(values),
        price,
        quantity,
    })
}

fn lines(order: &Document, store: &mut Store, problems: &mut Problems) -> Vec<Line> {
    let sent = order.get("products").and_then(Value::as_array).cloned().unwrap_or_default();
    if sent.is_empty() {
        problems.add("products", BLANK);
    }
    let mut lines = Vec::with_capacity(sent.len());
    for one in &sent {
        let variant = whole(one.get("variant_id")).unwrap_or_default();
        let quantity = one.get("quantity").map_or(Some(1), |quantity| whole(Some(quantity)));
        let quantity = quantity.and_then(|quantity| u32::try_from(quantity).ok()).filter(|quantity| *quantity > 0);
        let line =
            quantity.ok_or("quantity must be greater than 0").and_then(|q| line(store, variant, q, one.get("price")));
        match line {
            Ok(line) => lines.push(line),
            Err(problem) => problems.add("products", problem),
        }
    }
    lines
}

/// `25.00` in cents.
fn minor(text: &str) -> Option<Amount> {
    let (whole, cents) = text.split_once('.')?;
    Some(Amount::from_minor(whole.parse::<i64>().ok()? * 100 + cents.parse::<i64>().ok()?))
}

fn take_stock(lines: &[Line], store: &mut Store) {
    for line in lines {
        let variants = store.table("products").get_mut(line.product).and_then(|product| product.get_mut("variants"));
        let variants = variants.and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut);
        for variant in variants.filter(|variant| whole(variant.get("id")) == Some(line.variant)) {
            if let Some(stock) = whole(variant.get("stock")) {
                variant.insert("stock".into(), json!(stock.saturating_sub(u64::from(line.quantity))));
            }
        }
    }
}

/// The customer of the order's address, who is made when there is none.
fn buyer(order: &Document, store: &mut Store) -> Document {
    let email = text(order, "contact_email").unwrap_or_default();
    let known = store.table("customers").iter().find(|customer| text(customer, "email") == Some(email));
    if let Some(known) = known {
        return known.clone();
    }
    let name = text(order, "contact_name").unwrap_or(email);
    let mut customer = document(json!({"name": name, "email": email, "phone": order.get("contact_phone")}));
    let _ = super::customer::prepare(&mut customer, None, store);
    let id = store.table("customers").add(customer.clone());
    customer.insert("id".into(), json!(id));
    customer
}

/// `POST /orders/{id}/{close,open,pack,fulfill,cancel}`.
pub async fn act(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id, action)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Result<Json<Document>, Refusal> {
    caller.must(true, "orders")?;
    let sent = if body.is_empty() { Document::new() } else { read_body(&body)? };
    let system = &state.commerce.tiendanube;
    let now = with_offset(system.clock.now());
    let mut world = system.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let id = number(&id)?;
    let order = store.table("orders").get_mut(id).ok_or_else(Refusal::missing)?;
    let cancelled = text(order, "status") == Some("cancelled");
    let (member, value, event) = match action.as_str() {
        "close" => ("status", "closed", "updated"),
        "open" => ("status", "open", "updated"),
        "pack" => ("shipping_status", "unshipped", "packed"),
        "fulfill" => ("shipping_status", "shipped", "fulfilled"),
        "cancel" => ("status", "cancelled", "cancelled"),
        _ => return Err(Refusal::missing()),
    };
    if cancelled {
        return Err(Refusal::text(StatusCode::UNPROCESSABLE_ENTITY, "The order is cancelled"));
    }
    order.insert(member.into(), json!(value));
    if action == "cancel" {
        order.insert("cancel_reason".into(), sent.get("reason").cloned().unwrap_or(json!("other")));
        order.insert("cancelled_at".into(), json!(now));
    }
    order.insert("updated_at".into(), json!(now));
    let shown = Kind::find("orders")?.shown(order, &caller);
    system.notify(store, &format!("order/{event}"), id);
    Ok(Json(shown))
}
