//! Whether a popup may open: its condition against the facts of the page and the visitor.
//!
//! A condition is read by the names of its members, so there is no table to keep: `min_` and `max_` bound a number,
//! `exc_` forbids what the list without the prefix asks for, `hide_` forbids a flag, and any other list must match.
//! The rest of the name is the name of the fact. What the facts do not state is not judged: a member this version
//! does not know can neither open a popup nor keep it shut.
//!
//! Where the platform is silent: an empty list and a bound of 0 are no condition; addresses match by a part of
//! them; everything else matches as a whole, without regard to ASCII case.

use super::json::{self, Kind};

/// The member of `condition` because of which a popup may not open, by its name; `None` when it may.
///
/// Facts (JSON): `cart_value` in major units, `cart_size`, `page_views`, `on_mobile`, `on_desktop`, `locations` (the
/// visitor's place: country, region, city), and the lists `page_types`, `urls`, `referer_urls`, `url_parameters`
/// (each as `name` and as `name=value`), `categories`, `brands`, `tags`. Both texts come from one serializer, so
/// strings are compared as they are written.
pub fn check<'a>(condition: &'a str, facts: &str) -> Option<&'a str> {
    let filters = json::get_flag(condition, "treat_url_conditions_as_filters");
    let mut unmet = None;
    let mut met = false;
    for (name, wanted) in json::members(condition) {
        let holds = judge(name, wanted, facts).unwrap_or(true);
        if !filters && is_address(name) && json::elements(wanted).next().is_some() {
            met |= holds;
            unmet = unmet.or(Some(name));
        } else if !holds {
            return Some(name);
        }
    }
    unmet.filter(|_| !met)
}

/// The members about addresses are alternatives unless the condition says that they are filters.
fn is_address(name: &str) -> bool {
    name.starts_with("url") || name.starts_with("ref")
}

/// Whether one member holds; `None` when it is no condition.
fn judge(name: &str, wanted: &str, facts: &str) -> Option<bool> {
    if name.starts_with("enabled") {
        return Some(wanted != "false");
    }
    let (prefix, about) = match json::cut(name, b'_') {
        (prefix @ ("min" | "max" | "exc" | "hide"), Some(about)) => (prefix, about),
        _ => ("", name),
    };
    let fact = json::get(facts, about)?;
    match prefix {
        "hide" => Some(wanted != "true" || fact != "true"),
        "min" | "max" => {
            let bound = decimal(wanted).filter(|bound| *bound > 0.0)?;
            let value = decimal(fact).unwrap_or(0.0);
            Some(value == bound || (value > bound) == (prefix == "min"))
        }
        _ => {
            let mut found = None;
            for one in json::elements(wanted) {
                found = Some(found == Some(true) || matches(one, fact, about.ends_with("urls")));
            }
            found.map(|found| found != (prefix == "exc"))
        }
    }
}

/// Whether `wanted` is among the texts of `fact`; a list has to be the beginning of it.
fn matches(wanted: &str, fact: &str, by_part: bool) -> bool {
    let is_list = json::kind(wanted) == Kind::List;
    let mut parts = json::elements(wanted);
    for known in json::elements(fact) {
        let part = if is_list { parts.next() } else { Some(wanted) };
        let Some(part) = part else { break };
        if same(json::bare(part), json::bare(known), by_part) != is_list {
            return !is_list;
        }
    }
    is_list && parts.next().is_none()
}

fn same(wanted: &str, known: &str, by_part: bool) -> bool {
    if by_part && !wanted.is_empty() {
        return known.as_bytes().windows(wanted.len()).any(|part| part == wanted.as_bytes());
    }
    !wanted.is_empty() && known.eq_ignore_ascii_case(wanted)
}

