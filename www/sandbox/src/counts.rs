//! How many requests came since the start, by kind.
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::state::AppState;

/// Requests by kind.
#[derive(Debug, Default)]
pub struct Counts {
    options: AtomicU64,
    events: AtomicU64,
    orders: AtomicU64,
    includes: AtomicU64,
    settings: AtomicU64,
}

impl Counts {
    /// A request to `/ev1`.
    pub fn event(&self) {
        self.events.fetch_add(1, Ordering::Relaxed);
    }

    /// A request to `/order/track`.
    pub fn order(&self) {
        self.orders.fetch_add(1, Ordering::Relaxed);
    }

    /// A request for an include script.
    pub fn include(&self) {
        self.includes.fetch_add(1, Ordering::Relaxed);
    }

    /// A request for settings.
    pub fn settings(&self) {
        self.settings.fetch_add(1, Ordering::Relaxed);
    }

    /// As `GET /sandbox/counts` shows them.
    pub fn shown(&self) -> Value {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        json!({
            "options": read(&self.options),
            "ev1": read(&self.events),
            "order": read(&self.orders),
            "include": read(&self.includes),
            "settings": read(&self.settings),
        })
    }
}

/// Counts and answers every preflight, and opens what other origins may read: the wire and the
/// library, but neither the shop's pages nor the inspection.
pub async fn cross_origin(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let anyone = HeaderValue::from_static("*");
    if request.method() == Method::OPTIONS {
        state.counts.options.fetch_add(1, Ordering::Relaxed);
        let headers = [
            (ACCESS_CONTROL_ALLOW_ORIGIN, anyone.clone()),
            (ACCESS_CONTROL_ALLOW_HEADERS, anyone.clone()),
            (ACCESS_CONTROL_ALLOW_METHODS, anyone),
            (ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("0")),
        ];
        return (StatusCode::NO_CONTENT, headers).into_response();
    }
    let path = request.uri().path();
    let is_private = path.starts_with("/sandbox/") || path.starts_with("/shop");
    let mut response = next.run(request).await;
    if !is_private {
        response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
    }
    response
}
