//! Tiendanube and Nuvemshop: stores, the apps that call them, and what they hold.
mod app;
mod bucket;
mod cart;
mod customer;
mod data;
mod filter;
mod gate;
mod kind;
mod language;
mod notice;
mod oauth;
mod order;
mod page;
mod product;
mod refusal;
mod resource;
mod script;
mod storefront;

use super::System;
use super::charset;
use super::clock::Clock;
use super::observe::{count, fail};
use super::table::{Document, Table};
use super::token::opaque;
use super::webhook::Deliveries;
use crate::catalogue::Catalogue;
use crate::state::AppState;
use app::{APPS, App, Caller};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{get, post};
use bucket::{Bucket, Reading};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A store and everything in it.
#[derive(Debug)]
pub struct Store {
    /// Its id, which is the `user_id` of a token.
    pub id: u64,
    /// What `GET /store` answers.
    pub about: Document,
    /// Languages, the main one first.
    pub languages: &'static [&'static str],
    /// ISO 4217.
    pub currency: &'static str,
    /// 10 on the larger plans: so much larger are the limits.
    pub factor: u64,
    /// Not paid for.
    pub suspended: bool,
    /// Apps with a recurring price that was not paid here.
    pub unpaid_apps: BTreeSet<u64>,
    /// The highest number of a variant so far.
    pub latest_variant: u64,
    /// Documents by the name of their resource.
    pub tables: BTreeMap<&'static str, Table>,
}

impl Store {
    /// The documents of a resource.
    pub fn table(&mut self, name: &'static str) -> &mut Table {
        self.tables.entry(name).or_default()
    }

    /// The main language.
    pub fn main_language(&self) -> &'static str {
        self.languages.first().copied().unwrap_or("es")
    }

    /// Whether store and app are paid for.
    pub fn serves(&self, app: u64) -> bool {
        !self.suspended && !self.unpaid_apps.contains(&app)
    }
}

/// An authorization code under way.
#[derive(Debug)]
struct Code {
    caller: Caller,
    at: u64,
}

/// How the server behaves where the system's own documents and programs disagree.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `X-Rate-Limit-Reset` in seconds.
    pub reset_in_seconds: bool,
    /// Only this header carries tokens: `authentication` or `authorization`. Both when absent.
    pub header: Option<String>,
    /// `Link` addresses begin with this origin.
    pub link_origin: Option<String>,
}

/// All stores, and what apps may do in them.
#[derive(Debug)]
pub struct World {
    settings: Settings,
    stores: BTreeMap<u64, Store>,
    tokens: HashMap<String, Caller>,
    codes: HashMap<String, Code>,
    buckets: HashMap<(u64, u64), Bucket>,
}

impl World {
    fn new(catalogue: &Catalogue) -> Self {
        let stores = data::stores(catalogue).into_iter().map(|store| (store.id, store)).collect();
        let mut world = Self {
            settings: Settings::default(),
            stores,
            tokens: HashMap::new(),
            codes: HashMap::new(),
            buckets: HashMap::new(),
        };
        let ids: Vec<u64> = world.stores.keys().copied().collect();
        for (store, app) in ids.iter().flat_map(|store| APPS.iter().map(|app| (*store, app))) {
            world.issue(Caller { store, app });
        }
        world
    }

    /// A new token; the one before it ends.
    fn issue(&mut self, caller: Caller) -> String {
        self.tokens.retain(|_, known| (known.store, known.app.id) != (caller.store, caller.app.id));
        let token = opaque();
        self.tokens.insert(token.clone(), caller);
        token
    }

    fn take(&mut self, caller: Caller, now: u64, requests: u64) -> Option<Reading> {
        let factor = self.stores.get(&caller.store)?.factor;
        Some(self.buckets.entry((caller.store, caller.app.id)).or_default().take(now, factor, requests))
    }
}

/// The system.
#[derive(Debug)]
pub struct Tiendanube {
    /// Made when it is first asked for: most who start a sandbox need no store.
    world: OnceLock<Mutex<World>>,
    catalogue: Arc<Catalogue>,
    clock: Arc<Clock>,
    deliveries: Arc<Deliveries>,
}

impl Tiendanube {
    /// Its stores, full of the catalogue's products.
    pub fn new(catalogue: &Arc<Catalogue>, clock: &Arc<Clock>, deliveries: &Arc<Deliveries>) -> Self {
        Self {
            world: OnceLock::new(),
            catalogue: Arc::clone(catalogue),
            clock: Arc::clone(clock),
            deliveries: Arc::clone(deliveries),
        }
    }

