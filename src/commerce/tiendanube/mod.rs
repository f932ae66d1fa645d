//! Tiendanube, which is Nuvemshop in Brazil: a store of theirs, asked by an app that was installed there.

mod endpoints;
mod install;
mod types;

pub use endpoints::*;
pub use install::{App, authorize_url, grant};
pub use types::*;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;

use super::client::Client;
use super::endpoint::Row;
use super::error::{Error, Kind};
use super::http::{Headers, Method};
use super::limit::{Bucket, Limiter};
use super::ports::Ports;
use super::secret::Secret;
use super::shape::Shape;
use super::system::{Read, System, next_link};
use super::token::Tokens;
use super::url::{self, Base, Origin, Plain};
use super::webhook::Scheme;

/// Which store, as which app.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Config {
    /// The store's id: what the token came with as `user_id`.
    pub store: String,
    /// The store's token for the app. It does not expire.
    pub token: Secret,
    /// The app's name and where to reach its maker: `Super app (http://superapp.com/contact)`,
    /// `Awesome app (awesome@app.com)`. Without it every request is refused.
    pub user_agent: String,
    /// `tiendanube` (the default) or `nuvemshop`, which are the same; or another address, for tests.
    #[serde(default)]
    pub host: Option<String>,
    /// The version of the API; `v1` by default.
    #[serde(default)]
    pub version: Option<String>,
    /// The version of single resources, such as `{"products": "2025-03"}`.
    #[serde(default)]
    pub versions: BTreeMap<String, String>,
    /// Which header carries the token. By default the one of the older documents, and the other where that is refused
    /// before anything was accepted: the vendor's material has both.
    #[serde(default)]
    pub header: Option<Spelling>,
}

/// A header that carries the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spelling {
    /// `Authentication: bearer T`
    Authentication,
    /// `Authorization: Bearer T`
    Authorization,
}

/// The two hosts, which answer alike.
const HOSTS: [&str; 2] = ["https://api.tiendanube.com", "https://api.nuvemshop.com.br"];
/// The most items of a page. How many there are by default is told differently in different documents, so it is said.
const PER_PAGE: &str = "200";

/// How notices are signed: by the app's client secret.
pub const WEBHOOK: Scheme = Scheme { header: "X-Linkedstore-HMAC-SHA256", prefix: "", shape: SHAPE };

/// A client of a store.
///
/// # Errors
/// [`Kind::Config`] for an address, a store or a user agent that cannot be.
pub fn connect<P: Ports>(ports: P, config: Config) -> Result<Client<P>, Error> {
    let host = match config.host.as_deref() {
        None | Some("tiendanube") => HOSTS[0],
        Some("nuvemshop") => HOSTS[1],
        Some(other) => other,
    };
    let shop = Shop {
        base: Base::new(host, Plain::Loopback)?,
        id: url::fill("{store}", &[config.store])?,
        user_agent: checked(config.user_agent)?,
        version: config.version.unwrap_or_else(|| "v1".to_owned()),
        versions: config.versions,
        spelling: config.header,
        other: AtomicBool::new(false),
    };
    Ok(Client::new(ports, shop, Tokens::fixed(Some(config.token)), Limiter::new(Bucket::default())))
}

/// `Name (contact)`, the contact being an address of mail or of the web.
fn checked(user_agent: String) -> Result<String, Error> {
    let parts = user_agent.trim().strip_suffix(')').and_then(|text| text.split_once('('));
    let good = parts
        .is_some_and(|(name, contact)| !name.trim().is_empty() && (contact.contains('@') || contact.contains("://")));
    if good { Ok(user_agent) } else { Err(Error::config("userAgent: \"Name (e-mail address or URL)\" is needed")) }
}

struct Shop {
    base: Base,
    id: String,
    user_agent: String,
    version: String,
    versions: BTreeMap<String, String>,
    spelling: Option<Spelling>,
    /// Whether the other spelling than the default is tried.
    other: AtomicBool,
}

/// The documents' own samples have ids as text and as numbers, and quantities too.
const SHAPE: Shape = Shape {
    ids: &["categories", "subcategories", "parent", "orders_to_redact", "orders_requested", "checkouts_requested"],
    amounts: &[
        "price",
        "promotional_price",
        "compare_at_price",
        "cost",
        "subtotal",
        "discount",
        "discount_coupon",
        "discount_gateway",
        "total",
        "total_usd",
        "total_spent",
        "shipping_cost_customer",
        "shipping_cost_owner",
        "min_price",
    ],
    counts: &["quantity", "stock", "position", "installments", "number", "max_uses", "used"],
};

impl Shop {
    /// The vendor's other host is the same; anything else is foreign.
    fn target(&self, link: &str) -> Result<String, Error> {
        let own = |origin: &Origin| HOSTS.contains(&origin.as_str());
        match Origin::split(link) {
            Some((origin, path)) if own(&origin) && own(self.base.origin()) => self.base.follow(path),
            _ => self.base.follow(link),
        }
    }
}

impl System for Shop {
    fn rows(&self) -> &'static [Row] {
        ROWS
    }

    fn base(&self) -> &Base {
        &self.base
    }

    fn locate(&self, row: &Row) -> (Method, Cow<'static, str>) {
        let resource = row.name.split('.').next().unwrap_or_default();
        let version = self.versions.get(resource).unwrap_or(&self.version);
        (row.method, Cow::Owned(format!("/{version}/{}{}", self.id, row.path)))
    }

    fn sign(&self, token: Option<&Secret>, headers: &mut Headers) {
        headers.set("User-Agent", &self.user_agent);
        headers.set("Accept", "application/json");
        let Some(token) = token else { return };
        let other = self.spelling == Some(Spelling::Authorization) || self.other.load(Ordering::Relaxed);
        match other {
            false => headers.set("Authentication", format!("bearer {}", token.expose())),
            true => headers.set("Authorization", format!("Bearer {}", token.expose())),
        }
    }

    fn content_type(&self, _: &Row) -> &'static str {
        "application/json; charset=utf-8"
    }

    fn first_page(&self) -> Vec<(String, String)> {
        [("page", "1"), ("per_page", PER_PAGE)].map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
    }

    /// Where `Link` cannot be read (a runtime may hide it), by the total, and without that as long as pages are full.
    fn next(&self, read: &Read<'_>) -> Result<Option<String>, Error> {
        if let Some(link) = next_link(&read.response.headers) {
            return self.target(link).map(Some);
        }
        let number = |name| url::query(read.url, name).and_then(|value| value.parse::<u64>().ok());
        let (Some(page), Some(size)) = (number("page"), number("per_page")) else { return Ok(None) };
        let more = match read.response.headers.number("x-total-count") {
            Some(total) => ((page * size) as f64) < total,
            None => read.response.headers.get("link").is_none() && read.items as u64 >= size,
        };
        Ok(more.then(|| url::with_query(read.url, &[("page".to_owned(), (page + 1).to_string())])))
    }

    /// What comes after the last page is not documented.
    fn is_past_the_end(&self, url: &str, error: &Error) -> bool {
        error.kind == Kind::NotFound && url::query(url, "page").is_some_and(|page| page != "1")
    }

    fn adapt(&self) -> bool {
        if self.spelling.is_none() {
            self.other.store(true, Ordering::Relaxed);
        }
        self.spelling.is_none()
    }

    fn name(&self, mut error: Error) -> Error {
        if error.kind == Kind::Suspended {
            error.message =
                format!("the store is suspended until its subscription, or the app's, is paid: {}", error.message);
        }
        error
    }

    fn shape(&self) -> &Shape {
        &SHAPE
    }
}
