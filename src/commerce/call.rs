//! One call: its arguments, how patiently it is made, and what comes back.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::Error;
use super::http::{Headers, Response};
use super::{fault, shape::Shape};

/// What a call is made with. The default has nothing.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// The values for the `{…}` of the path, in order.
    pub path: Vec<String>,
    /// Filters and whatever else goes into the query, in order.
    pub query: Vec<(String, String)>,
    /// The body.
    pub body: Option<Value>,
    /// Patience for this call alone.
    pub options: Options,
}

impl Call {
    /// A call of something with these values in its path.
    pub fn to<Text: Into<String>>(path: impl IntoIterator<Item = Text>) -> Self {
        Self { path: path.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// With one more value in the query.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl ToString) -> Self {
        self.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// With a body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Value>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// With other patience.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }
}

/// Patience and headers. What is not set is as the client has it, and then as stated here.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    /// How long one attempt may take, in milliseconds; 30,000 by default.
    pub timeout: Option<u64>,
    /// How long the call may take with all attempts and waits, in milliseconds; without end by default, because
    /// waiting for the rate limit takes as long as the caller's own load asks for.
    pub deadline: Option<u64>,
    /// How often a failed attempt of an idempotent method is repeated; 2 by default.
    pub retries: Option<u32>,
    /// More headers; they cannot replace those the system needs.
    pub headers: Headers,
}

impl Options {
    /// These, and where they say nothing, the others.
    #[must_use]
    pub fn or(&self, others: &Self) -> Self {
        let mut headers = others.headers.clone();
        self.headers.iter().for_each(|(name, value)| headers.set(name, value));
        Self {
            timeout: self.timeout.or(others.timeout),
            deadline: self.deadline.or(others.deadline),
            retries: self.retries.or(others.retries),
            headers,
        }
    }

    pub(super) fn attempt(&self) -> Duration {
        Duration::from_millis(self.timeout.unwrap_or(30_000))
    }

    pub(super) fn retries(&self) -> u32 {
        self.retries.unwrap_or(2)
    }
}

/// What is known about an answer besides what it says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// The status.
    pub status: u16,
    /// How the system names the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// How many things the whole list has, where it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// The shop's main language, where it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The rate limit, where it is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Rate>,
    /// How many requests it took.
    pub attempts: u32,
}

/// What the headers say of the rate limit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// How many requests the bucket or window takes.
    pub limit: f64,
    /// How many of them are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining: Option<f64>,
    /// As it came: its unit is the system's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reset: Option<f64>,
}

impl Meta {
    /// Reads the headers, and of a page the total, where no header has it.
    pub(super) fn read(response: &Response, page: Option<&Value>, attempts: u32) -> Self {
        let headers = &response.headers;
        let told = |page: &Value| page.get("meta").unwrap_or(page).get("total")?.as_f64();
        let total = headers.number("x-total-count").or_else(|| page.and_then(told));
        Self {
            status: response.status,
            request_id: fault::request_id(response),
            total: total.filter(|total| *total >= 0.0).map(|total| total as u64),
            language: headers.get("x-main-language").map(str::to_owned),
            rate: Rate::read(headers),
            attempts,
        }
    }
}

impl Rate {
    fn read(headers: &Headers) -> Option<Self> {
        let told = |word: &str| {
            let spellings = [format!("x-rate-limit-{word}"), format!("x-ratelimit-{word}")];
            spellings.iter().find_map(|name| headers.number(name))
        };
        Some(Self { limit: told("limit")?, remaining: told("remaining"), reset: told("reset") })
    }
}

/// An answer: what it says, and what is known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply<T> {
    /// What was asked for.
    pub value: T,
    /// About it.
    pub meta: Meta,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// About it.
    pub meta: Meta,
    /// The way to the page after it.
    pub next: Option<Next>,
}

/// The way to a page. It remembers one page it came by, moved on at every power of two, so that pages which lead in a
/// circle of any length are noticed (Brent's algorithm) without remembering all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Next {
    pub(super) url: String,
    anchor: String,
    step: u32,
}

impl Next {
    /// From the page at `from`, itself reached by `before`, to the one at `url`; nothing if that is a circle.
    pub(super) fn after(before: Option<&Self>, from: &str, url: String) -> Option<Self> {
        let step = before.map_or(0, |before| before.step).saturating_add(1);
        let anchor = match before {
            Some(before) if !step.is_power_of_two() => before.anchor.clone(),
            _ => from.to_owned(),
        };
        (url != anchor).then_some(Self { url, anchor, step })
    }
}

/// Decodes what a system said, after its ids, amounts and counts are in their one form.
pub(super) fn decode<T: serde::de::DeserializeOwned>(mut value: Value, shape: &Shape) -> Result<T, Error> {
    shape.apply(&mut value);
    serde_json::from_value(value).map_err(|error| Error::new(super::error::Kind::Decode, error.to_string()))
}
