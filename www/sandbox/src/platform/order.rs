//! Orders that a shop's server places and follows.
use super::Told;
use super::input::{By, Customer, Item};
use super::page::Pages;
use super::session::{ItemView, arrival, books, item, note, taken, visitor};
use crate::ledger::Ledger;
use crate::visitor::{Flags, PlacedOrder};
use async_graphql::{Context, Error, InputObject, Object, Result, SimpleObject};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What became of an order, and when.
#[derive(Debug, Clone, Serialize, SimpleObject)]
#[graphql(name = "OrderStatus")]
pub struct Status {
    order_status: Option<String>,
    payment_provider: Option<String>,
    /// As it was sent.
    date: Option<String>,
}

/// See `Status`.
#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputUpdateOrderParams")]
pub struct Update {
    order_status: Option<String>,
    payment_provider: Option<String>,
    status_date: Option<String>,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputOrderDetails")]
pub struct Details {
    number: String,
    order_status: Option<String>,
    payment_provider: Option<String>,
    #[graphql(name = "ref")]
    reference: Option<String>,
    purchased_items: Vec<Item>,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputOrderParams")]
pub struct Params {
    customer: Option<Customer>,
    order: Details,
}

/// An order that was placed.
#[derive(Debug)]
pub struct Placed {
    visitor: String,
}

#[Object(name = "PlacedOrder")]
impl Placed {
    async fn id(&self) -> &str {
        &self.visitor
    }

    async fn pages(&self) -> Pages {
        Pages { visitor: self.visitor.clone() }
    }
}

/// An order as it is kept.
#[derive(Debug, SimpleObject)]
#[graphql(name = "Order")]
pub struct OrderView {
    number: String,
    #[graphql(name = "ref")]
    reference: Option<String>,
    order_status: Option<String>,
    payment_provider: Option<String>,
    statuses: Vec<Status>,
    email: Option<String>,
    purchased_items: Vec<ItemView>,
}

/// Places an order, which is the visitor's like one that a browser told of.
pub fn place(context: &Context<'_>, by: By, name: &str, params: &Params) -> Result<Placed> {
    let (state, books) = books(context)?;
    let id = visitor(books, by, name)?;
    let mut info = params.customer.as_ref().map(Customer::members).unwrap_or_default();
    info.retain(|name, _| ["email", "first_name", "last_name"].contains(&name.as_str()));
    info.insert("order_number".into(), json!(params.order.number));
    info.insert("type".into(), json!("order"));
    let mut order = Map::new();
    order.insert("info".into(), Value::Object(info));
    order.insert("items".into(), params.order.purchased_items.iter().map(Item::line).collect());
    for (member, value) in [
        ("external_order_ref", &params.order.reference),
        ("order_status", &params.order.order_status),
        ("payment_provider", &params.order.payment_provider),
    ] {
        if let Some(value) = value {
            order.insert(member.into(), json!(value));
        }
    }
    let placed = arrival(books.account.name, "/order/track", &id, Flags::default(), &order);
    taken(&state.store.order(books, &placed, 200))?;
    let mut message = Map::new();
    message.insert("events".into(), json!([["or", params.order.number]]));
    note(state, books, &id, &message)?;
    Ok(Placed { visitor: id })
}

/// Notes what became of an order.
pub fn update(context: &Context<'_>, number: &str, update: Update) -> Result<OrderView> {
    let (state, books) = books(context)?;
    let status = Status {
        order_status: update.order_status,
        payment_provider: update.payment_provider,
        date: update.status_date,
    };
    let ledger = books.ledger();
    state.platform.told(books.account.name, |told| {
        let found =
            find(&ledger, told, number).ok_or_else(|| Error::new(format!("number: there is no order {number}")))?;
        told.statuses.entry(found.number).or_default().push(status);
        find(&ledger, told, number).ok_or_else(|| Error::new("number: there is no such order"))
    })
}

/// The order of a number or a reference.
pub fn find(ledger: &Ledger, told: &Told, id: &str) -> Option<OrderView> {
    all(ledger, told).into_iter().find(|order| order.number == id || order.reference.as_deref() == Some(id))
}

/// All orders of an account.
pub fn all(ledger: &Ledger, told: &Told) -> Vec<OrderView> {
    let ids = ledger.visitor_ids();
    let visitors = ids.into_iter().filter_map(|id| ledger.visitor(id));
    visitors.flat_map(|visitor| visitor.orders.iter().map(|placed| shown(placed, told))).collect()
}

fn shown(placed: &PlacedOrder, told: &Told) -> OrderView {
    let body = &placed.order.body;
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    let mut statuses = vec![Status {
        order_status: text("order_status"),
        payment_provider: text("payment_provider"),
        date: text("created_at"),
    }];
    statuses.extend(told.statuses.get(&placed.order.number).into_iter().flatten().cloned());
    let last = |read: fn(&Status) -> &Option<String>| statuses.iter().rev().find_map(|status| read(status).clone());
    OrderView {
        number: placed.order.number.clone(),
        reference: text("external_order_ref"),
        order_status: last(|status| &status.order_status),
        payment_provider: last(|status| &status.payment_provider),
        email: body.get("info").and_then(|info| info.get("email")?.as_str()).map(str::to_owned),
        purchased_items: body.get("items").and_then(Value::as_array).into_iter().flatten().map(item).collect(),
        statuses,
    }
}
