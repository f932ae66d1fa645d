//! The search service: another host, and open to all but for private members.

use serde_json::Value;

use super::{Config, failure};
use crate::commerce::client::Client;
use crate::commerce::endpoint::{Row, endpoints};
use crate::commerce::error::{Error, Kind};
use crate::commerce::http::{Headers, Method};
use crate::commerce::limit::{Limiter, Unlimited};
use crate::commerce::ports::Ports;
use crate::commerce::secret::Secret;
use crate::commerce::shape::Shape;
use crate::commerce::system::{Read, System};
use crate::commerce::token::Tokens;
use crate::commerce::url::{Base, Plain};

const SERVER: &str = "https://search.nosto.com";

endpoints! {
    SEARCH = "search.run" Post "/v1/graphql" => One<Value>;
}

/// A client of the service, as [`super::connect`] has it; a user agent is not asked for. The body of its one call is a
/// request of GraphQL: `{query, variables}`.
///
/// # Errors
/// [`Kind::Config`] for an address that is none or no HTTPS.
pub fn connect<P: Ports>(ports: P, config: Config) -> Result<Client<P>, Error> {
    let base = Base::new(config.server.as_deref().unwrap_or(SERVER), Plain::Loopback)?;
    let token = config.tokens.search().cloned();
    let search = Search { base, token: token.clone() };
    Ok(Client::new(ports, search, Tokens::fixed(token), Limiter::new(Unlimited)))
}

struct Search {
    base: Base,
    token: Option<Secret>,
}

impl System for Search {
    fn rows(&self) -> &'static [Row] {
        ROWS
    }

    fn base(&self) -> &Base {
        &self.base
    }

    fn sign(&self, token: Option<&Secret>, headers: &mut Headers) {
        headers.set("Accept", "application/json");
        if let Some(token) = token {
            headers.set("Authorization", format!("Bearer {}", token.expose()));
        }
    }

    /// A search only reads.
    fn is_repeatable(&self, _: &Row, _: Method) -> bool {
        true
    }

    /// A part of a result is a result, whatever else has failed.
    fn open(&self, _: &Row, mut body: Value) -> Result<Value, Error> {
        let found = body.get_mut("data").and_then(|data| data.get_mut("search")).map(Value::take);
        match found.filter(|found| !found.is_null()) {
            Some(found) => Ok(found),
            None => {
                let error = failure(&body).unwrap_or_else(|| Error::new(Kind::Decode, "the answer holds no result"));
                Err(self.token.iter().fold(error, |error, token| error.redacted(token)))
            }
        }
    }

    fn next(&self, _: &Read<'_>) -> Result<Option<String>, Error> {
        Ok(None)
    }

    fn shape(&self) -> &Shape {
        &Shape { ids: &[], amounts: &[], counts: &[] }
    }
}
