//! Orders.

use super::cart::read_line;
use super::{Options, customer};
use crate::commerce::map::reader::{Mapped, Reader, map};
use crate::commerce::map::shapes::{self, Order, OrderInfo};
use crate::commerce::map::{bought, moment, split_name};
use serde_json::Value;

/// Orders of the shop's own pages.
const STOREFRONTS: [&str; 2] = ["store", "mobile"];

/// An order of the REST API. An order that came from elsewhere (a marketplace, a form, another app) is nobody's
/// conversion here: it has no value, and a diagnostic says why.
pub fn order(value: &Value, options: &Options) -> Mapped<Order> {
    map("order", value, |order| {
        if !order.is_object() || !is_ours(order, options) {
            return None;
        }
        let currency = order.get("currency").text().or_else(|| options.currency.clone());
        if currency.is_none() {
            order.get("currency").report("missing");
        }
        let items = bought(&order.get("products"), |line| read_line(line, currency.as_deref(), options))?;
        Some(Order {
            external_order_ref: order.get("id").must(Reader::id)?,
            created_at: moment::read(&order.get("created_at")),
            info: info(order)?,
            items,
            order_status: order.get("payment_status").text(),
            payment_provider: order.any(&["gateway_name", "gateway"]).text(),
        })
    })
}

fn is_ours(order: &Reader, options: &Options) -> bool {
    let storefront = order.get("storefront");
    let Some(name) = storefront.text() else { return true };
    let ours = match &options.storefronts {
        Some(ours) => ours.contains(&name),
        None => STOREFRONTS.contains(&name.as_str()),
    };
    if !ours {
        storefront.report("another channel");
    }
    ours
}

fn info(order: &Reader) -> Option<OrderInfo> {
    let buyer = order.get("customer");
    let given = |name: &str, contact: &str| buyer.get(name).text().or_else(|| order.get(contact).text());
    let (first_name, last_name) = match customer::names(order, "name") {
        (None, _) => given("name", "contact_name").map(|name| split_name(&name)).unwrap_or_default(),
        names => names,
    };
    let place = |names: [&str; 2], billing: &str| {
        let shipping = order.get("shipping_address").any(&names).text();
        shipping.or_else(|| order.get(billing).text())
    };
    let consent = customer::consent(&buyer);
    Some(OrderInfo {
        order_number: order.get("number").must(Reader::id)?,
        kind: shapes::ORDER,
        email: given("email", "contact_email"),
        first_name,
        last_name,
        phone: given("phone", "contact_phone"),
        post_code: place(["zipcode", "zip"], "billing_zipcode"),
        country: place(["country", "country_code"], "billing_country"),
        newsletter: consent,
        marketing_permission: consent,
    })
}
