//! The platform's server APIs, for shops' own servers: GraphQL with sessions, orders, products and recommendations, and
//! REST for feeds and privacy. Sessions end up in the same store as the visits of browsers.
mod analytics;
mod gate;
mod graphql;
mod input;
mod order;
mod page;
mod product;
mod reco;
mod rest;
mod session;
mod token;

use crate::commerce::{System, count, fail};
use crate::state::AppState;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, post, put};
use graphql::Schema;
use product::Product;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use token::Tokens;

/// Largest body taken, in bytes.
const LIMIT: usize = 2 * 1024 * 1024;

/// What a shop's server told of one account, besides visits and orders.
#[derive(Debug, Default, Serialize)]
pub struct Told {
    /// Products sent, by id; they stand over those of the catalogue.
    pub products: BTreeMap<String, Product>,
    /// Ids of products no longer sold.
    pub discontinued: BTreeSet<String>,
    /// Products to be read again from the shop.
    pub recrawls: Vec<Value>,
    /// Categories by id.
    pub categories: BTreeMap<String, Value>,
    /// Identities by address, with their attributes.
    pub identities: BTreeMap<String, BTreeMap<String, String>>,
    /// The rates last sent.
    pub rates: Option<Value>,
    /// Addresses that get no mail.
    pub blacklist: BTreeSet<String>,
    /// Leave for marketing mail, by address.
    pub consents: BTreeMap<String, bool>,
    /// Addresses to be forgotten.
    pub redactions: Vec<String>,
    /// Addresses whose data was asked for.
    pub takeouts: Vec<String>,
    /// Settings last sent.
    pub settings: Map<String, Value>,
    /// Statuses of orders by number, oldest first.
    pub statuses: BTreeMap<String, Vec<order::Status>>,
}

/// The APIs' state.
pub struct Platform {
    schema: Schema,
    tokens: Mutex<Tokens>,
    told: Mutex<BTreeMap<&'static str, Told>>,
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Platform").finish_non_exhaustive()
    }
}

impl Default for Platform {
    fn default() -> Self {
        Self { schema: graphql::schema(), tokens: Mutex::new(Tokens::new()), told: Mutex::default() }
    }
}

impl Platform {
    /// Acts on what was told of an account.
    pub fn told<T>(&self, account: &'static str, act: impl FnOnce(&mut Told) -> T) -> T {
        act(self.told.lock().unwrap_or_else(PoisonError::into_inner).entry(account).or_default())
    }

    fn tokens(&self) -> MutexGuard<'_, Tokens> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// New tokens, nothing told.
    pub fn reset(&self) {
        *self.tokens() = Tokens::new();
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Ends all tokens.
    pub fn expire(&self) {
        self.tokens().clear();
    }

    /// Tokens by account and type, and what was told, for tests.
    pub fn shown(&self) -> Value {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        json!({"tokens": self.tokens().shown(), "told": *told})
    }
}

/// Routes of the server.
pub fn router(state: &AppState) -> Router {
    Router::new()
        .route("/v1/graphql", post(graphql::answer))
        .route("/v1/products/upsert", post(rest::upsert))
        .route("/v1/products/discontinue", post(rest::discontinue))
        .route("/products/recrawl", post(rest::recrawl))
        .route("/exchangerates", post(rest::rates))
        .route("/v1/email/blacklist", post(rest::add_to_blacklist))
        .route("/v1/email", post(rest::remove_from_blacklist))
        .route("/v1/customers/consent/{email}/{given}", post(rest::consent))
        .route("/api/v1/customers/consent/{email}/{given}", post(rest::consent))
        .route("/v1/customers/redact/{email}", delete(rest::redact))
        .route("/v1/customers/takeout/{email}", post(rest::takeout))
        .route("/settings", put(rest::settings))
        .fallback(|| async { gate::refusal(404, "There is nothing here") })
        .layer(DefaultBodyLimit::max(LIMIT))
        .layer(from_fn_with_state((state.clone(), System::Platform), fail))
        .layer(from_fn_with_state(state.clone(), gate::caller))
        .layer(from_fn_with_state((state.clone(), System::Platform), count))
        .with_state(state.clone())
}
