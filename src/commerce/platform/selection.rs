//! What is asked of sessions, products and recommendations.

use serde_json::{Map, Value};

use super::literal::member;
use crate::commerce::error::Error;

/// What is told of a product, unless `select` says it.
pub const PRODUCT: &str = "productId name url imageUrl price listPrice priceCurrencyCode availability brand categories";
/// The same of one that is recommended.
const RECOMMENDED: &str = "productId name url imageUrl price";

/// Parts of a session.
const PARTS: [(&str, &str); 4] = [
    ("customer", "customer{firstName lastName email marketingPermission customerReference}"),
    ("cart", "cart{items{productId skuId name unitPrice priceCurrencyCode quantity}}"),
    ("events", "events{type target targetFragment ref refType}"),
    ("segments", "segments{id name}"),
];

/// Pages, and the argument besides `params` without which one cannot be asked for.
const PAGES: [(&str, &str); 10] = [
    ("forFrontPage", ""),
    ("forNotFoundPage", ""),
    ("forGeneralLayoutPage", ""),
    ("forOtherPage", ""),
    ("forLandingPage", ""),
    ("forProductPage", "product"),
    ("forCategoryPage", "category"),
    ("forSearchPage", "term"),
    ("forCartPage", "value"),
    ("forOrderPage", "value"),
];

/// Ways to recommend, and what is told besides the products.
const WAYS: [(&str, &str); 6] = [
    ("toplist", ""),
    ("related", ""),
    ("search", ""),
    ("random", ""),
    ("history", ""),
    ("category", " batchToken totalPrimaryCount resultId"),
];

/// A session: parts by `include`, and the recommendations of `pages` and `recos`.
pub fn session(told: &mut Map<String, Value>) -> Result<String, Error> {
    let mut text = "id".to_owned();
    let included = told.remove("include").unwrap_or_default();
    for part in included.as_array().into_iter().flatten() {
        let known = PARTS.iter().find(|(name, _)| part.as_str() == Some(name));
        let (_, selected) = known.ok_or_else(|| Error::config("include: customer, cart, events or segments"))?;
        text.push(' ');
        text.push_str(selected);
    }
    text.push_str(&pages(told)?);
    let Some(mut recos) = object(told, "recos")? else { return Ok(text) };
    let mut arguments = String::new();
    for name in ["preview", "image", "addAttributionParameters"] {
        if let Some(value) = recos.remove(name).filter(|value| !value.is_null()) {
            arguments.push_str(if arguments.is_empty() { "(" } else { "," });
            member(name, &value, &format!("recos.{name}"), false, &mut arguments)?;
        }
    }
    arguments.push_str(if arguments.is_empty() { "" } else { ")" });
    Ok(format!("{text} recos{arguments}{{{}}}", ways(recos, "recos")?))
}

/// The visitor of an order that was placed, and the recommendations of `pages`.
pub fn placed(told: &mut Map<String, Value>) -> Result<String, Error> {
    Ok(format!("id{}", pages(told)?))
}

/// Ways to recommend without a session.
pub fn recommendations(told: &mut Map<String, Value>) -> Result<String, Error> {
    let names = WAYS.map(|(name, _)| name);
    let asked = names.iter().filter_map(|name| Some(((*name).to_owned(), told.remove(*name)?))).collect::<Map<_, _>>();
    ways(asked, "recommendations")
}

/// What is asked of products: `select`, which is GraphQL of whoever wrote the program, or `usual`.
pub fn products(told: &mut Map<String, Value>, usual: &str) -> Result<String, Error> {
    match told.remove("select") {
        None | Some(Value::Null) => Ok(usual.to_owned()),
        Some(Value::String(text)) if is_balanced(&text) => Ok(text),
        Some(_) => Err(Error::config("select: names of members, such as \"productId skus{id}\"")),
    }
}

fn pages(told: &mut Map<String, Value>) -> Result<String, Error> {
    let Some(pages) = object(told, "pages")? else { return Ok(String::new()) };
    let mut text = String::new();
    for (name, page) in pages {
        let path = format!("pages.{name}");
        let Some((_, needed)) = PAGES.iter().find(|(known, _)| *known == name) else {
            return Err(Error::config(format!("{path}: there is no such page")));
        };
        let mut arguments = arguments(page, &path)?;
        let selected = products(&mut arguments, RECOMMENDED)?;
        if !needed.is_empty() && arguments.get(*needed).is_none_or(Value::is_null) {
            return Err(Error::config(format!("{path}.{needed} is missing")));
        }
        text.push_str(&field(&name, arguments, &path)?);
        text.push_str(&format!("{{divId resultId primary{{{selected}}}}} "));
    }
    Ok(format!(" pages{{{}}}", text.trim_end()))
}

fn ways(asked: Map<String, Value>, path: &str) -> Result<String, Error> {
    let mut text = String::new();
    for (name, way) in asked {
        let path = format!("{path}.{name}");
        let Some((_, more)) = WAYS.iter().find(|(known, _)| *known == name) else {
            return Err(Error::config(format!("{path}: there is no such recommendation")));
        };
        let mut arguments = arguments(way, &path)?;
        let selected = products(&mut arguments, RECOMMENDED)?;
        text.push_str(&field(&name, arguments, &path)?);
        text.push_str(&format!("{{primary{{{selected}}}{more}}} "));
    }
    if text.is_empty() {
        let all = WAYS.map(|(name, _)| name).join(", ");
        return Err(Error::config(format!("{path}: at least one of {all}")));
    }
    Ok(text.trim_end().to_owned())
}

/// `name(argument:value,…)`.
fn field(name: &str, arguments: Map<String, Value>, path: &str) -> Result<String, Error> {
    let mut text = name.to_owned();
    let mut given = arguments.iter().filter(|(_, value)| !value.is_null()).peekable();
    if given.peek().is_none() {
        return Ok(text);
    }
    text.push('(');
    for (index, (name, value)) in given.enumerate() {
        text.push_str(if index == 0 { "" } else { "," });
        member(name, value, &format!("{path}.{name}"), false, &mut text)?;
    }
    text.push(')');
    Ok(text)
}

/// Arguments of a field; `true` says that it is wanted without any.
fn arguments(value: Value, path: &str) -> Result<Map<String, Value>, Error> {
    match value {
        Value::Object(arguments) => Ok(arguments),
        Value::Bool(true) => Ok(Map::new()),
        _ => Err(Error::config(format!("{path}: must be an object"))),
    }
}

fn object(told: &mut Map<String, Value>, name: &str) -> Result<Option<Map<String, Value>>, Error> {
    match told.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(members)) => Ok(Some(members)),
        Some(_) => Err(Error::config(format!("{name}: must be an object"))),
    }
}

/// Whether a selection ends where it began.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_u32;
    for char in text.chars() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => return false,
            '}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && text.chars().any(char::is_alphanumeric)
}
