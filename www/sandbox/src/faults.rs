//! Faults on demand: the back end is slow, fails, refuses or answers garbage, for tests.
//!
//! These exist only because this is a sandbox. A fault of kind `status`, `html` or `close` hits
//! before the request is processed, the others after it, so that a client which repeats the
//! request meets the stored answer; `"process": true` or `false` says otherwise. With `"late": true` the wait
//! comes first: the request arrives late, whatever has become of its sender.
use crate::store::Reply;
use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The answer comes after `ms`.
    Delay,
    /// An error status (`status`, default 500) with a JSON body.
    Status,
    /// A page instead of JSON, with `status` (default 200).
    Html,
    /// The right answer, cut in the middle.
    Truncated,
    /// An answer whose every key holds the wrong type.
    WrongTypes,
    /// 204 and no body.
    NoContent,
    /// Bytes that are no text.
    Garbage,
    /// The connection is dropped without an answer.
    Close,
}

/// One fault, as `POST /sandbox/faults` takes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Start of the path it hits: `/ev1`, `/order/track`, `/v1/graphql`, `/analytics`, `/settings`, `/include`; `*` = all.
    pub path: String,
    /// What goes wrong.
    pub kind: Kind,
    /// Wait this long first; needed by `delay`, possible with every kind.
    #[serde(default)]
    pub ms: u64,
    /// HTTP status instead of the kind's own.
    pub status: Option<u16>,
    /// Body instead of the kind's own.
    pub body: Option<String>,
    /// How many requests it hits; all when absent.
    pub times: Option<u32>,
    /// Whether the request is processed all the same.
    pub process: Option<bool>,
    /// Whether it is processed after the wait only, even when nobody waits for the answer any more.
    #[serde(default)]
    pub late: bool,
    /// Headers of the answer, `Retry-After` or a `Date` of a clock that is wrong.
    #[serde(default)]
    pub headers: HashMap<String, String>,
}

impl Fault {
    /// Waits as long as the fault asks.
    pub async fn wait(&self) {
        if self.ms > 0 {
            tokio::time::sleep(Duration::from_millis(self.ms)).await;
        }
    }

    /// Whether the request takes effect.
    pub fn processes(&self) -> bool {
        let before = matches!(self.kind, Kind::Status | Kind::Html | Kind::Close);
        self.process.unwrap_or(!before)
    }

    /// The HTTP status the client will see; 0 for a dropped connection.
    pub fn status(&self) -> u16 {
        let own = match self.kind {
            Kind::Status => 500,
            Kind::NoContent => 204,
            Kind::Close => 0,
            _ => 200,
        };
        self.status.unwrap_or(own)
    }

    /// The spoilt form of an answer.
    pub fn spoil(&self, reply: &str) -> Response {
        let json = "application/json";
        let own: (&str, Bytes) = match self.kind {
            Kind::Delay => (json, reply.to_owned().into()),
            Kind::Status => (json, r#"{"errors":["out of order"]}"#.into()),
            Kind::Html => ("text/html", PAGE.into()),
            Kind::Truncated => {
                let half = reply.as_bytes().get(..reply.len() / 2).unwrap_or_default();
                (json, Bytes::copy_from_slice(half))
            }
            Kind::WrongTypes => (json, WRONG_TYPES.into()),
            Kind::NoContent => (json, Bytes::new()),
            Kind::Garbage => (json, Bytes::from_static(GARBAGE)),
            Kind::Close => return close(),
        };
        let body = self.body.clone().map_or(own.1, Bytes::from);
        let mut response = body.into_response();
        *response.status_mut() = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::OK);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(own.0));
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// Answers with the reply, spoilt when there is a fault.
pub fn respond(reply: Reply, fault: Option<&Fault>) -> Response {
    if let Some(fault) = fault {
        return fault.spoil(&reply.body);
    }
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(CONTENT_TYPE, "application/json")], reply.body).into_response()
}

/// A body that fails before its first byte makes the server drop the connection, with nothing
/// of the answer sent.
fn close() -> Response {
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
    Response::new(Body::new(BrokenBody(Some(broken))))
}

/// A body that breaks off before its first byte.
pub struct BrokenBody(Option<std::io::Error>);

impl BrokenBody {
    /// One that breaks for the same reason as another did.
    pub fn because(reason: impl std::fmt::Display) -> Self {
        Self(Some(std::io::Error::other(reason.to_string())))
    }
}

impl http_body::Body for BrokenBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        std::task::Poll::Ready(self.0.take().map(Err))
    }
}

const PAGE: &str = "<!doctype html><html><head><title>Gateway</title></head><body><h1>Hello</h1></body></html>";

const WRONG_TYPES: &str = r#"{"recommendations":["home-1",{"products":7}],"customer":42,"visit":{"id":[]},"pv":"many","gl":"FI","ct":[],"cs":{},"af":[1,{"top_brands":"x"}],"se":{"active_segments":"all"},"cmpid":{"a":1},"ed":[],"errors":"none","js":3,"debug":0}"#;

const GARBAGE: &[u8] = b"\x00\xff\xfe{\"recommendations\":\xc3\x28 \x80\x80}}]\x00";

/// The active faults of all accounts.
#[derive(Debug, Default)]
pub struct Faults {
    by_account: Mutex<HashMap<String, Vec<Fault>>>,
}

impl Faults {
    /// Adds one; the oldest that fits a request hits it.
    pub fn add(&self, account: &str, fault: Fault) {
        self.with(|faults| faults.entry(account.to_owned()).or_default().push(fault));
    }

    /// Ends all faults of an account.
    pub fn clear(&self, account: &str) {
        self.with(|faults| faults.remove(account));
    }

    /// The fault that hits this request, counted down.
    pub fn take(&self, account: &str, path: &str) -> Option<Fault> {
        self.with(|faults| {
            let faults = faults.get_mut(account)?;
            let place = faults
                .iter()
                .position(|fault| fault.times != Some(0) && (fault.path == "*" || path.starts_with(&fault.path)))?;
            let fault = faults.get_mut(place)?;
            let hit = fault.clone();
            fault.times = fault.times.map(|times| times - 1);
            faults.retain(|fault| fault.times != Some(0));
            Some(hit)
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<String, Vec<Fault>>) -> T) -> T {
        act(&mut self.by_account.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
