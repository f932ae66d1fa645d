//! NexusCommerce: a seller's back office, asked per tenant.

mod endpoints;
mod types;

pub use endpoints::*;
pub use types::*;

use serde::Deserialize;

use super::client::Client;
use super::endpoint::{Answer, Row};
use super::error::Error;
use super::http::Headers;
use super::limit::{Allowance, Limiter, Windows};
use super::ports::Ports;
use super::secret::Secret;
use super::shape::Shape;
use super::system::{Read, System};
use super::token::Tokens;
use super::url::{Base, Plain, with_query};
use super::webhook::Scheme;

/// Whose data, where, and with what right.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Config {
    /// The address of the API, such as `https://your-nexuscommerce.com/api`.
    pub url: String,
    /// An API key, or a user's JWT.
    pub token: Secret,
    /// The tenant (UUID): goes with every request.
    pub tenant: String,
    /// What the key's plan allows. By default the answers tell.
    #[serde(default)]
    pub allowance: Option<Allowance>,
}

/// Starter, Growth and Enterprise, as published.
pub const PLANS: [Allowance; 3] = [
    Allowance { per_minute: 60, per_hour: 1_000 },
    Allowance { per_minute: 300, per_hour: 10_000 },
    Allowance { per_minute: 1_000, per_hour: 100_000 },
];

/// A client of a tenant.
///
/// # Errors
/// [`super::error::Kind::Config`] for an address that is none or no HTTPS, and for a tenant that is no header value.
pub fn connect<P: Ports>(ports: P, config: Config) -> Result<Client<P>, Error> {
    let base = Base::new(&config.url, Plain::Loopback)?;
    if config.tenant.is_empty() || !config.tenant.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::config("tenant: the id of a tenant is needed"));
    }
    let limiter = Limiter::new(Windows::new(config.allowance, &PLANS));
    Ok(Client::new(ports, Nexus { base, tenant: config.tenant }, Tokens::fixed(Some(config.token)), limiter))
}

/// How notices are signed. Their content is not documented, so it is passed on as it comes; nor is it documented that the
/// raw body is signed and written in hex, which is taken for granted here.
pub const WEBHOOK: Scheme = Scheme { header: "X-NexusCommerce-Signature", prefix: "sha256=", shape: SHAPE };

struct Nexus {
    base: Base,
    tenant: String,
}

/// Ids are text here, amounts are floats.
const SHAPE: Shape = Shape {
    ids: &[],
    amounts: &["price", "cost_price", "total_amount", "unit_price", "line_total"],
    counts: &["quantity", "total_on_hand", "total_reserved", "total_available", "on_hand", "reserved", "available"],
};

impl System for Nexus {
    fn rows(&self) -> &'static [Row] {
        ROWS
    }

    fn base(&self) -> &Base {
        &self.base
    }

    /// The health check is asked without anything.
    fn sign(&self, token: Option<&Secret>, headers: &mut Headers) {
        headers.set("Accept", "application/json");
        headers.set("Content-Type", "application/json");
        if let Some(token) = token {
            headers.set("Authorization", format!("Bearer {}", token.expose()));
            headers.set("X-Tenant-ID", &self.tenant);
        }
    }

    fn envelope(&self, _: Answer) -> Option<&str> {
        Some("data")
    }

    /// A cursor leads on until it is null; where there is none there is no more.
    fn next(&self, read: &Read<'_>) -> Result<Option<String>, Error> {
        let cursor = read.body.get("meta").and_then(|meta| meta.get("nextCursor")).and_then(|cursor| cursor.as_str());
        Ok(cursor.map(|cursor| with_query(read.url, &[("cursor".to_owned(), cursor.to_owned())])))
    }

    fn shape(&self) -> &Shape {
        &SHAPE
    }
}
