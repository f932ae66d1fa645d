//! Where the token of a request comes from.

use std::time::Duration;

use async_lock::Mutex;
use serde_json::{Map, Value};

use super::error::{Error, Kind};
use super::fault;
use super::http::{Headers, Method, Request};
use super::ports::Ports;
use super::secret::Secret;
use super::transport::exchange;
use super::url::{self, Base};

/// A token is renewed this long before it expires, or at a tenth of its life, whichever is shorter…
const MARGIN: u64 = 300_000;
/// … but not shorter than this, and never more than half its life.
const LEAST_MARGIN: u64 = 30_000;

/// How the fields of a token request are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `application/x-www-form-urlencoded`, as OAuth says.
    Form,
    /// JSON.
    Json,
}

/// A request for a token.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Where tokens are issued; nothing of the request goes anywhere else.
    pub base: Base,
    /// Below it.
    pub path: String,
    /// How the fields are written.
    pub format: Format,
    /// Headers besides the content type.
    pub headers: Headers,
    /// What is sent, credentials among it.
    pub fields: Vec<(String, Secret)>,
    /// How long one attempt may take.
    pub timeout: Duration,
}

/// A token that was issued.
#[derive(Clone, Debug)]
pub struct Granted {
    /// The token.
    pub token: Secret,
    /// A token to renew it with, if one came.
    pub refresh: Option<Secret>,
    /// Its life in milliseconds, if it ends.
    pub life: Option<u64>,
    /// Whatever else came, such as the scopes and the store.
    pub extra: Map<String, Value>,
}

impl Grant {
    /// Asks once.
    ///
    /// # Errors
    /// As the server answered; [`Kind::Unauthorized`] for credentials that are not good.
    pub async fn ask<P: Ports>(&self, ports: &P) -> Result<Granted, Error> {
        let asked = async {
            let response = exchange(ports, &self.base, self.request(), self.timeout).await?;
            if !response.is_success() {
                return Err(fault::read(&response, ports.now()));
            }
            let body: Map<String, Value> = serde_json::from_slice(&response.body).unwrap_or_default();
            read(body).ok_or_else(|| Error::new(Kind::Decode, "the answer holds no access token"))
        };
        asked.await.map_err(|error: Error| {
            self.fields
                .iter()
                .filter(|(name, _)| is_secret(name))
                .fold(error, |error, (_, secret)| error.redacted(secret))
        })
    }

    fn request(&self) -> Request {
        let mut headers = self.headers.clone();
        let body = match self.format {
            Format::Form => {
                headers.set("Content-Type", "application/x-www-form-urlencoded");
                url::form(self.fields.iter().map(|(name, value)| (name.as_str(), value.expose())))
            }
            Format::Json => {
                headers.set("Content-Type", "application/json");
                let fields = self.fields.iter().map(|(name, value)| (name.clone(), value.expose().into()));
                Value::Object(fields.collect()).to_string()
            }
        };
        Request { method: Method::Post, url: self.base.join(&self.path), headers, body: Some(body) }
    }

    /// The request for the next token by a refresh token.
    fn renewed(&self, refresh: &Secret) -> Self {
        let mut grant = self.clone();
        grant.fields.retain(|(name, _)| name == "client_id" || name == "client_secret");
        grant.fields.push(("grant_type".to_owned(), Secret::new("refresh_token")));
        grant.fields.push(("refresh_token".to_owned(), refresh.clone()));
        grant
    }
}

fn is_secret(name: &str) -> bool {
    ["client_secret", "code", "refresh_token"].contains(&name)
}

fn read(mut body: Map<String, Value>) -> Option<Granted> {
    let mut text = |name| match body.remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(Secret::new(text)),
        _ => None,
    };
    let (token, refresh) = (text("access_token")?, text("refresh_token"));
    let life = body.get("expires_in").and_then(|value| value.as_f64().or_else(|| value.as_str()?.parse().ok()));
    Some(Granted { token, refresh, life: life.map(|seconds: f64| (seconds * 1000.0) as u64), extra: body })
}

/// The tokens of one client and all its clones.
pub struct Tokens {
    source: Source,
    held: Mutex<Held>,
}

