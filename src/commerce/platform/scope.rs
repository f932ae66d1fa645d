//! Types of tokens. Each opens one part of the APIs, and goes nowhere else.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::commerce::endpoint::Row;
use crate::commerce::error::Error;
use crate::commerce::secret::Secret;

/// A type of tokens: how a configuration names it, and how the platform does.
type Scope = (&'static str, &'static str);

/// GraphQL.
const APPS: Scope = ("apps", "API_APPS");
/// Blacklist, consent, redaction and take-out.
const EMAIL: Scope = ("email", "API_EMAIL");
/// Products by REST.
const PRODUCTS: Scope = ("products", "API_PRODUCTS");
/// Exchange rates.
const RATES: Scope = ("rates", "API_RATES");
/// Private members of searches.
const SEARCH: Scope = ("search", "API_SEARCH");
/// Settings of the account.
const SETTINGS: Scope = ("settings", "API_SETTINGS");

const SCOPES: [Scope; 6] = [APPS, EMAIL, PRODUCTS, RATES, SEARCH, SETTINGS];

/// The tokens a client has, by `apps`, `email`, `products`, `rates`, `search`, `settings`; those of parts that are not
/// used may be missing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct Tokens(Vec<(Scope, Secret)>);

impl TryFrom<BTreeMap<String, String>> for Tokens {
    type Error = String;

    /// A misspelt name would be a token that is never found.
    fn try_from(given: BTreeMap<String, String>) -> Result<Self, String> {
        let mut tokens = Vec::new();
        for (name, token) in given {
            let scope = SCOPES.iter().find(|(known, _)| *known == name);
            tokens.push((*scope.ok_or_else(|| format!("{name} is no type of token"))?, Secret::new(token)));
        }
        Ok(Self(tokens))
    }
}

impl Tokens {
    /// The token that opens a row.
    ///
    /// # Errors
    /// [`crate::commerce::error::Kind::Config`] when the client has none of that type; nothing is sent then.
    pub fn of(&self, row: &Row) -> Result<Secret, Error> {
        let scope = match row.path {
            "/exchangerates" => RATES,
            "/settings" => SETTINGS,
            path if path.starts_with("/v1/products/") || path.starts_with("/products/") => PRODUCTS,
            path if path.starts_with("/v1/email") || path.starts_with("/v1/customers/") => EMAIL,
            _ => APPS,
        };
        self.get(scope).cloned().ok_or_else(|| {
            let (name, kind) = scope;
            Error::config(format!("{}: needs a token of type {kind}, given as tokens.{name}", row.name))
        })
    }

    /// The token of the search service, which answers without one too.
    pub fn search(&self) -> Option<&Secret> {
        self.get(SEARCH)
    }

    fn get(&self, scope: Scope) -> Option<&Secret> {
        self.all().find(|(known, _)| *known == scope).map(|(_, token)| token)
    }

    /// Every token there is.
    pub fn all(&self) -> impl Iterator<Item = &(Scope, Secret)> {
        self.0.iter().filter(|(_, token)| !token.expose().is_empty())
    }
}
