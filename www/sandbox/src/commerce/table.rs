//! Documents by number, as a shop system keeps them.
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One JSON object.
pub type Document = Map<String, Value>;

/// Documents of one kind, oldest first.
#[derive(Debug, Default, Clone)]
pub struct Table {
    rows: BTreeMap<u64, Document>,
    latest: u64,
}

impl Table {
    /// Empty; the first document gets the number after `latest`.
    pub const fn after(latest: u64) -> Self {
        Self { rows: BTreeMap::new(), latest }
    }

    /// Keeps a document under the next number, which becomes its `id`.
    pub fn add(&mut self, mut document: Document) -> u64 {
        self.latest += 1;
        document.insert("id".into(), self.latest.into());
        self.rows.insert(self.latest, document);
        self.latest
    }

    /// The document of a number.
    pub fn get(&self, id: u64) -> Option<&Document> {
        self.rows.get(&id)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, id: u64) -> Option<&mut Document> {
        self.rows.get_mut(&id)
    }

    /// Forgets a document.
    pub fn remove(&mut self, id: u64) -> Option<Document> {
        self.rows.remove(&id)
    }

    /// All, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Document> {
        self.rows.values()
    }
}

/// A member that is text.
pub fn text<'a>(document: &'a Document, name: &str) -> Option<&'a str> {
    document.get(name)?.as_str()
}

/// A member that is a whole number, as a number or as text.
pub fn whole(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The object of a `json!` literal.
pub fn document(value: Value) -> Document {
    match value {
        Value::Object(document) => document,
        _ => Document::new(),
    }
}

/// Only the members named in a comma-separated list.
pub fn project(document: &Document, fields: Option<&str>) -> Document {
    let Some(fields) = fields else {
        return document.clone();
    };
    let names = fields.split(',').map(str::trim);
    names.filter_map(|name| Some((name.to_owned(), document.get(name)?.clone()))).collect()
}
