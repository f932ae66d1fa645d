//! The platform's own APIs for servers: GraphQL with sessions, orders, products and recommendations, and REST for feeds
//! and privacy. A key that is sent in the clear is revoked at once, so nothing is ever sent but by HTTPS.

mod endpoints;
mod literal;
mod operation;
mod scope;
mod search;
mod selection;

pub use endpoints::*;
pub use scope::Tokens;
pub use search::{ROWS as SEARCH_ROWS, SEARCH, connect as connect_search};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::call::Call;
use super::client::Client;
use super::endpoint::{Answer, Row};
use super::error::{Error, Kind};
use super::http::{Headers, Method};
use super::limit::{Limiter, Unlimited};
use super::ports::Ports;
use super::secret::Secret;
use super::shape::Shape;
use super::system::{Read, System};
use super::token::Tokens as Source;
use super::url::{Base, Plain};

/// Where, and what may be done there. The tokens say which account it is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Config {
    /// The address of the APIs; the vendor's by default.
    #[serde(default)]
    pub server: Option<String>,
    /// Each opens a part.
    #[serde(default)]
    pub tokens: Tokens,
    /// Who asks, where a call does not say so by a header of its own. The platform refuses agents without a name and bots.
    #[serde(default)]
    pub user_agent: Option<String>,
}

const SERVER: &str = "https://api.nosto.com";
const USER_AGENT: &str = concat!("vitrine/", env!("CARGO_PKG_VERSION"));

/// Products of a page of a list, unless asked otherwise: none is documented.
const PAGE: u64 = 100;
/// No query reaches further than this.
const REACH: u64 = 10_000;

/// What counts, creates or mails each time it is said: sent once. Everything else states how things are, or reads.
const SENT_ONCE: [&str; 7] = [
    "sessions.create",
    "sessions.update",
    "sessions.attribute",
    "orders.place",
    "orders.updateStatus",
    "analytics.record",
    "customers.takeOut",
];

/// A client of an account. No limit is documented; a refusal that says how long to wait is heeded all the same.
///
/// # Errors
/// [`Kind::Config`] for an address that is none or no HTTPS, and for a user agent that the platform refuses.
pub fn connect<P: Ports>(ports: P, config: Config) -> Result<Client<P>, Error> {
    let base = Base::new(config.server.as_deref().unwrap_or(SERVER), Plain::Never)?;
    let user_agent = config.user_agent.unwrap_or_else(|| USER_AGENT.to_owned());
    if user_agent.trim().is_empty() || user_agent.to_ascii_lowercase().contains("bot") {
        return Err(Error::config("userAgent: the platform refuses an empty one, and those of bots"));
    }
    let platform = Platform { base, tokens: config.tokens, user_agent };
    Ok(Client::new(ports, platform, Source::fixed(None), Limiter::new(Unlimited)))
}

struct Platform {
    base: Base,
    tokens: Tokens,
    user_agent: String,
}

/// The user name is empty, the password is the token.
fn credentials(token: &Secret) -> Secret {
    Secret::new(BASE64_STANDARD.encode(format!(":{}", token.expose())))
}

