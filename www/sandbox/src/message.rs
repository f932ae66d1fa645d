//! The message of an `ev1` request: what of it is valid, and a line for everything that is not.
use crate::check::{Fields, Kind, join};
use crate::clock;
use serde_json::{Map, Value};

/// One event tuple `[type, target?, ref?, ref_src?, target_fragment?, ref_type?]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// One of [`EVENT_TYPES`].
    pub kind: String,
    /// Product id, search term, category, campaign … as the type says.
    pub target: Option<String>,
    /// Result the visitor came by.
    pub reference: Option<String>,
    /// Product whose page showed that result.
    pub ref_src: Option<String>,
    /// Sku of the target.
    pub target_fragment: Option<String>,
    /// Channel: `rec`, `email`, …
    pub ref_type: Option<String>,
}

/// The valid part of a message.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Message {
    /// Page the visitor sees.
    pub url: Option<String>,
    /// One of [`PAGE_TYPES`].
    pub page_type: Option<String>,
    /// Placements wanted.
    pub elements: Vec<String>,
    /// What happened.
    pub events: Vec<Event>,
    /// `None` = unchanged, empty = cleared, else the whole new cart.
    pub cart: Option<Vec<Value>>,
    /// `None` = unchanged, empty = cleared, else the whole new customer.
    pub customer: Option<Map<String, Value>>,
    /// `current_variant_id`: currency or customer group.
    pub variation: Option<String>,
    /// Paths of the category page.
    pub categories: Vec<String>,
    /// Segments the page puts the visit in.
    pub segment_codes: Vec<String>,
    /// Brands and categories the page knows the visitor likes.
    pub affinity_signals: Vec<(String, Vec<String>)>,
    /// Campaigns as HTML instead of JSON.
    pub html: bool,
    /// When a delayed message really happened, in ms.
    pub event_date: Option<u64>,
}

/// Page types the wire knows.
pub const PAGE_TYPES: [&str; 10] =
    ["front", "category", "product", "cart", "search", "notfound", "order", "other", "checkout", "post-purchase"];

/// Event types the wire knows.
pub const EVENT_TYPES: [&str; 17] =
    ["vp", "lp", "dp", "rp", "bp", "vc", "or", "is", "cp", "ec", "es", "cc", "gc", "src", "cpr", "pl", "con"];

const FIELDS: Fields = &[
    ("url", Kind::Text),
    ("referrer", Kind::Text),
    ("page_type", Kind::Text),
    ("elements", Kind::Texts),
    ("events", Kind::List),
    ("cart", Kind::List),
    ("cart_hash", Kind::Text),
    ("cart_popup", Kind::Flag),
    ("customer", Kind::Object),
    ("categories", Kind::Texts),
    ("category_ids", Kind::Texts),
    ("brands", Kind::Texts),
    ("tags", Kind::Texts),
    ("custom_fields", Kind::Object),
    ("affinity_signals", Kind::Object),
    ("current_variant_id", Kind::Text),
    ("restore_link", Kind::Text),
    ("response_mode", Kind::Text),
    ("segment_codes", Kind::Texts),
    ("experiments", Kind::List),
    ("external_identifier", Kind::Text),
    ("klaviyo_cookie", Kind::Text),
    ("mail_ref", Kind::Text),
    ("mail_type", Kind::Text),
    ("ref", Kind::Text),
    ("coupon_campaign", Kind::Text),
    ("coupon_code", Kind::Text),
    ("coupon_used", Kind::Flag),
    ("post_purchase_result_id", Kind::Text),
    ("sort_order", Kind::Text),
    ("event_date", Kind::Date),
    ("preview", Kind::Flag),
    ("skipcache", Kind::Flag),
    ("recotrace", Kind::Text),
    ("debug_token", Kind::Text),
    ("debug", Kind::Object),
];

const CART_ITEM: Fields = &[
    ("product_id", Kind::Text),
    ("name", Kind::Text),
    ("unit_price", Kind::Number),
    ("price_currency_code", Kind::Text),
    ("quantity", Kind::Number),
    ("sku_id", Kind::Text),
];

