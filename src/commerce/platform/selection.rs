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

/// Ways to recommend.
pub const WAY_NAMES: [&str; 6] = ["toplist", "related", "search", "random", "history", "category"];

/// What is told of a way to recommend besides the products.
fn more(way: &str) -> &'static str {
    if way == "category" { "batchToken totalPrimaryCount resultId" } else { "" }
}

/// Arguments of recommendations as a whole.
const FRAME: [&str; 3] = ["preview", "image", "addAttributionParameters"];

/// A session: parts by `include`, and the recommendations of `pages` and `recos`.
pub fn session(told: &Map<String, Value>) -> Result<String, Error> {
    let mut text = "id".to_owned();
    for part in told.get("include").and_then(Value::as_array).into_iter().flatten() {
        let known = PARTS.iter().find(|(name, _)| part.as_str() == Some(name));
        let (_, selected) = known.ok_or_else(|| Error::config("include: customer, cart, events or segments"))?;
        text.push(' ');
        text.push_str(selected);
    }
    pages(told, &mut text)?;
    if let Some(recos) = object(told, "recos")? {
        if let Some(name) = recos.keys().find(|name| !FRAME.contains(&name.as_str()) && !is_way(name)) {
            return Err(wrong("recos", name, ": there is no such recommendation"));
        }
        text.push_str(" recos");
        arguments(recos, "recos", |name| FRAME.contains(&name), &mut text)?;
        text.push('{');
        ways(recos, "recos", &mut text)?;
        text.push('}');
    }
    Ok(text)
}

/// The visitor of an order that was placed, and the recommendations of `pages`.
pub fn placed(told: &Map<String, Value>) -> Result<String, Error> {
    let mut text = "id".to_owned();
    pages(told, &mut text)?;
    Ok(text)
}

/// Ways to recommend without a session.
pub fn recommendations(told: &Map<String, Value>) -> Result<String, Error> {
    let mut text = String::new();
    ways(told, "recommendations", &mut text)?;
    Ok(text)
}

/// What is asked of products: `select`, which is GraphQL of whoever wrote the program, or `usual`.
pub fn products<'a>(told: &'a Map<String, Value>, usual: &'static str) -> Result<&'a str, Error> {
    match told.get("select") {
        None | Some(Value::Null) => Ok(usual),
        Some(Value::String(text)) if is_balanced(text) => Ok(text),
        Some(_) => Err(Error::config("select: names of members, such as \"productId skus{id}\"")),
    }
}

fn pages(told: &Map<String, Value>, text: &mut String) -> Result<(), Error> {
    let Some(pages) = object(told, "pages")? else { return Ok(()) };
    text.push_str(" pages{");
    for (name, page) in pages {
        let Some((_, needed)) = PAGES.iter().find(|(known, _)| *known == name) else {
            return Err(wrong("pages", name, ": there is no such page"));
        };
        let asked = page.as_object();
        if !needed.is_empty() && asked.and_then(|asked| asked.get(*needed)).is_none_or(Value::is_null) {
            return Err(wrong("pages", name, &[".", needed, " is missing"].concat()));
        }
        recommended("pages", name, page, ["divId resultId ", ""], text)?;
    }
    text.push('}');
    Ok(())
}

fn ways(asked: &Map<String, Value>, path: &str, text: &mut String) -> Result<(), Error> {
    let before = text.len();
    for (name, way) in asked.iter().filter(|(name, _)| is_way(name)) {
        recommended(path, name, way, ["", more(name)], text)?;
    }
    if text.len() == before {
        return Err(Error::config([path, ": at least one of ", &WAY_NAMES.join(", ")].concat()));
    }
    Ok(())
}

fn is_way(name: &str) -> bool {
    WAY_NAMES.contains(&name)
}

/// `name(argument:value,…){… primary{…} …}`; `true` asks for it without any argument.
fn recommended(path: &str, name: &str, asked: &Value, around: [&str; 2], text: &mut String) -> Result<(), Error> {
    let none = Map::new();
    let asked = match asked {
        Value::Object(asked) => asked,
        Value::Bool(true) => &none,
        _ => return Err(wrong(path, name, ": must be an object")),
    };
    text.push_str(name);
    arguments(asked, &[path, ".", name].concat(), |argument| argument != "select", text)?;
    let [before, after] = around;
    for part in ["{", before, "primary{", products(asked, RECOMMENDED)?, "} ", after, "} "] {
        text.push_str(part);
    }
    Ok(())
}

/// `(argument:value,…)`, or nothing.
fn arguments(
    given: &Map<String, Value>,
    path: &str,
    is_one: impl Fn(&str) -> bool,
    text: &mut String,
) -> Result<(), Error> {
    let mut mark = "(";
    for (name, value) in given.iter().filter(|(name, value)| !value.is_null() && is_one(name)) {
        text.push_str(mark);
        member(name, value, &[path, ".", name].concat(), false, text)?;
        mark = ",";
    }
    text.push_str(if mark == "," { ")" } else { "" });
    Ok(())
}

fn object<'a>(told: &'a Map<String, Value>, name: &str) -> Result<Option<&'a Map<String, Value>>, Error> {
    match told.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(members)) => Ok(Some(members)),
        Some(_) => Err(Error::config([name, ": must be an object"].concat())),
    }
}

fn wrong(path: &str, name: &str, problem: &str) -> Error {
    Error::config([path, ".", name, problem].concat())
}

/// Whether a selection ends where it began.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0_u32;
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return false,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}
