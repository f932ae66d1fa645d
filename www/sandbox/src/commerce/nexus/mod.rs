//! NexusCommerce: tenants with products, stock, prices and orders from their marketplaces.
mod data;
mod gate;
mod inventory;
mod job;
mod key;
mod list;
mod order;
mod pricing;
mod product;
mod refusal;
mod window;

use super::System;
use super::clock::{Clock, with_millis};
use super::observe::{count, fail};
use super::table::{Document, Table};
use super::token::Signer;
use super::webhook::{Deliveries, Delivery, signature};
use crate::catalogue::Catalogue;
use crate::state::AppState;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::{Json, Router};
use key::{Claims, Key};
use refusal::Refusal;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use window::Windows;

/// Everything of one tenant.
#[derive(Debug, Default)]
pub struct Tenant {
    products: Vec<Document>,
    stock: Vec<Document>,
    orders: Vec<Document>,
    rules: Table,
    jobs: Table,
    /// What its webhooks are signed with.
    secret: &'static str,
}

/// How the server behaves where the documents leave it open.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `Retry-After` as a date instead of seconds.
    pub retry_after_date: bool,
}

/// All tenants and who may see them.
#[derive(Debug)]
pub struct World {
    settings: Settings,
    tenants: BTreeMap<&'static str, Tenant>,
    keys: Vec<Key>,
    windows: HashMap<String, Windows>,
}

/// The system.
#[derive(Debug)]
pub struct Nexus {
    /// Made when it is first asked for.
    world: OnceLock<Mutex<World>>,
    catalogue: Arc<Catalogue>,
    clock: Arc<Clock>,
}

impl Nexus {
    /// Its tenants, with orders before now.
    pub fn new(catalogue: &Arc<Catalogue>, clock: &Arc<Clock>) -> Self {
        Self { world: OnceLock::new(), catalogue: Arc::clone(catalogue), clock: Arc::clone(clock) }
    }

    /// As at the start.
    pub fn reset(&self) {
        if self.world.get().is_some() {
            *self.world() = Self::fresh(&self.catalogue, self.clock.now());
        }
    }

    fn fresh(catalogue: &Catalogue, now: u64) -> World {
        World {
            settings: Settings::default(),
            tenants: data::tenants(catalogue, now),
            keys: key::keys(),
            windows: HashMap::new(),
        }
    }

    fn world(&self) -> MutexGuard<'_, World> {
        let world = self.world.get_or_init(|| Mutex::new(Self::fresh(&self.catalogue, self.clock.now())));
        world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tenants and keys, for tests.
    pub fn shown(&self) -> Value {
        let world = self.world();
        let tenants: Vec<Value> =
            world.tenants.iter().map(|(id, tenant)| json!({"id": id, "webhook_secret": tenant.secret})).collect();
        json!({"tenants": tenants, "keys": world.keys})
    }

    /// The token of a user who signs in, good for 24 hours.
    pub fn sign_in(&self, signer: &Signer, tenant: &str, now: u64) -> Option<String> {
        self.world().tenants.contains_key(tenant).then(|| signer.sign(&json!(Claims::new(tenant, now))))?
    }

    /// Changes a key; whether there is such a key.
    pub fn change_key(&self, token: &str, change: &Document) -> Result<bool, String> {
        let mut world = self.world();
        let Some(key) = world.keys.iter_mut().find(|key| key.token == token) else {
            return Ok(false);
        };
        let Value::Object(mut fields) = json!(key) else { return Ok(false) };
        fields.extend(change.clone());
        *key = serde_json::from_value(Value::Object(fields)).map_err(|error| error.to_string())?;
        Ok(true)
    }

    /// Changes how the server behaves.
    pub fn set(&self, settings: Settings) {
        self.world().settings = settings;
    }

    /// Ends every key at this moment, in seconds.
    pub fn expire(&self, now: u64) {
        self.world().keys.iter_mut().for_each(|key| key.expires = Some(now));
    }

    /// Sends a webhook of a tenant to a receiver.
    pub async fn fire(&self, deliveries: Arc<Deliveries>, tenant: &str, url: String, body: &Value) -> Option<Delivery> {
        let secret = self.world().tenants.get(tenant)?.secret;
        let body = body.to_string();
        let signature = ("x-nexuscommerce-signature", format!("sha256={}", signature(secret, &body)));
        deliveries.send(url, body, signature).await
    }
}

/// The tenant of a request.
fn tenant<'a>(world: &'a mut World, caller: &gate::Caller) -> Result<&'a mut Tenant, Refusal> {
    world.tenants.get_mut(caller.tenant.as_str()).ok_or_else(|| Refusal::missing("Tenant not found"))
}

/// `GET /api/health`.
async fn health(State(state): State<AppState>) -> Json<Value> {
    Json(json!({"status": "ok", "version": "2.0.0", "timestamp": with_millis(state.commerce.clock.now())}))
}

/// Routes of the server.
pub fn router(state: &AppState) -> Router {
    let api = Router::new()
        .route("/products", get(product::list).post(product::create))
        .route("/products/{sku}", get(product::read).patch(product::change).delete(product::remove))
        .route("/orders", get(order::list))
        .route("/orders/{id}", get(order::read))
        .route("/orders/{id}/shipment", post(order::ship))
        .route("/orders/{id}/cancel", post(order::cancel))
        .route("/inventory", get(inventory::list))
        .route("/inventory/bulk", post(inventory::bulk))
        .route("/inventory/{sku}", get(inventory::read).put(inventory::set))
        .route("/pricing/rules", get(pricing::list).post(pricing::create))
        .route("/pricing/rules/{id}", axum::routing::patch(pricing::change).delete(pricing::remove))
        .route("/pricing/recommendations", get(pricing::recommendations))
        .route("/pricing/recalculate", post(pricing::recalculate))
        .route("/ai-jobs", post(job::create))
        .route("/ai-jobs/{id}", get(job::read))
        .fallback(|| async { Refusal::missing("Resource not found") })
        .layer(from_fn_with_state(state.clone(), gate::caller));
    Router::new()
        .route("/api/health", get(health))
        .nest("/api", api)
        .fallback(|| async { Refusal::missing("Resource not found") })
        .layer(from_fn_with_state((state.clone(), System::Nexus), fail))
        .layer(from_fn_with_state(state.clone(), gate::rate))
        .layer(from_fn_with_state((state.clone(), System::Nexus), count))
        .with_state(state.clone())
}
