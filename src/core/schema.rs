//! The shapes of the wire as data, read by one tolerant walker.
//!
//! A shape says which members an object may have and of which kind. The walker takes what a shop really sends
//! (numeric ids, prices as text, flags as words), writes what the wire wants, and drops the rest with a
//! diagnostic. It never fails as a whole because one member is odd.

use super::diagnostic::Diagnostics;
use super::json::{self, Kind as Json, Writer};

/// How a member is read and what is written for it.
pub enum Kind {
    /// An identifier: a non-empty string, or a number that becomes one.
    Id,
    /// A string, or a number that becomes one.
    Text,
    /// A number, or a string that holds a plain decimal (`"19.90"`). Money is in major units.
    Number,
    /// `true` or `false`, also as words or as 1 and 0.
    Flag,
    /// A string, number or flag that is passed on as it is (dates, loosely typed legacy members).
    Scalar,
    /// A list of strings; a single string counts as a list of one.
    Texts,
    /// An object whose values are [`Kind::Texts`].
    TextLists,
    /// An object whose values are scalars or objects, passed on as they are.
    Record,
    /// A nested object.
    Object(&'static Shape),
    /// A list of objects; unreadable ones are dropped.
    List(&'static Shape),
    /// A page type; one the platform does not know is `other`, and said to be wrong.
    PageType,
    /// Known, and not for this place.
    Elsewhere,
}

/// What a missing member means.
#[derive(PartialEq, Eq)]
pub enum Need {
    /// Without it the whole object is unusable.
    Must,
    /// Its absence is worth a diagnostic.
    Should,
    /// Optional.
    May,
}

/// Members by wire name. At most 32.
pub type Shape = [(&'static str, Kind, Need)];

use Kind::*;
use Need::*;

/// A line of a cart: `CartItem` of the wire. Prices are per unit, in major units of the line's currency.
pub static CART_ITEM: &Shape = &[
    ("product_id", Id, Must),
    ("sku_id", Id, May),
    ("name", Text, Should),
    ("unit_price", Number, Should),
    ("price_currency_code", Text, Should),
    ("quantity", Number, Should),
];

/// The customer who is logged in: `PushedCustomer` of the wire with the permission that only the documents name. Pages
/// are tagged with more, which rules of placements may read and the wire has no member for.
pub static CUSTOMER: &Shape = &[
    ("email", Text, May),
    ("first_name", Text, May),
    ("last_name", Text, May),
    ("newsletter", Flag, May),
    ("marketing_permission", Flag, May),
    ("customer_reference", Id, May),
    ("hcid", Text, May),
    ("order_number", Id, May),
    ("source", Text, May),
    ("source_id", Id, May),
    ("type", Text, May),
    ("customer_group", Elsewhere, May),
    ("gender", Elsewhere, May),
    ("date_of_birth", Elsewhere, May),
];

/// Who ordered: `OrderCustomer` of the wire.
static BUYER: &Shape = &[
    ("order_number", Id, Should),
    ("email", Text, May),
    ("first_name", Text, May),
    ("last_name", Text, May),
    ("phone", Text, May),
    ("post_code", Text, May),
    ("country", Text, May),
    ("newsletter", Scalar, May),
    ("marketing_permission", Flag, May),
    ("customer_reference", Id, May),
    ("type", Text, May),
];

/// A line of an order: `ConversionItem` of the wire.
static ORDER_ITEM: &Shape = &[
    ("product_id", Id, Must),
    ("sku_id", Id, May),
    ("name", Text, Should),
    ("quantity", Number, Should),
    ("unit_price", Number, Should),
    ("price_currency_code", Text, Should),
];

/// An order as the shop's confirmation page knows it: `WebsiteOrder` of the wire.
pub static ORDER: &Shape = &[
    ("external_order_ref", Id, May),
    ("created_at", Scalar, May),
    ("info", Object(BUYER), Must),
    ("items", List(ORDER_ITEM), Must),
    ("order_status", Text, May),
    ("order_status_label", Text, May),
    ("payment_provider", Text, May),
];

/// What of a whole message (`EventRequestMessageV1`) is not passed on as it is. Its events are tuples, which
/// `attribution` reads.
static MESSAGE: &Shape = &[
    ("cart", List(CART_ITEM), May),
    ("customer", Object(CUSTOMER), May),
    ("page_type", PageType, May),
    ("events", Elsewhere, May),
];

/// The page types of the wire.
const PAGE_TYPES: [&str; 10] =
    ["front", "category", "product", "cart", "search", "notfound", "order", "other", "checkout", "post-purchase"];

/// Writes the wire form of `value` to `out`. When it is unreadable, nothing is written, the reason is in
/// `problems`, and the answer is `false`.
pub fn read(kind: &Kind, value: &str, out: &mut String, problems: &mut Diagnostics) -> bool {
    let given = json::kind(value);
    let (readable, wanted) = match kind {
        Id => (push_string(value, given, false, out), "expected an id"),
        Text => (push_string(value, given, true, out), "expected a string"),
        Number => (push_decimal(value, given, out), "expected a number"),
        Flag => (push_flag(value, out), "expected true or false"),
        Scalar => (push_if(matches!(given, Json::Text | Json::Number | Json::Flag), value, out), "expected a value"),
        Record => (push_if(given == Json::Object, value, out), "expected an object"),
        Texts => (push_texts(value, given, out, problems), "expected a list of strings"),
        PageType => return page_type(value, out, problems),
        Elsewhere => return false,
        TextLists if given == Json::Object => return text_lists(value, out, problems),
        Object(shape) if given == Json::Object => return object(shape, value, out, problems),
        List(shape) if given == Json::List => return list(shape, value, out, problems),
        TextLists | Object(_) => (false, "expected an object"),
        List(_) => (false, "expected a list"),
    };
    if !readable {
        problems.report(wanted);
    }
    readable
}

/// The wire form of `value`, which stands at `name`; `None` when it is unreadable.
pub fn read_at(name: &str, kind: &Kind, value: &str, problems: &mut Diagnostics) -> Option<String> {
    let outside = problems.enter(name);
    let mut out = String::with_capacity(value.len());
    let readable = read(kind, value, &mut out, problems);
    problems.leave(outside);
    readable.then_some(out)
}

/// A message that was written outside the core.
pub fn message(value: &str, problems: &mut Diagnostics) -> String {
    let mut out = Writer::object();
    for (name, member) in json::members(value).filter(|(_, member)| *member != "null") {
        match MESSAGE.iter().find(|(known, ..)| *known == name) {
            Some((_, kind, _)) => out.some(name, read_at(name, kind, member, problems).as_deref()),
            None => out.raw(name, member),
        }
    }
    out.finish()
}

fn object(shape: &Shape, value: &str, out: &mut String, problems: &mut Diagnostics) -> bool {
    let start = out.len();
    let mut found = 0u32;
    let mut usable = true;
    out.push('{');
    for (key, member) in json::members(value) {
        let Some(index) = shape.iter().position(|(name, ..)| *name == key) else {
            problems.report_at(key, "unknown");
            continue;
        };
        let Some((name, kind, need)) = shape.get(index) else {
            continue;
        };
        if member == "null" {
            continue;
        }
        found |= 1 << index;
        let before = out.len();
        if before > start + 1 {
            out.push(',');
        }
        out.push('"');
        out.push_str(name);
        out.push_str("\":");
        let outside = problems.enter(name);
        if !read(kind, member, out, problems) {
            out.truncate(before);
            usable &= *need != Must;
        }
        problems.leave(outside);
    }
    out.push('}');
    for (index, (name, _, need)) in shape.iter().enumerate() {
        if *need != May && found & (1 << index) == 0 {
            problems.report_at(name, "missing");
            usable &= *need != Must;
        }
    }
    if !usable {
        out.truncate(start);
    }
    usable
}

/// A list with some readable element, or an empty one. A list whose every element is unreadable is no list:
/// writing it as empty would say that the cart was cleared.
fn list(shape: &Shape, value: &str, out: &mut String, problems: &mut Diagnostics) -> bool {
    let start = out.len();
    let mut dropped = false;
    out.push('[');
    for (index, element) in (0u32..).zip(json::elements(value)) {
        let before = out.len();
        if before > start + 1 {
            out.push(',');
        }
        let outside = problems.enter_index(index);
        let is_object = json::kind(element) == Json::Object;
        if !is_object {
            problems.report("expected an object");
        }
        let readable = is_object && object(shape, element, out, problems);
        problems.leave(outside);
        if !readable {
            out.truncate(before);
            dropped = true;
        }
    }
    let usable = !dropped || out.len() > start + 1;
    out.push(']');
    if !usable {
        out.truncate(start);
    }
    usable
}

fn text_lists(value: &str, out: &mut String, problems: &mut Diagnostics) -> bool {
    let mut lists = Writer::object();
    for (key, member) in json::members(value) {
        if member == "null" {
            continue;
        }
        if let Some(texts) = read_at(key, &Texts, member, problems) {
            lists.raw(key, &texts);
        }
    }
    out.push_str(&lists.finish());
    true
}

/// The raw strings of a list, or of a single string.
fn push_texts(value: &str, given: Json, out: &mut String, problems: &mut Diagnostics) -> bool {
    let mut texts = Writer::list();
    if given == Json::List {
        for (index, element) in (0u32..).zip(json::elements(value)) {
            let mut text = String::new();
            if push_string(element, json::kind(element), true, &mut text) {
                texts.push(&text);
            } else {
                let outside = problems.enter_index(index);
                problems.report("expected a string");
                problems.leave(outside);
            }
        }
    } else {
        let mut text = String::new();
        if !push_string(value, given, true, &mut text) {
            return false;
        }
        texts.push(&text);
    }
    out.push_str(&texts.finish());
    true
}

fn page_type(value: &str, out: &mut String, problems: &mut Diagnostics) -> bool {
    let known = PAGE_TYPES.contains(&json::bare(value));
    if !known {
        problems.report("invalid");
    }
    out.push_str(if known { value } else { r#""other""# });
    true
}

fn push_if(allowed: bool, value: &str, out: &mut String) -> bool {
    if allowed {
        out.push_str(value);
    }
    allowed
}

fn push_string(value: &str, given: Json, empty: bool, out: &mut String) -> bool {
    match given {
        Json::Text => push_if(empty || value.len() > 2, value, out),
        Json::Number => {
            out.push('"');
            out.push_str(value);
            out.push('"');
            true
        }
        _ => false,
    }
}

fn push_flag(value: &str, out: &mut String) -> bool {
    let flag = match value {
        "true" | "1" | "\"true\"" | "\"1\"" => "true",
        "false" | "0" | "\"false\"" | "\"0\"" | "\"\"" => "false",
        _ => return false,
    };
    out.push_str(flag);
    true
}

/// A number as it is; a string when it is a plain decimal, in the spelling JSON wants. The digits are never
/// computed with, so a price arrives exactly as the shop wrote it.
fn push_decimal(value: &str, given: Json, out: &mut String) -> bool {
    if given == Json::Number {
        out.push_str(value);
        return true;
    }
    let Some(text) = (given == Json::Text).then(|| json::text(value)).flatten() else {
        return false;
    };
    let text = text.trim_ascii();
    let (sign, digits) = match text.strip_prefix("-") {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, fraction) = json::cut(digits, b'.');
    let fraction = fraction.unwrap_or("");
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !plain(whole) || !plain(fraction) {
        return false;
    }
    let zeros = whole.bytes().take_while(|byte| *byte == b'0').count();
    let whole = whole.get(zeros..).unwrap_or("");
    out.push_str(sign);
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(kind: &Kind, value: &str) -> (Option<String>, Option<String>) {
        let mut problems = Diagnostics::new("");
        (read_at("v", kind, value, &mut problems), problems.finish())
    }

    #[test]
    fn ids_may_be_numbers() {
        assert_eq!(read_as(&Id, "181503").0.as_deref(), Some(r#""181503""#));
        assert_eq!(read_as(&Id, r#""a b""#).0.as_deref(), Some(r#""a b""#));
        for bad in [r#""""#, "true", "{}", "[]"] {
            assert_eq!(read_as(&Id, bad).0, None, "{bad}");
        }
    }

    #[test]
    fn prices_keep_their_digits() {
        for (given, wire) in [
            ("123.45", "123.45"),
            ("999", "999"),
            (r#""19.90""#, "19.90"),
            (r#"" 007.10 ""#, "7.10"),
            (r#"".5""#, "0.5"),
            (r#""5.""#, "5"),
            (r#""-3""#, "-3"),
            ("1e3", "1e3"),
            (r#""000""#, "0"),
        ] {
            assert_eq!(read_as(&Number, given).0.as_deref(), Some(wire), "{given}");
        }
        for bad in [r#""""#, r#"".""#, r#""1,50""#, r#""1.2.3""#, r#""€5""#, "true", r#""1e3""#, r#""--1""#] {
            assert_eq!(read_as(&Number, bad).0, None, "{bad}");
        }
    }

    #[test]
    fn flags_may_be_words() {
        assert_eq!(read_as(&Flag, r#""true""#).0.as_deref(), Some("true"));
        assert_eq!(read_as(&Flag, "0").0.as_deref(), Some("false"));
        assert_eq!(read_as(&Flag, r#""yes""#).0, None);
    }

    #[test]
    fn one_odd_member_costs_only_itself() {
        let (line, problems) = read_as(
            &Object(CART_ITEM),
            r#"{"product_id":1,"name":"Shirt","unit_price":{},"price_currency_code":"EUR","quantity":"2","colour":"red"}"#,
        );
        assert_eq!(
            line.as_deref(),
            Some(r#"{"product_id":"1","name":"Shirt","price_currency_code":"EUR","quantity":2}"#)
        );
        assert_eq!(
            problems.as_deref(),
            Some(concat!(
                r#"[{"path":"v.unit_price","problem":"expected a number"},"#,
                r#"{"path":"v.colour","problem":"unknown"}]"#
            ))
        );
    }

    #[test]
    fn a_line_without_its_product_is_dropped_and_the_others_stay() {
        let (lines, problems) = read_as(
            &List(CART_ITEM),
            r#"[{"name":"x","unit_price":1,"price_currency_code":"EUR","quantity":1},7,
                {"product_id":"a","name":"y","unit_price":1,"price_currency_code":"EUR","quantity":1}]"#,
        );
        assert_eq!(
            lines.as_deref(),
            Some(r#"[{"product_id":"a","name":"y","unit_price":1,"price_currency_code":"EUR","quantity":1}]"#)
        );
        assert_eq!(
            problems.as_deref(),
            Some(concat!(
                r#"[{"path":"v[0].product_id","problem":"missing"},"#,
                r#"{"path":"v[1]","problem":"expected an object"}]"#
            ))
        );
    }

    #[test]
    fn an_object_whose_indispensable_member_is_unreadable_is_dropped() {
        let line = r#"{"product_id":{},"name":"x","unit_price":1,"price_currency_code":"EUR","quantity":1}"#;
        assert_eq!(read_as(&Object(CART_ITEM), line).0, None);
    }

    #[test]
    fn a_list_with_nothing_readable_is_not_an_empty_list() {
        assert_eq!(read_as(&List(CART_ITEM), "[]").0.as_deref(), Some("[]"));
        assert_eq!(read_as(&List(CART_ITEM), "[1]").0, None);
    }

    #[test]
    fn single_strings_count_as_lists() {
        assert_eq!(read_as(&Texts, r#""red""#).0.as_deref(), Some(r#"["red"]"#));
        assert_eq!(read_as(&Texts, r#"["red",4,null]"#).0.as_deref(), Some(r#"["red","4"]"#));
        assert_eq!(
            read_as(&TextLists, r#"{"a":"x","b":["y"],"c":{},"d":null}"#).0.as_deref(),
            Some(r#"{"a":["x"],"b":["y"]}"#)
        );
    }
}
