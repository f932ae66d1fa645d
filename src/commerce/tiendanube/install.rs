//! How an app comes into a store: the merchant agrees, a code comes back, the code becomes the token.

use std::time::Duration;

use serde::Deserialize;

use crate::commerce::error::Error;
use crate::commerce::http::Headers;
use crate::commerce::secret::Secret;
use crate::commerce::token::{Format, Grant};
use crate::commerce::url::{Base, Plain, fill, form};

/// An app of a partner.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct App {
    /// The app's id, which is its client id.
    pub client_id: String,
    /// `tiendanube` (the default) or `nuvemshop`, or another address, for tests.
    #[serde(default)]
    pub host: Option<String>,
    /// To be compared when the code comes back, so that nobody else's code is taken.
    #[serde(default)]
    pub state: Option<String>,
    /// Needed for the exchange only.
    #[serde(default)]
    pub client_secret: Option<Secret>,
    /// What came back; it is good for minutes at most (30 seconds, say the older documents).
    #[serde(default)]
    pub code: Option<Secret>,
}

impl App {
    fn base(&self) -> Result<Base, Error> {
        let host = match self.host.as_deref() {
            None | Some("tiendanube") => "https://www.tiendanube.com",
            Some("nuvemshop") => "https://www.nuvemshop.com.br",
            Some(other) => other,
        };
        Base::new(host, Plain::Loopback)
    }
}

/// Where the merchant agrees. Scopes and the address to come back to are set in the partner's panel.
///
/// # Errors
/// [`super::Kind::Config`] for an id or a host that is none.
pub fn authorize_url(app: &App) -> Result<String, Error> {
    let url = app.base()?.join(&fill("/apps/{app}/authorize", std::slice::from_ref(&app.client_id))?);
    let state = app.state.as_deref().map(|state| format!("?{}", form([("state", state)])));
    Ok(url + &state.unwrap_or_default())
}

/// The exchange of the code. What comes back has the store's id in `extra` as `user_id`, and the scopes separated by
/// commas as `scope`.
///
/// # Errors
/// [`super::Kind::Config`] when secret or code are missing.
pub fn grant(app: App) -> Result<Grant, Error> {
    let base = app.base()?;
    let needed = |value: Option<Secret>, name: &str| value.ok_or_else(|| Error::config(format!("{name} is missing")));
    let fields = [
        ("client_id", Secret::new(app.client_id)),
        ("client_secret", needed(app.client_secret, "clientSecret")?),
        ("grant_type", Secret::new("authorization_code")),
        ("code", needed(app.code, "code")?),
    ];
    Ok(Grant {
        base,
        path: "/apps/authorize/token".to_owned(),
        format: Format::Json,
        headers: Headers::default(),
        fields: fields.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        timeout: Duration::from_secs(30),
    })
}
