//! Lists: filters, order, pages by cursor, and fields.
use super::refusal::Refusal;
use crate::commerce::clock;
use crate::commerce::table::{Document, project, text};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Items of a page unless asked otherwise, and at most.
const SIZE: usize = 50;
const LARGEST: usize = 200;

/// Query parameters.
pub type Parameters = Vec<(String, String)>;

/// What a parameter of one list means.
#[derive(Debug, Clone, Copy)]
pub enum Filter {
    /// The member is one of these values, of which the parameter names one.
    OneOf(&'static str, &'static [&'static str]),
    /// The member has this value.
    Is(&'static str),
    /// One of the objects in a list has this in its member.
    Any(&'static str, &'static str),
    /// One of the members has this in it.
    Has(&'static [&'static str]),
    /// The time is this or later.
    Since(&'static str),
    /// The time is this or earlier; a day counts whole.
    Until(&'static str),
}

/// How one resource is listed.
#[derive(Debug)]
pub struct Listing {
    /// Its filters.
    pub filters: &'static [(&'static str, Filter)],
    /// Members it can be sorted by, the first by default.
    pub sorts: &'static [&'static str],
}

const DAY: u64 = 86_400_000;

impl Filter {
    fn matches(self, document: &Document, wanted: &str) -> Result<bool, &'static str> {
        let is = |name: &str| match document.get(name) {
            Some(Value::String(text)) => text == wanted,
            Some(Value::Bool(set)) => wanted.parse() == Ok(*set),
            _ => false,
        };
        let date = || clock::read(wanted).ok_or("must be a date");
        let at = |name: &str| text(document, name).and_then(clock::read).unwrap_or_default();
        Ok(match self {
            Self::OneOf(_, known) if !known.contains(&wanted) => return Err("is not one of the allowed values"),
            Self::OneOf(name, _) | Self::Is(name) => is(name),
            Self::Any(list, name) => {
                let members = document.get(list).and_then(Value::as_array);
                members.is_some_and(|all| all.iter().any(|one| one.get(name).and_then(Value::as_str) == Some(wanted)))
            }
            Self::Has(names) => {
                let wanted = wanted.to_lowercase();
                names.iter().any(|name| text(document, name).is_some_and(|text| text.to_lowercase().contains(&wanted)))
            }
            Self::Since(name) => at(name) >= date()?,
            Self::Until(name) => at(name) < date()? + if wanted.contains('T') { 1 } else { DAY },
        })
    }
}

impl Listing {
    /// The page that is asked for, in its envelope.
    pub fn page(&self, documents: &[Document], parameters: &Parameters) -> Result<Value, Refusal> {
        let value = |name: &str| parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let limit = match value("limit").map(str::parse) {
            None => SIZE,
            Some(Ok(limit)) if (1..=LARGEST).contains(&limit) => limit,
            Some(_) => return Err(Refusal::invalid("limit", "must be between 1 and 200")),
        };
        let mut found = Vec::new();
        for document in documents {
            if self.matches(document, parameters)? {
                found.push(document);
            }
        }
        self.sort(&mut found, value("sort"), value("order"))?;
        let print = fingerprint(parameters);
        let start = value("cursor").map_or(Ok(0), |cursor| read_cursor(cursor, print))?;
        let end = start + limit;
        let next = (end < found.len()).then(|| cursor(end, print));
        let page: Vec<Document> = found.iter().skip(start).take(limit).map(|it| project(it, value("fields"))).collect();
        let meta = json!({"total": found.len(), "page": start / limit + 1, "limit": limit, "nextCursor": next});
        Ok(json!({"data": page, "meta": meta}))
    }

    fn matches(&self, document: &Document, parameters: &Parameters) -> Result<bool, Refusal> {
        for (name, wanted) in parameters {
            if let Some((_, filter)) = self.filters.iter().find(|(known, _)| known == name)
                && !filter.matches(document, wanted).map_err(|problem| Refusal::invalid(name, problem))?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn sort(&self, found: &mut [&Document], sort: Option<&str>, order: Option<&str>) -> Result<(), Refusal> {
        let member = sort.or(self.sorts.first().copied()).unwrap_or("id");
        if !self.sorts.contains(&member) {
            return Err(Refusal::invalid("sort", "is not a field that can be sorted by"));
        }
        let descending = match order {
            None | Some("desc") => true,
            Some("asc") => false,
            Some(_) => return Err(Refusal::invalid("order", "must be asc or desc")),
        };
        found.sort_by(|one, other| {
            let order = compare(one.get(member), other.get(member));
            if descending { order.reverse() } else { order }
        });
        Ok(())
    }
}

fn compare(one: Option<&Value>, other: Option<&Value>) -> Ordering {
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => {
            one.as_f64().partial_cmp(&other.as_f64()).unwrap_or(Ordering::Equal)
        }
        _ => one.and_then(Value::as_str).cmp(&other.and_then(Value::as_str)),
    }
}

/// A cursor belongs to the filters and the order it was given with; the documents do not say so, but one that is taken
/// elsewhere would skip items without a word.
fn fingerprint(parameters: &Parameters) -> u64 {
    let mut hasher = DefaultHasher::new();
    for pair in parameters.iter().filter(|(name, _)| !["cursor", "limit", "fields"].contains(&name.as_str())) {
        pair.hash(&mut hasher);
    }
    hasher.finish()
}

fn cursor(start: usize, print: u64) -> String {
    format!("cursor_{}", BASE64_URL_SAFE_NO_PAD.encode(format!("{start}.{print:x}")))
}

fn read_cursor(text: &str, print: u64) -> Result<usize, Refusal> {
    let read = || {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.strip_prefix("cursor_")?).ok()?;
        let (start, own) = std::str::from_utf8(&bytes).ok()?.split_once('.')?;
        (u64::from_str_radix(own, 16).ok()? == print).then(|| start.parse().ok())?
    };
    read().ok_or_else(|| Refusal::invalid("cursor", "does not belong to this list"))
}
