//! The log of what arrived on the wire: read by tests, and the source the state is rebuilt from.
use crate::visitor::Flags;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::Arc;

/// How many requests of an account the inspection shows.
const SHOWN: usize = 5_000;

/// One request on the wire.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Counts up over all accounts.
    pub seq: u64,
    /// Arrival in ms.
    pub at: u64,
    /// `GET` or `POST`.
    pub method: String,
    /// `/ev1` or `/order/track`.
    pub path: String,
    /// Idempotency key.
    pub rid: Option<String>,
    /// The visitor id the request named or was given.
    pub visitor: Option<String>,
    /// How it asked to be counted.
    pub flags: Flags,
    /// The message or order as it was sent, when it was JSON.
    pub body: Option<String>,
    /// It repeated an earlier request and changed nothing.
    pub duplicate: bool,
    /// It changed the visitor's state.
    pub applied: bool,
    /// HTTP status of the answer.
    pub status: u16,
    /// Content-Type of the request.
    pub content_type: Option<String>,
    /// Origin of the request.
    pub origin: Option<String>,
    /// The answer a repetition gets: a recipe for `/ev1`, the text for `/order/track`.
    pub answer: Option<String>,
}

impl Entry {
    /// As `GET /sandbox/requests` shows it.
    pub fn shown(&self) -> Value {
        let body = self.body.as_deref().and_then(|body| serde_json::from_str::<Value>(body).ok());
        let is_order = self.path == "/order/track";
        let (message, order) = if is_order { (None, body) } else { (body, None) };
        let set = [
            ("skipPageViews", self.flags.skip_page_views),
            ("skipEvents", self.flags.skip_events),
            ("doNotTrack", self.flags.do_not_track),
        ];
        let flags: serde_json::Map<String, Value> =
            set.iter().filter(|(_, set)| *set).map(|(name, _)| ((*name).to_owned(), Value::Bool(true))).collect();
        json!({
            "seq": self.seq, "at": self.at, "method": self.method, "path": self.path,
            "rid": self.rid, "visitor": self.visitor, "flags": flags, "message": message,
            "order": order, "duplicate": self.duplicate, "status": self.status,
            "content_type": self.content_type, "origin": self.origin,
        })
    }
}

/// The latest requests of one account.
#[derive(Debug, Default)]
pub struct Journal {
    entries: VecDeque<Arc<Entry>>,
}

impl Journal {
    /// Adds the latest.
    pub fn push(&mut self, entry: Arc<Entry>) {
        if self.entries.len() == SHOWN {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    /// Requests after `since`, of one visitor or of all, oldest first.
    pub fn list(&self, visitor: Option<&str>, since: u64) -> Vec<Arc<Entry>> {
        let wanted =
            |entry: &&Arc<Entry>| entry.seq > since && visitor.is_none_or(|id| entry.visitor.as_deref() == Some(id));
        self.entries.iter().filter(wanted).cloned().collect()
    }
}
