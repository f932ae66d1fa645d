//! A buyer signs in to another site with the credentials of the shop: the authorization-code flow of OAuth 2.0. That it
//! exists is documented, where is not: the paths are a guess and can be said otherwise.

use std::time::Duration;

use serde::Deserialize;

use crate::commerce::error::Error;
use crate::commerce::secret::Secret;
use crate::commerce::token::{Format, Grant};
use crate::commerce::url::{Base, Plain, form};

/// A site that buyers sign in to.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// The shop's own address.
    pub url: String,
    /// Of the site.
    pub client_id: String,
    /// Where the buyer comes back to.
    pub redirect_uri: String,
    /// To be compared when the buyer comes back.
    #[serde(default)]
    pub state: Option<String>,
    /// What is asked for; `all` by default.
    #[serde(default)]
    pub scope: Option<String>,
    /// Where the buyer agrees, below the shop's address.
    #[serde(default = "authorize_path")]
    pub authorize_path: String,
    /// Where tokens are issued, below the shop's address.
    #[serde(default = "token_path")]
    pub token_path: String,
    /// Needed for the exchange only.
    #[serde(default)]
    pub client_secret: Option<Secret>,
    /// What came back with the buyer.
    #[serde(default)]
    pub code: Option<Secret>,
}

fn authorize_path() -> String {
    "/api/customer/oauth/authorize".to_owned()
}

/// Documented, and spelled with a hyphen here (the shop's other API has an underscore).
pub(super) fn token_path() -> String {
    "/api/customer/oauth/access-token".to_owned()
}

/// Where the buyer agrees.
///
/// # Errors
/// [`super::Kind::Config`] for an address that is not HTTPS.
pub fn authorize_url(site: &SignIn) -> Result<String, Error> {
    let base = Base::new(&site.url, Plain::Never)?;
    let scope = site.scope.as_deref().unwrap_or("all");
    let mut query = vec![
        ("response_type", "code"),
        ("client_id", &site.client_id),
        ("redirect_uri", &site.redirect_uri),
        ("scope", scope),
    ];
    query.extend(site.state.as_deref().map(|state| ("state", state)));
    Ok(format!("{}?{}", base.join(&site.authorize_path), form(query)))
}

/// The exchange of the code for the buyer's token.
///
/// # Errors
/// [`super::Kind::Config`] for an address that is not HTTPS, and when secret or code are missing.
pub fn grant(site: SignIn) -> Result<Grant, Error> {
    let needed = |value: Option<Secret>, name: &str| value.ok_or_else(|| Error::config(format!("{name} is missing")));
    let fields = [
        ("grant_type", Secret::new("authorization_code")),
        ("client_id", Secret::new(site.client_id)),
        ("client_secret", needed(site.client_secret, "clientSecret")?),
        ("code", needed(site.code, "code")?),
        ("redirect_uri", Secret::new(site.redirect_uri)),
    ];
    Ok(Grant {
        base: Base::new(&site.url, Plain::Never)?,
        path: site.token_path,
        format: Format::Form,
        headers: super::compressed(),
        fields: fields.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        timeout: Duration::from_secs(30),
    })
}
