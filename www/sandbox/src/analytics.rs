//! What shoppers did with search results and categories: `POST /analytics/{search|category}/{impression|click}`.
use crate::arrival::Arrival;
use crate::ledger::Outcome;
use crate::store::{Books, Reply, Store};
use axum::extract::Query;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The paths, as they are logged.
pub const PATHS: [&str; 4] = [
    "/analytics/search/impression",
    "/analytics/search/click",
    "/analytics/category/impression",
    "/analytics/category/click",
];

/// How often each text was searched for with results, letters as they were first typed.
#[derive(Debug, Clone, Default)]
pub struct Searches {
    counts: HashMap<String, (String, usize)>,
}

impl Searches {
    /// Counts an impression of the first page of what a shopper sent off; what is still being typed is no search.
    pub fn count(&mut self, path: &str, event: &Map<String, Value>) {
        let metadata = event.get("metadata");
        let is = |name: &str| metadata.and_then(|data| data.get(name)) == Some(&Value::Bool(true));
        let text = metadata.and_then(|data| data.get("query")).and_then(Value::as_str).unwrap_or_default().trim();
        let is_first = event.get("page").and_then(Value::as_u64) == Some(1);
        let counts = path == "/analytics/search/impression" && is("hasResults") && !is("isAutoComplete") && is_first;
        if counts && !text.is_empty() {
            self.counts.entry(text.to_lowercase()).or_insert_with(|| (text.to_owned(), 0)).1 += 1;
        }
    }

    /// Texts with how often, most often first.
    pub fn popular(&self) -> Vec<(String, usize)> {
        let mut all: Vec<(String, usize)> = self.counts.values().cloned().collect();
        all.sort_by(|(one, count), (other, other_count)| other_count.cmp(count).then_with(|| one.cmp(other)));
        all
    }
}

/// The query with the names the other endpoints use.
pub fn named(Query(query): Query<Vec<(String, String)>>) -> Query<Vec<(String, String)>> {
    let name = |name: String| match name.as_str() {
        "merchant" => "m".to_owned(),
        "customer" => "c".to_owned(),
        _ => name,
    };
    Query(query.into_iter().map(|(key, value)| (name(key), value)).collect())
}

/// Whether an event has what its path needs.
///
/// # Errors
/// The path of the first member that is missing.
pub fn check(path: &str, event: &Map<String, Value>) -> Result<(), &'static str> {
    let metadata = event.get("metadata").and_then(Value::as_object).ok_or("metadata: missing")?;
    let is_text = |object: &Map<String, Value>, name: &str| object.get(name).is_some_and(Value::is_string);
    if path.starts_with("/analytics/search/") {
        let flags = [
            "isOrganic",
            "isAutoCorrect",
            "isAutoComplete",
            "isKeyword",
            "isPopular",
            "isSorted",
            "hasResults",
            "isRefined",
        ];
        if !flags.iter().all(|name| metadata.get(*name).is_some_and(Value::is_boolean)) {
            return Err("metadata: a flag is missing");
        }
        if !is_text(metadata, "query") || !is_text(metadata, "resultId") {
            return Err("metadata: query or resultId is missing");
        }
    } else if !is_text(metadata, "category") {
        return Err("metadata.category: missing");
    }
    if path.ends_with("/click") {
        return if is_text(event, "productId") { Ok(()) } else { Err("productId: missing") };
    }
    let is_list = event.get("productIds").and_then(Value::as_array).is_some_and(|ids| ids.iter().all(Value::is_string));
    let has_page = event.get("page").and_then(Value::as_u64).is_some_and(|page| page > 0);
    if is_list && has_page { Ok(()) } else { Err("productIds or page: missing") }
}

impl Store {
    /// Stores an analytics event.
    pub fn analytics(&self, books: &Books, arrival: &Arrival, status: u16) -> Reply {
        let event = match crate::store::object(arrival.body.as_deref()) {
            Ok(event) => event,
            Err(reply) => return self.refuse(books, arrival, reply),
        };
        if let Err(problem) = check(arrival.path, &event) {
            let body = serde_json::json!({"errors": [problem]}).to_string();
            return self.refuse(books, arrival, Reply { status: 400, body });
        }
        let mut ledger = books.ledger();
        if !arrival.flags.do_not_track {
            ledger.count_search(arrival.path, &event);
        }
        let mut entry = arrival.entry(status, Outcome::Applied(String::new()));
        entry.applied = !arrival.flags.do_not_track;
        self.log(books.account, &mut ledger, entry);
        Reply { status: 200, body: String::new() }
    }
}
