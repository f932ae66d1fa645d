//! What can go wrong, in one shape for all systems.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use serde::{Serialize, Serializer};

use super::secret::Secret;

/// What went wrong, as code decides by. More may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// The client was set up or called in a way that cannot work; nothing was sent.
    Config,
    /// There was no answer.
    Network,
    /// One attempt took longer than its `timeout`.
    Timeout,
    /// The call took longer than its `deadline`, attempts and waiting together.
    Deadline,
    /// The caller gave up.
    Aborted,
    /// A redirect or a link to somewhere else; the token did not go there.
    Foreign,
    /// An answer of success that is not what the documentation promises.
    Decode,
    /// Pages that lead back to where they came from.
    Loop,
    /// 400: the request makes no sense to the server.
    BadRequest,
    /// 401, or what a system says instead: the token or the credentials are not good.
    Unauthorized,
    /// 402: the shop's or the app's subscription is unpaid, and the API is closed until it is paid.
    Suspended,
    /// 403: known, but not allowed; or plain HTTP where only HTTPS is.
    Forbidden,
    /// 404: not there.
    NotFound,
    /// 409: the state of things does not allow it.
    Conflict,
    /// 415: the body's type was not said.
    UnsupportedMediaType,
    /// 422: the fields named are not right.
    Validation,
    /// 429: too many requests.
    RateLimited,
    /// 5xx: the server's own trouble.
    Server,
    /// Any other status.
    Http,
    /// GraphQL: the operation failed, or a part of it; `fields` has the paths, `raw` what else was answered.
    Graphql,
    /// A webhook whose signature is not of any secret.
    Signature,
}

impl Kind {
    /// The kind of an answer with this status.
    pub fn of_status(status: u16) -> Self {
        match status {
            400 => Self::BadRequest,
            401 => Self::Unauthorized,
            402 => Self::Suspended,
            403 => Self::Forbidden,
            404 | 410 => Self::NotFound,
            409 => Self::Conflict,
            415 => Self::UnsupportedMediaType,
            422 => Self::Validation,
            429 => Self::RateLimited,
            500..=599 => Self::Server,
            _ => Self::Http,
        }
    }
}

/// An error of a connector. Cheap to pass on; its fields are those of [`Report`].
#[derive(Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Error(Box<Report>);

/// What is known of an error.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// What code decides by.
    pub kind: Kind,
    /// For people.
    pub message: String,
    /// The status of the answer, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The system's own word for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Vec<String>>,
    /// How the system names the request, for its support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// How long the system asks to wait; in milliseconds when serialized.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "milliseconds")]
    pub retry_after: Option<Duration>,
    /// The body, as it came: JSON, HTML, anything. Secrets of the client are taken out; long ones are cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
}

fn milliseconds<S: Serializer>(duration: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(duration.unwrap_or_default().as_secs_f64() * 1000.0)
}

impl Error {
    /// An error without an answer.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self(Box::new(Report {
            kind,
            message: message.into(),
            status: None,
            code: None,
            fields: BTreeMap::new(),
            request_id: None,
            retry_after: None,
            raw: None,
        }))
    }

    /// Something to be put right by whoever wrote the call.
    pub fn config(message: impl Into<String>) -> Self {
        Self::new(Kind::Config, message)
    }

    /// The same without `secret` in anything a server said.
    #[must_use]
    pub fn redacted(mut self, secret: &Secret) -> Self {
        let clean = |text: &mut String| *text = secret.redact(text);
        clean(&mut self.message);
        self.raw.as_mut().map(clean);
        self.code.as_mut().map(clean);
        self.fields.values_mut().flatten().for_each(clean);
        self
    }
}

impl Deref for Error {
    type Target = Report;

    fn deref(&self) -> &Report {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Report {
        &mut self.0
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