impl System for Platform {
    fn rows(&self) -> &'static [Row] {
        ROWS
    }

    fn base(&self) -> &Base {
        &self.base
    }

    fn token(&self, row: &Row) -> Option<Result<Secret, Error>> {
        Some(self.tokens.of(row))
    }

    fn sign(&self, token: Option<&Secret>, headers: &mut Headers) {
        headers.set("Accept", "application/json");
        if headers.get("user-agent").is_none() {
            headers.set("User-Agent", &self.user_agent);
        }
        if let Some(token) = token {
            headers.set("Authorization", format!("Basic {}", credentials(token).expose()));
        }
    }

    fn content_type(&self, row: &Row) -> &'static str {
        if is_blacklist(row) { "text/plain; charset=utf-8" } else { "application/json" }
    }

    fn body(&self, row: &Row, call: &Call, url: &str) -> Result<Option<String>, Error> {
        if let Some(operation) = operation::of(row) {
            let none = Map::new();
            let given = match &call.body {
                Some(Value::Object(given)) => given,
                None | Some(Value::Null) => &none,
                Some(_) => return Err(Error::config(format!("{}: takes an object", row.name))),
            };
            let document = match row.answer {
                Answer::Page => operation.document(given, &page(given, offset(url))?),
                _ => operation.document(given, &[]),
            };
            return Ok(Some(json!({"query": document?}).to_string()));
        }
        match &call.body {
            Some(body) if is_blacklist(row) => lines(row, body).map(Some),
            body => Ok(body.as_ref().map(Value::to_string)),
        }
    }

    fn is_repeatable(&self, row: &Row, _: Method) -> bool {
        !SENT_ONCE.contains(&row.name)
    }

    fn open(&self, row: &Row, mut body: Value) -> Result<Value, Error> {
        let Some(operation) = operation::of(row) else { return Ok(body) };
        if let Some(error) = failure(&body) {
            return Err(self.name(error));
        }
        let value = body.get_mut("data").and_then(|data| data.get_mut(operation.field)).map(Value::take);
        let value = value.filter(|value| !value.is_null() || operation.finds());
        let value = value.ok_or_else(|| Error::new(Kind::Decode, "the answer holds no data"))?;
        if row.answer == Answer::Page {
            return Ok(json!({"total": value.get("total"), "items": value.get("products")}));
        }
        Ok(value)
    }

    fn envelope(&self, answer: Answer) -> Option<&str> {
        (answer == Answer::Page).then_some("items")
    }

    /// By where it begins, up to the total; to the first without items where no total is told.
    fn next(&self, read: &Read<'_>) -> Result<Option<String>, Error> {
        let after = offset(read.url) + read.items as u64;
        let more = read.items > 0 && read.body.get("total").and_then(Value::as_u64).is_none_or(|total| after < total);
        let base = read.url.split('#').next().unwrap_or_default();
        Ok(more.then(|| format!("{base}#{after}")))
    }

    /// Servers echo what they were sent, and the token was sent in another spelling.
    fn name(&self, error: Error) -> Error {
        self.tokens.all().fold(error, |error, (_, token)| error.redacted(&credentials(token)).redacted(token))
    }

    fn shape(&self) -> &Shape {
        &Shape { ids: &[], amounts: &[], counts: &[] }
    }
}

/// Where a page begins: the fragment of its address, which is not sent.
fn offset(url: &str) -> u64 {
    url.split_once('#').and_then(|(_, offset)| offset.parse().ok()).unwrap_or(0)
}

/// The arguments that make a query that of the page which begins at `offset`.
fn page(given: &Map<String, Value>, offset: u64) -> Result<[(&'static str, Value); 2], Error> {
    let left = REACH.saturating_sub(offset);
    if left == 0 {
        return Err(Error::config(format!("no query reaches further than {REACH} products: narrow it by a filter")));
    }
    let limit = match given.get("limit") {
        None | Some(Value::Null) => PAGE,
        Some(limit) => {
            limit.as_u64().filter(|limit| *limit > 0).ok_or_else(|| Error::config("limit: a whole number above 0"))?
        }
    };
    Ok([("limit", limit.min(left).into()), ("offset", offset.into())])
}

fn is_blacklist(row: &Row) -> bool {
    row.path.starts_with("/v1/email")
}

/// Addresses line by line. One that has a line break would be two.
fn lines(row: &Row, body: &Value) -> Result<String, Error> {
    let mut lines = String::new();
    for address in body.as_array().into_iter().flatten() {
        match address.as_str() {
            Some(address) if address.contains('@') && !address.contains(['\n', '\r']) => lines.push_str(address),
            _ => return Err(Error::config(format!("{}: takes a list of addresses of mail", row.name))),
        }
        lines.push('\n');
    }
    Ok(lines)
}

/// What an answer says has failed, even if another part of it has not: `raw` is all of it.
fn failure(body: &Value) -> Option<Error> {
    let errors = body.get("errors")?.as_array().filter(|errors| !errors.is_empty())?;
    let messages: Vec<String> = errors.iter().filter_map(message).collect();
    let mut failure = Error::new(Kind::Graphql, messages.join("; "));
    if messages.is_empty() {
        failure.message = "the operation failed".to_owned();
    }
    let code = |error: &Value| Some(error.get("extensions")?.get("code")?.as_str()?.to_owned());
    failure.code = errors.iter().find_map(code);
    failure.fields = errors.iter().filter_map(|error| Some((path(error)?, vec![message(error)?]))).collect();
    failure.raw = Some(body.to_string());
    Some(failure)
}

fn message(error: &Value) -> Option<String> {
    error.get("message")?.as_str().map(str::to_owned)
}

/// Where in the answer: `updateSession.pages.forFrontPage`.
fn path(error: &Value) -> Option<String> {
    let parts = error.get("path")?.as_array()?.iter();
    let parts: Vec<String> = parts.map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned)).collect();
    Some(parts.join("."))
}