/// A plain decimal: the standard parser would cost more than everything else in here.
fn decimal(value: &str) -> Option<f64> {
    let (_, fraction) = json::cut(value, b'.');
    let fraction = fraction.map_or("", |digits| digits.get(..15).unwrap_or(digits));
    let scale = fraction.bytes().fold(1.0, |scale, _| scale * 10.0);
    Some(json::whole_number(value)? + json::whole_number(fraction).unwrap_or(0.0) / scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn facts() -> Value {
        json!({
            "cart_value": 49.95, "cart_size": 2, "page_views": 3, "on_mobile": true, "on_desktop": false,
            "locations": ["DE", "Bavaria", "Munich"], "page_types": ["product"],
            "urls": ["https://shop.test/p/Lamp?x=1"], "referer_urls": ["https://news.test/a"],
            "url_parameters": ["x", "x=1"], "categories": ["/Home/Lighting"], "brands": ["Åland"], "tags": ["new", "\"new\""],
        })
    }

    #[track_caller]
    fn assert_check(condition: Value, reason: Option<&str>) {
        assert_eq!(check(&condition.to_string(), &facts().to_string()), reason, "{condition}");
    }

    #[test]
    fn numbers_are_bounds_that_include_their_end() {
        for (name, below, same, above) in [
            ("cart_value", json!(49.94), json!(49.95), json!(49.96)),
            ("cart_size", json!(1), json!(2), json!(3)),
            ("page_views", json!(2), json!(3.0), json!(3.5)),
        ] {
            let (min, max) = (format!("min_{name}"), format!("max_{name}"));
            for (bound, at_least, at_most) in [(below, true, false), (same, true, true), (above, false, true)] {
                assert_check(json!({&min: bound}), (!at_least).then_some(&min));
                assert_check(json!({&max: bound}), (!at_most).then_some(&max));
            }
        }
    }

    #[test]
    fn zero_null_negative_and_odd_bounds_are_none() {
        for bound in [json!(0), json!(0.0), json!(null), json!(-1), json!("9"), json!({}), json!(true)] {
            assert_check(json!({"max_cart_value": bound, "min_cart_size": bound}), None);
        }
    }

    #[test]
    fn lists_ask_and_forbid() {
        for (name, there, absent) in [
            ("locations", json!(["DE"]), json!(["FI"])),
            ("locations", json!(["de", "bavaria"]), json!(["DE", "Berlin"])),
            ("locations", json!(["DE", "Bavaria", "Munich"]), json!(["DE", "Bavaria", "Munich", "Mitte"])),
            ("page_types", json!("Product"), json!("cart")),
            ("urls", json!("/p/Lamp"), json!("/p/lamp")),
            ("referer_urls", json!("news.test"), json!("search.test")),
            ("url_parameters", json!("x=1"), json!("x=2")),
            ("url_parameters", json!("x"), json!("x=")),
            ("tags", json!("\"new\""), json!("")),
            ("categories", json!("/home/lighting"), json!("/Home")),
            ("brands", json!("Åland"), json!("Åla")),
            ("tags", json!("new"), json!("old")),
        ] {
            let excluded = format!("exc_{name}");
            assert_check(json!({name: [absent, there]}), None);
            assert_check(json!({name: [absent]}), Some(name));
            assert_check(json!({&excluded: [absent, there]}), Some(&excluded));
            assert_check(json!({&excluded: [absent]}), None);
            assert_check(json!({name: [], &excluded: []}), None);
        }
    }

    #[test]
    fn devices_and_switches() {
        assert_check(json!({"hide_on_mobile": true}), Some("hide_on_mobile"));
        assert_check(json!({"hide_on_mobile": false, "hide_on_desktop": true}), None);
        assert_check(json!({"enabled": false}), Some("enabled"));
        assert_check(json!({"enabledInJs": false}), Some("enabledInJs"));
        assert_check(json!({"enabled": true, "enabledInJs": true, "advanced": true}), None);
    }

    #[test]
    fn addresses_are_alternatives_unless_they_are_filters() {
        let one = json!({"urls": ["/p/"], "referer_urls": ["search.test"]});
        assert_check(one, None);
        assert_check(json!({"urls": ["/cart"], "url_parameters": ["y"]}), Some("url_parameters"));
        assert_check(json!({"urls": ["/p/"], "exc_referer_urls": ["news"]}), Some("exc_referer_urls"));
        let filters =
            json!({"treat_url_conditions_as_filters": true, "urls": ["/p/"], "referer_urls": ["search.test"]});
        assert_check(filters, Some("referer_urls"));
    }

    #[test]
    fn what_the_facts_do_not_state_is_not_judged() {
        assert_check(json!({"schedules": ["night"], "min_age": 18, "hide_on_watch": true, "": [1], "min_": 3}), None);
        assert_eq!(check(r#"{"min_cart_size":1,"tags":["a"]}"#, "{}"), None);
        assert_eq!(check(r#"{"min_cart_size":1}"#, r#"{"cart_size":"?"}"#), Some("min_cart_size"));
    }

    #[test]
    fn conditions_of_the_wrong_kind_are_none() {
        for condition in ["", "null", "[]", "5", "\"x\"", "{"] {
            assert_eq!(check(condition, &facts().to_string()), None);
        }
        assert_check(json!({"urls": "x", "tags": {}, "locations": "DE"}), None);
        assert_check(json!({"tags": [1, null]}), Some("tags"));
    }
}