const CUSTOMER: Fields = &[
    ("email", Kind::Text),
    ("first_name", Kind::Text),
    ("last_name", Kind::Text),
    ("newsletter", Kind::Flag),
    ("marketing_permission", Kind::Flag),
    ("customer_reference", Kind::Text),
    ("hcid", Kind::Text),
    ("order_number", Kind::Text),
    ("source", Kind::Text),
    ("source_id", Kind::Text),
    ("type", Kind::Text),
];

impl Message {
    /// Reads what is valid; each problem becomes one line `path: expectation` in `errors`.
    pub fn read(mut fields: Map<String, Value>, errors: &mut Vec<String>) -> Self {
        crate::check::fields(&mut fields, FIELDS, "", errors);
        for name in fields.keys() {
            if !FIELDS.iter().any(|(known, _)| known == name) {
                errors.push(format!("{name}: unknown field"));
            }
        }
        let response_mode = text(&mut fields, "response_mode").unwrap_or_default();
        Self {
            url: text(&mut fields, "url"),
            page_type: text(&mut fields, "page_type").map(|page| page_type(page, errors)),
            elements: texts(fields.remove("elements")),
            events: events(fields.remove("events"), errors),
            cart: fields.remove("cart").map(|cart| read_cart(cart, errors)),
            customer: fields.remove("customer").and_then(|value| read_customer(value, errors)),
            variation: text(&mut fields, "current_variant_id").filter(|id| !id.is_empty()),
            categories: texts(fields.remove("categories")),
            segment_codes: texts(fields.remove("segment_codes")),
            affinity_signals: signals(fields.remove("affinity_signals"), errors),
            html: matches!(response_mode.as_str(), "HTML" | "SIMPLE"),
            event_date: fields.get("event_date").and_then(clock::read_date),
        }
    }

    /// Targets of the events of one type, in order.
    pub fn targets<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.events.iter().filter(move |event| event.kind == kind).filter_map(|event| event.target.as_deref())
    }
}

fn text(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    match fields.remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn texts(value: Option<Value>) -> Vec<String> {
    let Some(Value::Array(values)) = value else {
        return Vec::new();
    };
    values
        .into_iter()
        .filter_map(|value| match value {
            Value::String(text) => Some(text),
            _ => None,
        })
        .collect()
}

fn page_type(page: String, errors: &mut Vec<String>) -> String {
    if PAGE_TYPES.contains(&page.as_str()) {
        return page;
    }
    errors.push(format!("page_type: unknown value {page:?}"));
    "other".to_owned()
}

fn events(value: Option<Value>, errors: &mut Vec<String>) -> Vec<Event> {
    let Some(Value::Array(tuples)) = value else {
        return Vec::new();
    };
    tuples
        .into_iter()
        .enumerate()
        .filter_map(|(place, tuple)| event(tuple, &format!("events[{place}]"), errors))
        .collect()
}

fn event(tuple: Value, path: &str, errors: &mut Vec<String>) -> Option<Event> {
    let Value::Array(members) = tuple else {
        errors.push(format!("{path}: expected a tuple"));
        return None;
    };
    if members.len() > 6 {
        errors.push(format!("{path}: expected at most 6 members"));
    }
    let mut slots = members.into_iter().enumerate().map(|(place, member)| match member {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text),
        Value::Null => None,
        _ => {
            errors.push(format!("{path}[{place}]: expected a string"));
            None
        }
    });
    let mut next = || slots.next().flatten();
    let event = Event {
        kind: next().unwrap_or_default(),
        target: next(),
        reference: next(),
        ref_src: next(),
        target_fragment: next(),
        ref_type: next(),
    };
    drop(slots);
    if EVENT_TYPES.contains(&event.kind.as_str()) {
        return Some(event);
    }
    errors.push(format!("{path}[0]: unknown event type {:?}", event.kind));
    None
}

