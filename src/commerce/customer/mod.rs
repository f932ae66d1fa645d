//! The Customer API: a shop, asked in the name of one of its buyers.

mod endpoints;
mod profile;
mod sign_in;
mod types;

pub use endpoints::*;
pub use profile::{Paging, Profile};
pub use sign_in::{SignIn, authorize_url, grant};
pub use types::*;

use std::borrow::Cow;
use std::time::Duration;

use serde::Deserialize;

use super::client::Client;
use super::endpoint::{Answer, Row};
use super::error::{Error, Kind};
use super::http::{Headers, Method};
use super::limit::{Limiter, Unlimited};
use super::ports::Ports;
use super::secret::Secret;
use super::shape::Shape;
use super::system::{Read, System, next_link};
use super::token::{Format, Grant, Granted, Tokens};
use super::url::{self, Base, Plain};

/// Which shop, as which buyer.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Config {
    /// The shop's own address, such as `https://theshopname.com`.
    pub url: String,
    /// Names the API password that the buyer made in the profile; with a token, the site the buyer signed in to.
    pub client_id: String,
    /// That password.
    pub client_secret: Secret,
    /// A token from [`grant`], for a buyer who signed in to another site. Without one, tokens come by the password.
    #[serde(default)]
    pub token: Option<Held>,
    /// Where tokens are issued, below the shop's address.
    #[serde(default = "sign_in::token_path")]
    pub token_path: String,
    /// Where everything is, and what it is called.
    #[serde(default)]
    pub profile: Profile,
}

/// A token as it was kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// The token.
    pub access_token: Secret,
    /// What renews it, if anything does.
    #[serde(default)]
    pub refresh_token: Option<Secret>,
    /// What is left of its life, in milliseconds.
    #[serde(default)]
    pub life: Option<u64>,
}

/// A client of a buyer.
///
/// # Errors
/// [`Kind::Config`] for an address that is not HTTPS (the shop refuses anything else, and a password would have been
/// sent in the clear), and for a profile that names calls nobody knows.
pub fn connect<P: Ports>(ports: P, config: Config) -> Result<Client<P>, Error> {
    let shop = Base::new(&config.url, Plain::Never)?;
    config.profile.check(ROWS)?;
    let grant = |fields: Vec<(String, Secret)>| Grant {
        base: shop.clone(),
        path: config.token_path.clone(),
        format: Format::Form,
        headers: compressed(),
        fields,
        timeout: Duration::from_secs(30),
    };
    let client =
        [("client_id".to_owned(), Secret::new(config.client_id)), ("client_secret".to_owned(), config.client_secret)];
    let tokens = match config.token {
        None => {
            let kind = ("grant_type".to_owned(), Secret::new("client_credentials"));
            let scope = ("scope".to_owned(), Secret::new("all"));
            Tokens::asked(grant([kind].into_iter().chain(client).chain([scope]).collect()))
        }
        Some(Held { access_token: token, refresh_token: refresh, life }) => {
            let granted = Granted { token, refresh, life, extra: Default::default() };
            Tokens::granted(granted, grant(client.to_vec()), ports.now())
        }
    };
    let base = Base::new(&shop.join(&config.profile.base), Plain::Never)?;
    // No limit is documented; a refusal that says how long to wait is heeded all the same.
    Ok(Client::new(ports, Shop { base, profile: config.profile }, tokens, Limiter::new(Unlimited)))
}

/// The shop sends compressed answers only, and refuses requests that do not say they take them. Browsers set this by
/// themselves and ignore ours; servers' runtimes take it, and all unpack the answer.
fn compressed() -> Headers {
    [("Accept-Encoding", "gzip"), ("Accept", "application/json")].into_iter().collect()
}

struct Shop {
    base: Base,
    profile: Profile,
}

const SHAPE: Shape =
    Shape { ids: &["code", "number"], amounts: &["amount", "unit_price", "total"], counts: &["quantity"] };

impl System for Shop {
    fn rows(&self) -> &'static [Row] {
        ROWS
    }

    fn base(&self) -> &Base {
        &self.base
    }

    fn locate(&self, row: &Row) -> (Method, Cow<'static, str>) {
        let path = self.profile.paths.get(row.name);
        (row.method, path.map_or(Cow::Borrowed(row.path), |path| Cow::Owned(path.clone())))
    }

    fn sign(&self, token: Option<&Secret>, headers: &mut Headers) {
        compressed().iter().for_each(|(name, value)| headers.set(name, value));
        if let Some(token) = token {
            headers.set("Authorization", format!("Bearer {}", token.expose()));
        }
    }

    fn envelope(&self, answer: Answer) -> Option<&str> {
        self.profile.list.as_deref().filter(|_| answer == Answer::Page)
    }

    /// By `Link`, or as the profile has it: up to the last page where that is told, else to the first without items.
    fn next(&self, read: &Read<'_>) -> Result<Option<String>, Error> {
        if let Some(link) = next_link(&read.response.headers) {
            return self.base.follow(link).map(Some);
        }
        let Some(paging) = &self.profile.paging else { return Ok(None) };
        let page = url::query(read.url, &paging.page).and_then(|page| page.parse::<u64>().ok()).unwrap_or(1);
        let last = paging.pages.as_deref().and_then(|name| read.body.get(name)?.as_u64());
        let more = last.map_or(read.items > 0 && read.body.is_object(), |last| page < last);
        Ok(more.then(|| url::with_query(read.url, &[(paging.page.clone(), (page + 1).to_string())])))
    }

    /// An expired token is `401 invalid_token`; one that is not known is `400 access_denied`, and no other 400 is about
    /// tokens. Wrong credentials (`invalid_client`) do not get better by asking again.
    fn is_stale(&self, error: &Error) -> bool {
        matches!(
            (error.status, error.code.as_deref()),
            (Some(401), Some("invalid_token")) | (Some(400), Some("access_denied"))
        )
    }

    fn name(&self, mut error: Error) -> Error {
        if self.is_stale(&error) {
            error.kind = Kind::Unauthorized;
        }
        error
    }

    fn shape(&self) -> &Shape {
        &SHAPE
    }
}
