//! A request on the wire, taken apart: query, flags, body.
use crate::clock;
use crate::id;
use crate::journal::Entry;
use crate::ledger::Outcome;
use crate::visitor::Flags;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, ORIGIN};

/// What both wire endpoints read from a request.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// When, in ms.
    pub at: u64,
    /// `GET` or `POST`.
    pub method: String,
    /// `/ev1` or `/order/track`.
    pub path: &'static str,
    /// `m`.
    pub account: String,
    /// `rid`.
    pub rid: Option<String>,
    /// `c`, when it looks like an id of ours.
    pub visitor: Option<String>,
    /// `skipPageViews`, `skipEvents`, and the opt-out header.
    pub flags: Flags,
    /// The message or order.
    pub body: Option<String>,
    content_type: Option<String>,
    origin: Option<String>,
}

impl Arrival {
    /// Reads the query, and for a POST the body: JSON text under any content type, or a form
    /// with the same names as the query.
    pub fn read(
        method: &str,
        path: &'static str,
        mut query: Vec<(String, String)>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Self {
        let header = |name| headers.get(name)?.to_str().ok().map(str::to_owned);
        let content_type: Option<String> = header(CONTENT_TYPE);
        let text = String::from_utf8_lossy(body);
        let text = text.trim();
        let is_form = content_type.as_deref().is_some_and(|kind| kind.contains("form-urlencoded"));
        if is_form && !text.starts_with('{') {
            query.extend(serde_urlencoded::from_str::<Vec<(String, String)>>(text).unwrap_or_default());
        } else if !text.is_empty() {
            query.insert(0, ("message".to_owned(), text.to_owned()));
        }
        let value = |name: &str| query.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let is_set = |name: &str| value(name).as_deref() == Some("true");
        Self {
            at: clock::now(),
            method: method.to_owned(),
            path,
            account: value("m").unwrap_or_default(),
            rid: value("rid").filter(|rid| !rid.is_empty()),
            visitor: value("c").filter(|visitor| id::is_well_formed(visitor)),
            flags: Flags {
                skip_page_views: is_set("skipPageViews"),
                skip_events: is_set("skipEvents"),
                do_not_track: headers.get("x-nosto-optout").is_some_and(|value| value == "1"),
            },
            body: value("message"),
            content_type,
            origin: header(ORIGIN),
        }
    }

    /// The same of a shop's own server, which named everything itself.
    pub fn of_server(account: &str, path: &'static str, visitor: &str, flags: Flags, body: String) -> Self {
        Self {
            at: clock::now(),
            method: "POST".to_owned(),
            path,
            account: account.to_owned(),
            rid: None,
            visitor: Some(visitor.to_owned()),
            flags,
            body: Some(body),
            content_type: None,
            origin: None,
        }
    }

    /// The log entry of this request, still without its number.
    pub fn entry(&self, status: u16, outcome: Outcome) -> Entry {
        let is_json = |body: &String| serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok();
        Entry {
            seq: 0,
            at: self.at,
            method: self.method.clone(),
            path: self.path.to_owned(),
            rid: self.rid.clone(),
            visitor: self.visitor.clone(),
            flags: self.flags,
            body: self.body.clone().filter(is_json),
            duplicate: outcome == Outcome::Repeated,
            applied: matches!(outcome, Outcome::Applied(_)),
            status,
            content_type: self.content_type.clone(),
            origin: self.origin.clone(),
            answer: match outcome {
                Outcome::Applied(answer) => Some(answer),
                Outcome::Repeated | Outcome::Refused => None,
            },
        }
    }
}