/// An item without a product is no item; any other problem costs only the field.
fn read_cart(value: Value, errors: &mut Vec<String>) -> Vec<Value> {
    let Value::Array(items) = value else {
        return Vec::new();
    };
    let mut cart = Vec::with_capacity(items.len());
    for (place, item) in items.into_iter().enumerate() {
        let path = format!("cart[{place}]");
        let Value::Object(mut item) = item else {
            errors.push(format!("{path}: expected an object"));
            continue;
        };
        crate::check::fields(&mut item, CART_ITEM, &path, errors);
        if item.contains_key("product_id") {
            cart.push(Value::Object(item));
        } else {
            errors.push(format!("{}: required", join(&path, "product_id")));
        }
    }
    cart
}

fn read_customer(value: Value, errors: &mut Vec<String>) -> Option<Map<String, Value>> {
    let Value::Object(mut customer) = value else {
        return None;
    };
    // Nothing valid left of a customer who was sent must not read as a reset.
    let cleared = customer.is_empty();
    crate::check::fields(&mut customer, CUSTOMER, "customer", errors);
    (cleared || !customer.is_empty()).then_some(customer)
}

fn signals(value: Option<Value>, errors: &mut Vec<String>) -> Vec<(String, Vec<String>)> {
    let Some(Value::Object(mut signals)) = value else {
        return Vec::new();
    };
    let names: Vec<String> = signals.keys().cloned().collect();
    for name in names {
        let kind = [(name.as_str(), Kind::Texts)];
        crate::check::fields(&mut signals, &kind, "affinity_signals", errors);
    }
    signals.into_iter().map(|(name, values)| (name, texts(Some(values)))).collect()
}

#[cfg(test)]
mod tests {
    use super::Message;
    use serde_json::{Value, json};

    fn read(value: Value) -> (Message, Vec<String>) {
        let mut errors = Vec::new();
        let Value::Object(fields) = value else { unreachable!() };
        (Message::read(fields, &mut errors), errors)
    }

    #[test]
    fn lists_every_problem_and_keeps_what_is_valid() {
        let (message, errors) = read(json!({
            "page_type": "moon", "url": 3, "colour": "blue",
            "elements": ["a", 1],
            "events": [["vp", "x"], ["zz"], "vp", ["vp", 9]],
            "cart": [{"product_id": "a", "unit_price": "3"}, {"quantity": 1}, 7],
            "customer": {"email": "a@b.c", "newsletter": "yes"},
        }));
        for line in [
            "page_type: unknown value \"moon\"",
            "url: expected a string",
            "colour: unknown field",
            "elements[1]: expected a string",
            "events[1][0]: unknown event type \"zz\"",
            "events[2]: expected a tuple",
            "events[3][1]: expected a string",
            "cart[0].unit_price: expected a number",
            "cart[1].product_id: required",
            "cart[2]: expected an object",
            "customer.newsletter: expected a boolean",
        ] {
            assert!(errors.iter().any(|error| error == line), "{line} not in {errors:#?}");
        }
        assert_eq!(errors.len(), 11);
        assert_eq!(message.elements, ["a"]);
        assert_eq!(message.events.len(), 2);
        assert_eq!(message.cart, Some(vec![json!({"product_id": "a"})]));
        assert_eq!(message.customer.map(Value::Object), Some(json!({"email": "a@b.c"})));
    }

    #[test]
    fn keeps_the_three_states_of_cart_and_customer() {
        assert_eq!(read(json!({})).0.cart, None);
        assert_eq!(read(json!({"cart": []})).0.cart, Some(vec![]));
        assert_eq!(read(json!({"cart": {}})).0.cart, None);
        assert_eq!(read(json!({"customer": {}})).0.customer, Some(serde_json::Map::new()));
        assert_eq!(read(json!({"customer": {"email": 1}})).0.customer, None);
    }

    #[test]
    fn skipped_members_of_a_tuple_are_null_or_empty() {
        let (message, errors) = read(json!({"events": [["vp", "p", null, "", "sku"]]}));
        assert!(errors.is_empty());
        assert_eq!(message.events[0].target_fragment.as_deref(), Some("sku"));
        assert_eq!(message.events[0].ref_src, None);
    }
}
