//! Requests and responses, as the ports carry them.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::error::Error;
use super::secret::REDACTED;

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Reads the headers only.
    Head,
    /// Creates or acts.
    Post,
    /// Replaces.
    Put,
    /// Changes in part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// As it is sent.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether sending it twice does what sending it once does (RFC 9110, 9.2.2).
    pub fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }

    /// Whether it only reads.
    pub fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head)
    }
}

/// Headers in their order. Names are compared without case.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Headers(Vec<(String, String)>);

/// Headers that carry secrets.
const SECRET: [&str; 5] = ["authorization", "authentication", "cookie", "set-cookie", "proxy-authorization"];

impl Headers {
    /// The first value of a header.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The first value of a header as a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// Sets a header, in place of what it was.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.0.push((name.to_owned(), value.into()));
    }

    /// Refuses what cannot be sent as a header, without showing it: runtimes show the value in their own errors.
    pub(super) fn check(&self) -> Result<(), Error> {
        let bad = |value: &str| value.bytes().any(|byte| !(byte == b'\t' || byte >= b' ' && byte != 0x7f));
        let name = |name: &str| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        };
        match self.iter().find(|(known, value)| !name(known) || bad(value)) {
            Some((name, _)) => Err(Error::config(format!("header {name:?}: what is given cannot be sent as a header"))),
            None => Ok(()),
        }
    }

    /// Every header.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<Name: Into<String>, Value: Into<String>> FromIterator<(Name, Value)> for Headers {
    fn from_iter<Pairs: IntoIterator<Item = (Name, Value)>>(pairs: Pairs) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.iter().map(|(name, value)| {
            let secret = SECRET.iter().any(|secret| secret.eq_ignore_ascii_case(name));
            (name, if secret { REDACTED } else { value })
        });
        formatter.debug_map().entries(shown).finish()
    }
}

/// A request. Its `Debug` shows neither tokens nor the body, which may hold a password or a customer.
#[derive(Clone)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Where, as an absolute URL.
    pub url: String,
    /// With what headers. A port sends exactly these, and what HTTP itself needs.
    pub headers: Headers,
    /// The body; an empty one is a body of no bytes, whose length is sent.
    pub body: Option<String>,
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.body.as_ref().map(String::len);
        write!(formatter, "{} {} {:?} body: {bytes:?} bytes", self.method.name(), self.url, self.headers)
    }
}

/// A response. A port follows no redirect: whether one may have the token is decided above it.
#[derive(Clone)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers a port can read.
    pub headers: Headers,
    /// The body; a port that does not undo gzip leaves it as it came.
    pub body: Vec<u8>,
}

impl Response {
    /// The body as text; bytes that are no text are replaced.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// Whether it is the answer that was asked for.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The same with its body unpacked, where a port left it packed: JSON and HTML never begin with gzip's mark.
    pub fn unpacked(mut self) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        if self.body.starts_with(&[0x1f, 0x8b]) {
            let mut body = Vec::new();
            let limit = self.body.len().saturating_mul(1032).saturating_add(1024);
            let reader = flate2::read::MultiGzDecoder::new(self.body.as_slice());
            if std::io::Read::read_to_end(&mut std::io::Read::take(reader, limit as u64), &mut body).is_ok() {
                self.body = body;
            }
        }
        // `fetch` always unpacks, so the module for it carries no code for that.
        #[cfg(target_arch = "wasm32")]
        let _ = &mut self;
        self
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {:?} body: {} bytes", self.status, self.headers, self.body.len())
    }
}
