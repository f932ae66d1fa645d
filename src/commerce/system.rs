//! What one system does in its own way; everything else is the client's.

use std::borrow::Cow;

use serde_json::Value;

use super::call::Call;
use super::endpoint::{Answer, Row};
use super::error::{Error, Kind};
use super::http::{Headers, Method, Response};
use super::secret::Secret;
use super::shape::Shape;
use super::url::Base;

/// A page that was read.
pub struct Read<'a> {
    /// The URL it was read from.
    pub url: &'a str,
    /// The answer.
    pub response: &'a Response,
    /// Its body.
    pub body: &'a Value,
    /// How many items are on it.
    pub items: usize,
}

/// The ways of a system.
pub trait System: Send + Sync {
    /// Everything that can be asked.
    fn rows(&self) -> &'static [Row];

    /// Where everything is, and where alone the token goes.
    fn base(&self) -> &Base;

    /// Method and path of a row, below the base.
    fn locate(&self, row: &Row) -> (Method, Cow<'static, str>) {
        (row.method, Cow::Borrowed(row.path))
    }

    /// The token of a row, where a system has several and each opens a part of it; [`Kind::Config`] without it.
    fn token(&self, _row: &Row) -> Option<Result<Secret, Error>> {
        None
    }

    /// Puts the token and whatever else every request needs into the headers.
    fn sign(&self, token: Option<&Secret>, headers: &mut Headers);

    /// The type of a body.
    fn content_type(&self, _row: &Row) -> &'static str {
        "application/json"
    }

    /// The body of a call to `url`.
    ///
    /// # Errors
    /// [`Kind::Config`] when it cannot be made of what was given.
    fn body(&self, _row: &Row, call: &Call, _url: &str) -> Result<Option<String>, Error> {
        Ok(call.body.as_ref().map(Value::to_string))
    }

    /// Whether sending a row twice does what sending it once does.
    fn is_repeatable(&self, _row: &Row, method: Method) -> bool {
        method.is_idempotent()
    }

    /// What an answer of success says: some tell of failures in there.
    ///
    /// # Errors
    /// That failure.
    fn open(&self, _row: &Row, body: Value) -> Result<Value, Error> {
        Ok(body)
    }

    /// What is added to the query of the first page of a list.
    fn first_page(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    /// The member of an answer that holds what was asked for, where there is one.
    fn envelope(&self, _answer: Answer) -> Option<&str> {
        None
    }

    /// The URL of the page after this one, or nothing after the last.
    ///
    /// # Errors
    /// [`Kind::Foreign`] when the answer points elsewhere.
    fn next(&self, read: &Read<'_>) -> Result<Option<String>, Error>;

    /// Whether a page that could not be read only means that the one before it was the last.
    fn is_past_the_end(&self, _url: &str, _error: &Error) -> bool {
        false
    }

    /// Whether the same request may succeed with another token, or another way of sending it.
    fn is_stale(&self, error: &Error) -> bool {
        error.kind == Kind::Unauthorized
    }

    /// Makes the next [`System::sign`] differ, after a refusal before anything was ever accepted; whether it did.
    fn adapt(&self) -> bool {
        false
    }

    /// Names a failure as this system means it.
    fn name(&self, error: Error) -> Error {
        error
    }

    /// Which members are ids, amounts and counts.
    fn shape(&self) -> &Shape;
}

/// The target of `rel="next"` in a `Link` header. Nothing when there is none; the header may be of several lines.
pub fn next_link(headers: &Headers) -> Option<&str> {
    let link = headers.get("link")?;
    let mut rest = link;
    while let Some((_, target)) = rest.split_once('<') {
        let (target, parameters) = target.split_once('>')?;
        // A comma ends the parameters only where the next target begins; titles may hold commas.
        let end = parameters.find('<').unwrap_or(parameters.len());
        let (parameters, after) = parameters.split_at_checked(end)?;
        let is_next = parameters.split(';').filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
            let value = value.trim().trim_end_matches(',').trim_matches('"');
            name.trim().eq_ignore_ascii_case("rel") && value.split_ascii_whitespace().any(|rel| rel == "next")
        });
        if is_next {
            return Some(target.trim());
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str) -> Option<String> {
        next_link(&[("Link", text)].into_iter().collect()).map(str::to_owned)
    }

    #[test]
    fn the_next_target_is_found_among_all() {
        let documented = "<https://api.tiendanube.com/v1/123456/products?page=3&per_page=100>; rel=\"next\",\n  \
                          <https://api.tiendanube.com/v1/123456/products?page=50&per_page=100>; rel=\"last\"";
        assert_eq!(
            link(documented).as_deref(),
            Some("https://api.tiendanube.com/v1/123456/products?page=3&per_page=100")
        );
        assert_eq!(link("<a>; rel=\"first\", <b,c>; title=\"x, y\"; rel=\"prev next\"").as_deref(), Some("b,c"));
        assert_eq!(link("<a>; rel=next").as_deref(), Some("a"));
    }

    #[test]
    fn no_next_is_none() {
        for text in ["<a>; rel=\"last\"", "<a", "", "garbage", "<a>; rel=\"nextish\""] {
            assert_eq!(link(text), None, "{text}");
        }
    }
}
