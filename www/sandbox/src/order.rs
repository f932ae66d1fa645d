//! An order as the page reports it: a `WebsiteOrder`.
use crate::check::{Fields, Kind};
use serde::Serialize;
use serde_json::{Map, Value};

/// Why an order was refused: where, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderError {
    /// Path in the order: `info.order_number`.
    pub key: String,
    /// `required` or `invalid`.
    pub message_key: &'static str,
}

/// A valid order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Unique within the account.
    pub number: String,
    /// Product and sku of each line.
    pub lines: Vec<(String, Option<String>)>,
    /// The order as it was sent.
    pub body: Map<String, Value>,
}

const ORDER: Fields = &[
    ("external_order_ref", Kind::Text),
    ("created_at", Kind::Date),
    ("order_status", Kind::Text),
    ("order_status_label", Kind::Text),
    ("payment_provider", Kind::Text),
];

const INFO: Fields = &[
    ("order_number", Kind::Text),
    ("email", Kind::Text),
    ("first_name", Kind::Text),
    ("last_name", Kind::Text),
    ("country", Kind::Text),
    ("phone", Kind::Text),
    ("post_code", Kind::Text),
    ("type", Kind::Text),
];

const ITEM: Fields = &[
    ("product_id", Kind::Text),
    ("name", Kind::Text),
    ("price_currency_code", Kind::Text),
    ("quantity", Kind::Number),
    ("unit_price", Kind::Number),
    ("sku_id", Kind::Text),
];

impl Order {
    /// Checks an order; one with any problem is refused as a whole, for a shop must not believe
    /// that half an order was taken.
    ///
    /// # Errors
    /// Every problem found.
    pub fn read(body: Map<String, Value>) -> Result<Self, Vec<OrderError>> {
        let mut errors = Vec::new();
        invalid(&body, ORDER, "", &mut errors);
        let number = order_number(&body, &mut errors);
        let lines = lines(&body, &mut errors);
        match number {
            Some(number) if errors.is_empty() => Ok(Self { number, lines, body }),
            _ => Err(errors),
        }
    }
}

fn order_number(body: &Map<String, Value>, errors: &mut Vec<OrderError>) -> Option<String> {
    let Some(Value::Object(info)) = body.get("info") else {
        errors.push(required("info.order_number"));
        return None;
    };
    let before = errors.len();
    invalid(info, INFO, "info", errors);
    match info.get("order_number") {
        Some(Value::String(number)) if !number.is_empty() => Some(number.clone()),
        _ if errors.len() > before => None,
        _ => {
            errors.push(required("info.order_number"));
            None
        }
    }
}

fn lines(body: &Map<String, Value>, errors: &mut Vec<OrderError>) -> Vec<(String, Option<String>)> {
    let Some(Value::Array(items)) = body.get("items").filter(|items| **items != Value::Array(vec![])) else {
        errors.push(required("items"));
        return Vec::new();
    };
    let mut lines = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let path = format!("items[{place}]");
        let Value::Object(item) = item else {
            errors.push(OrderError { key: path, message_key: "invalid" });
            continue;
        };
        invalid(item, ITEM, &path, errors);
        let text = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
        match text("product_id") {
            Some(product) => lines.push((product, text("sku_id"))),
            None if item.get("product_id").is_none_or(Value::is_null) => {
                errors.push(required(&format!("{path}.product_id")));
            }
            None => {}
        }
    }
    lines
}

fn invalid(object: &Map<String, Value>, known: Fields, path: &str, errors: &mut Vec<OrderError>) {
    let mut lines = Vec::new();
    crate::check::fields(&mut object.clone(), known, path, &mut lines);
    errors.extend(lines.iter().filter_map(|line| {
        let (key, _) = line.split_once(": ")?;
        Some(OrderError { key: key.to_owned(), message_key: "invalid" })
    }));
}

fn required(key: &str) -> OrderError {
    OrderError { key: key.to_owned(), message_key: "required" }
}

#[cfg(test)]
mod tests {
    use super::Order;
    use serde_json::{Value, json};

    fn problems(body: Value) -> Vec<String> {
        let Value::Object(body) = body else { unreachable!() };
        Order::read(body).map_or_else(
            |errors| errors.iter().map(|e| format!("{} {}", e.key, e.message_key)).collect(),
            |_| Vec::new(),
        )
    }

    #[test]
    fn names_every_problem_by_its_path() {
        assert_eq!(problems(json!({})), ["info.order_number required", "items required"]);
        assert_eq!(
            problems(json!({"info": {"order_number": 7}, "items": [{"unit_price": "x"}, 3]})),
            [
                "info.order_number invalid",
                "items[0].unit_price invalid",
                "items[0].product_id required",
                "items[1] invalid"
            ],
        );
        let order = json!({"info": {"order_number": "1"}, "items": [{"product_id": "a"}]});
        assert!(problems(order).is_empty());
    }
}
