//! Customers of a store.
use super::kind::required;
use super::refusal::{Problems, Refusal};
use super::{Document, Store};
use crate::commerce::table::text;
use serde_json::{Value, json};

/// Checks a customer and completes it.
pub fn prepare(customer: &mut Document, before: Option<&Document>, store: &mut Store) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    required(customer, &["name", "email"], &mut problems);
    let email = text(customer, "email").unwrap_or_default().to_owned();
    if !email.is_empty() && !email.contains('@') {
        problems.add("email", "is invalid");
    }
    let id = before.and_then(|before| before.get("id"));
    let taken = |other: &Document| text(other, "email") == Some(&email) && other.get("id") != id;
    if store.table("customers").iter().any(taken) {
        problems.add("email", "has already been taken");
    }
    problems.refuse()?;
    for (member, default) in [
        ("phone", Value::Null),
        ("identification", Value::Null),
        ("note", Value::Null),
        ("default_address", json!({})),
        ("addresses", json!([])),
        ("extra", json!({})),
        ("total_spent", json!("0.00")),
        ("total_spent_currency", json!(store.currency)),
        ("last_order_id", Value::Null),
        ("active", json!(true)),
        ("accepts_marketing", json!(false)),
        ("accepts_marketing_updated_at", Value::Null),
    ] {
        customer.entry(member).or_insert(default);
    }
    Ok(())
}