enum Source {
    /// One for ever, or none.
    Fixed(Option<Secret>),
    /// By these credentials, again and again.
    Asked(Grant),
    /// By a refresh token, as long as there is one.
    Refreshed(Grant),
}

#[derive(Default)]
struct Held {
    token: Option<Secret>,
    refresh: Option<Secret>,
    /// When to ask for another, in milliseconds since 1970.
    due: Option<u64>,
    /// Why the last one could not be had.
    failure: Option<Error>,
}

impl Tokens {
    /// A token that never changes, or none.
    pub fn fixed(token: Option<Secret>) -> Self {
        Self { source: Source::Fixed(token), held: Mutex::default() }
    }

    /// A token that is asked for when it is needed.
    pub fn asked(grant: Grant) -> Self {
        Self { source: Source::Asked(grant), held: Mutex::default() }
    }

    /// A token that was issued elsewhere, and is renewed by `grant` when its refresh token came along.
    pub fn granted(granted: Granted, grant: Grant, now: u64) -> Self {
        let mut held = Held::default();
        held.keep(granted, now);
        Self { source: Source::Refreshed(grant), held: Mutex::new(held) }
    }

    /// The token to use now. `refused` is one that a server would not take. However many ask at a time, one request
    /// is sent: who waited for it takes its outcome, be it a failure.
    ///
    /// # Errors
    /// Those of [`Grant::ask`].
    pub async fn get<P: Ports>(&self, ports: &P, refused: Option<&Secret>) -> Result<Option<Secret>, Error> {
        let grant = match &self.source {
            Source::Fixed(token) => return Ok(token.clone()),
            Source::Asked(grant) | Source::Refreshed(grant) => grant,
        };
        let waited = self.held.try_lock().is_none();
        let mut held = self.held.lock().await;
        if waited && let Some(failure) = &held.failure {
            return Err(failure.clone());
        }
        if let Some(token) = held.usable(ports.now(), refused) {
            return Ok(Some(token));
        }
        // Should this call be aborted, those who wait shall not take an older failure for its outcome.
        held.failure = None;
        let grant = match (&held.refresh, &self.source) {
            (Some(refresh), _) => grant.renewed(refresh),
            (None, Source::Asked(_)) => grant.clone(),
            (None, _) => {
                return Err(Error::new(Kind::Unauthorized, "the token is over, and nothing came to renew it by"));
            }
        };
        let asked = grant.ask(ports).await;
        match asked {
            Ok(granted) => {
                held.keep(granted, ports.now());
                Ok(held.token.clone())
            }
            Err(error) => {
                // A refresh token that is not taken is of no more use.
                held.refresh = None;
                held.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    /// Whether another token can be had.
    pub fn can_renew(&self) -> bool {
        !matches!(self.source, Source::Fixed(_))
    }
}

impl Held {
    fn usable(&self, now: u64, refused: Option<&Secret>) -> Option<Secret> {
        let fresh = self.due.is_none_or(|due| now < due);
        self.token.clone().filter(|token| fresh && Some(token) != refused)
    }

    fn keep(&mut self, granted: Granted, now: u64) {
        self.due = granted.life.map(|life| now.saturating_add(life - margin(life)));
        self.refresh = granted.refresh.or(self.refresh.take());
        self.token = Some(granted.token);
        self.failure = None;
    }
}

fn margin(life: u64) -> u64 {
    (life / 10).clamp(LEAST_MARGIN, MARGIN).min(life / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_s_token_is_renewed_five_minutes_before_its_end() {
        assert_eq!(margin(3_600_000), 300_000);
        assert_eq!(margin(600_000), 60_000);
        assert_eq!(margin(120_000), 30_000);
        assert_eq!(margin(10_000), 5_000);
    }

    #[test]
    fn nothing_of_a_grant_is_printed() {
        let base = Base::new("https://shop.example", super::super::url::Plain::Never).unwrap();
        let fields = vec![("client_secret".to_owned(), Secret::new("hush"))];
        let (format, timeout, headers) = (Format::Form, Duration::from_secs(1), Headers::default());
        let grant = Grant { base, path: "/token".into(), format, headers, fields, timeout };
        assert!(!format!("{grant:?} {:?}", grant.request()).contains("hush"));
    }
}
