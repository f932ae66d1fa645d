//! The Customer API: buyers of one shop, their prices, and their orders.
mod gate;
mod oauth;
mod order;
mod product;
mod refusal;

use super::System;
use super::charset;
use super::clock::Clock;
use super::observe::{count, fail};
use super::table::Table;
use super::token::opaque;
use crate::catalogue::Catalogue;
use crate::state::AppState;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{get, post};
use product::Item;
use refusal::Refusal;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A customer of the shop.
#[derive(Debug, Clone)]
pub struct Buyer {
    /// What signs in to the shop.
    pub email: &'static str,
    /// See `email`.
    pub password: &'static str,
    /// The merchant lets this customer use the API.
    pub allowed: bool,
    /// Names the API password, which the customer makes in the profile.
    pub client_id: String,
    /// The API password; `None` until the customer makes one.
    pub client_secret: Option<String>,
    /// Per cent off the shop's prices.
    pub discount: i64,
}

/// Everything of the shop.
#[derive(Debug)]
pub struct World {
    buyers: Vec<Buyer>,
    items: Vec<Item>,
    orders: Table,
    codes: HashMap<String, oauth::Code>,
    /// Tokens issued before this moment have expired, in seconds.
    expired_before: u64,
}

impl World {
    fn new(catalogue: &Catalogue, now: u64) -> Self {
        let mut world = Self {
            buyers: vec![
                buyer(
                    "anna@example.com",
                    "d194b033-1975-43e5-a083-96bdbe3ea1cd",
                    "164381f6-dcea-46c1-bf8f-f9f22288970c",
                    10,
                ),
                buyer(
                    "bert@example.com",
                    "5f0c2a77-8a4e-4f0b-9c39-1d6c6a1f77b2",
                    "f1d0c3a8-2b7e-49d5-8e06-6a9b51c7e403",
                    0,
                ),
                Buyer {
                    client_secret: None,
                    ..buyer("cora@example.com", "9b7d11e2-4c68-47ce-b3f5-20a8e4d96c15", "", 0)
                },
            ],
            items: product::items(catalogue),
            orders: Table::after(20_000),
            codes: HashMap::new(),
            expired_before: 0,
        };
        order::fill(&mut world, now);
        world
    }

    fn buyer(&self, client_id: &str) -> Option<&Buyer> {
        self.buyers.iter().find(|buyer| buyer.client_id == client_id)
    }
}

fn buyer(email: &'static str, client_id: &str, client_secret: &str, discount: i64) -> Buyer {
    Buyer {
        email,
        password: "sandbox",
        allowed: true,
        client_id: client_id.to_owned(),
        client_secret: Some(client_secret.to_owned()),
        discount,
    }
}

/// The system.
#[derive(Debug)]
pub struct Customer {
    /// Made when it is first asked for.
    world: OnceLock<Mutex<World>>,
    catalogue: Arc<Catalogue>,
    clock: Arc<Clock>,
}

impl Customer {
    /// The shop, with some orders before now.
    pub fn new(catalogue: &Arc<Catalogue>, clock: &Arc<Clock>) -> Self {
        Self { world: OnceLock::new(), catalogue: Arc::clone(catalogue), clock: Arc::clone(clock) }
    }

    /// As at the start.
    pub fn reset(&self) {
        if self.world.get().is_some() {
            *self.world() = World::new(&self.catalogue, self.clock.now());
        }
    }

    fn world(&self) -> MutexGuard<'_, World> {
        let world = self.world.get_or_init(|| Mutex::new(World::new(&self.catalogue, self.clock.now())));
        world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Buyers, for tests.
    pub fn shown(&self) -> Value {
        let world = self.world();
        let buyers: Vec<Value> = world
            .buyers
            .iter()
            .map(|buyer| {
                json!({
                    "email": buyer.email, "password": buyer.password, "allowed": buyer.allowed,
                    "client_id": buyer.client_id, "client_secret": buyer.client_secret,
                })
            })
            .collect();
        json!({"buyers": buyers, "redirect": oauth::REDIRECT})
    }

    /// Every token issued until now, in seconds, has expired.
    pub fn expire(&self, now: u64) {
        self.world().expired_before = now + 1;
    }

    /// The merchant allows a buyer the API or forbids it.
    pub fn allow(&self, email: &str, allowed: bool) -> bool {
        let mut world = self.world();
        let buyer = world.buyers.iter_mut().find(|buyer| buyer.email == email);
        buyer.map(|buyer| buyer.allowed = allowed).is_some()
    }

    /// A buyer makes a new API password in the profile; the one before it ends.
    pub fn generate(&self, email: &str) -> Option<String> {
        let mut world = self.world();
        let buyer = world.buyers.iter_mut().find(|buyer| buyer.email == email)?;
        buyer.client_secret = Some(opaque());
        buyer.client_secret.clone()
    }
}

/// Routes of the server.
pub fn router(state: &AppState) -> Router {
    let resources = Router::new()
        .route("/products", get(product::find))
        .route("/orders", get(order::list).post(order::create))
        .route("/orders/{id}", get(order::read).patch(order::change))
        .layer(from_fn(gate::json))
        .layer(from_fn_with_state(state.clone(), gate::buyer));
    let api = resources
        .route("/oauth/access-token", post(oauth::token))
        .route("/oauth/authorize", get(oauth::form).post(oauth::authorize))
        .fallback(|| async { Refusal::missing("There is no such resource.") });
    Router::new()
        .nest("/api/customer", api)
        .layer(from_fn_with_state((state.clone(), System::Customer), fail))
        .layer(map_response(charset::named))
        .layer(from_fn(gate::transport))
        .layer(from_fn_with_state((state.clone(), System::Customer), count))
        .with_state(state.clone())
}