    /// As at the start.
    pub fn reset(&self) {
        if self.world.get().is_some() {
            *self.world() = World::new(&self.catalogue);
        }
    }

    fn world(&self) -> MutexGuard<'_, World> {
        let world = self.world.get_or_init(|| Mutex::new(World::new(&self.catalogue)));
        world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores, apps and tokens, for tests.
    pub fn shown(&self) -> Value {
        let world = self.world();
        let stores: Vec<Value> = world
            .stores
            .values()
            .map(|store| json!({"id": store.id, "language": store.main_language(), "currency": store.currency, "suspended": store.suspended, "factor": store.factor}))
            .collect();
        let apps: Vec<Value> = APPS
            .iter()
            .map(|app| {
                let own = world.tokens.iter().filter(|(_, caller)| caller.app.id == app.id);
                let tokens: BTreeMap<u64, &str> = own.map(|(token, caller)| (caller.store, token.as_str())).collect();
                json!({"id": app.id, "client_secret": app.secret, "redirect": app.redirect, "scopes": app.scopes, "tokens": tokens})
            })
            .collect();
        json!({"stores": stores, "apps": apps})
    }

    /// Ends the service of a store, or of an app there, for want of payment, or takes it up again, and tells those who
    /// asked for it. Told while there is service: who is suspended is called by no webhook.
    pub fn suspend(&self, id: u64, app: Option<u64>, suspended: bool) -> bool {
        let mut world = self.world();
        let Some(store) = world.stores.get_mut(&id) else {
            return false;
        };
        if suspended {
            self.notify_some(store, "app/suspended", id, |of| app.is_none_or(|app| app == of));
        }
        let before: Vec<u64> = APPS.iter().map(|app| app.id).filter(|app| store.serves(*app)).collect();
        match app {
            None => store.suspended = suspended,
            Some(app) if suspended => drop(store.unpaid_apps.insert(app)),
            Some(app) => drop(store.unpaid_apps.remove(&app)),
        }
        if !suspended {
            self.notify_some(store, "app/resumed", id, |app| !before.contains(&app));
        }
        true
    }

    /// Uses up a bucket as a second client of the same app would.
    pub fn drain(&self, store: u64, app: u64, requests: u64) -> Option<Reading> {
        let caller = Caller { store, app: App::find(app)? };
        self.world().take(caller, self.clock.now(), requests)
    }

    /// Changes how the server behaves.
    pub fn set(&self, settings: Settings) {
        self.world().settings = settings;
    }

    /// Calls the webhooks of an event.
    pub fn fire(&self, store: u64, event: &str, id: u64) -> bool {
        self.world().stores.get_mut(&store).is_some_and(|store| {
            self.notify(store, event, id);
            true
        })
    }

    /// Ends all tokens, as an uninstallation does.
    pub fn expire(&self) {
        self.world().tokens.clear();
    }
}

/// Routes of the server: those of the API, and those of the site where an app is authorized.
pub fn router(state: &AppState) -> Router {
    let api = Router::new()
        .route("/store", get(resource::store))
        .route("/products/sku/{sku}", get(product::by_sku))
        .route("/{resource}", get(resource::list).post(resource::create))
        .route("/{resource}/{id}", get(resource::read).put(resource::change).delete(resource::remove))
        .route("/products/{id}/variants", get(product::variants).post(product::add_variant))
        .route(
            "/products/{id}/variants/{variant}",
            get(product::variant).put(product::change_variant).delete(product::remove_variant),
        )
        .route("/products/{id}/images", get(product::images))
        .route("/orders/{id}/{action}", post(order::act))
        .route("/checkouts/{id}/coupons", post(cart::add_coupon))
        .route("/carts/{id}/line-items/{line}", axum::routing::delete(cart::remove_line))
        .route("/carts/{id}/coupons/{coupon}", axum::routing::delete(cart::remove_coupon))
        .layer(from_fn(gate::body))
        .layer(from_fn_with_state(state.clone(), gate::caller));
    Router::new()
        .nest("/{version}/{store}", api)
        .route("/apps/{app}/authorize", get(oauth::authorize))
        .route("/apps/authorize/token", post(oauth::token))
        .route("/storefront/{store}", get(storefront::page))
        .fallback(|| async { refusal::Refusal::missing() })
        .layer(from_fn_with_state((state.clone(), System::Tiendanube), fail))
        .layer(map_response(charset::named))
        .layer(from_fn_with_state((state.clone(), System::Tiendanube), count))
        .with_state(state.clone())
}
