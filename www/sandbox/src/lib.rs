//! The sandbox: a small real back end and a demo shop, so that vitrine can be built and tested
//! without an account anywhere.
//!
//! What arrives on the wire is taken apart (`arrival`, `message`, `order`), changes a visitor
//! (`visitor`) and the shop's statistics (`counters`), and is answered from both (`placement`,
//! `recommend`, `campaign`, `answer`). `search` is a service of its own over the
//! same catalogue. An account's state is a `ledger`; the `store` holds them all in memory and writes every request to
//! SQLite, from which it rebuilds them. `platform` is what a shop's own server calls, `commerce` the shop systems that
//! the connectors speak with; both listen on ports of their own, under TLS.
mod accounts;
mod analytics;
mod answer;
mod arrival;
mod block;
mod campaign;
pub mod catalogue;
mod check;
mod clock;
pub mod commerce;
mod config;
mod counters;
mod counts;
mod database;
mod faults;
mod files;
mod id;
mod include;
mod inspect;
mod interest;
mod journal;
mod ledger;
mod message;
mod order;
mod placement;
pub mod platform;
mod popups;
mod recommend;
mod search;
mod serve;
pub mod shop;
mod state;
mod store;
mod tienda;
mod visitor;
mod wire;

pub use config::{Config, USAGE};
pub use serve::Listeners;
pub use state::AppState;

/// All routes of the server.
pub fn app(state: AppState) -> axum::Router {
    axum::Router::new()
        .merge(wire::router())
        .merge(search::router())
        .merge(include::router())
        .merge(popups::router())
        .nest("/sandbox", inspect::router())
        .nest("/sandbox/commerce", commerce::control())
        .merge(files::router(&state))
        .merge(shop::router())
        .merge(tienda::router(&state))
        .layer(axum::middleware::from_fn_with_state(state.clone(), counts::cross_origin))
        .with_state(state)
}
