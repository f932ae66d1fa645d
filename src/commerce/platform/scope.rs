//! Types of tokens. Each opens one part of the APIs, and goes nowhere else.

use serde::Deserialize;

use crate::commerce::endpoint::Row;
use crate::commerce::error::Error;
use crate::commerce::secret::Secret;

/// The tokens a client has; those of parts that are not used may be missing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tokens {
    /// `API_APPS`: GraphQL.
    pub apps: Option<Secret>,
    /// `API_EMAIL`: blacklist, consent, redaction and take-out.
    pub email: Option<Secret>,
    /// `API_PRODUCTS`: products by REST.
    pub products: Option<Secret>,
    /// `API_RATES`: exchange rates.
    pub rates: Option<Secret>,
    /// `API_SETTINGS`: settings of the account.
    pub settings: Option<Secret>,
}

impl Tokens {
    /// The token that opens a row.
    ///
    /// # Errors
    /// [`crate::commerce::error::Kind::Config`] when the client has none of that type; nothing is sent then.
    pub fn of(&self, row: &Row) -> Result<Secret, Error> {
        let (token, member, kind) = match row.path {
            "/exchangerates" => (&self.rates, "rates", "API_RATES"),
            "/settings" => (&self.settings, "settings", "API_SETTINGS"),
            path if path.starts_with("/v1/products/") || path.starts_with("/products/") => {
                (&self.products, "products", "API_PRODUCTS")
            }
            path if path.starts_with("/v1/email") || path.starts_with("/v1/customers/") => {
                (&self.email, "email", "API_EMAIL")
            }
            _ => (&self.apps, "apps", "API_APPS"),
        };
        let needed = || Error::config(format!("{}: needs a token of type {kind}, given as tokens.{member}", row.name));
        token.clone().filter(|token| !token.expose().is_empty()).ok_or_else(needed)
    }

    /// Every token there is.
    pub fn all(&self) -> impl Iterator<Item = &Secret> {
        [&self.apps, &self.email, &self.products, &self.rates, &self.settings].into_iter().flatten()
    }
}
