//! What every system's server does for tests: it counts its answers, and fails on demand.
use super::System;
use crate::faults::{Kind, respond};
use crate::state::AppState;
use crate::store::Reply;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Largest body read, in bytes; each system has its own limit below it.
const LARGEST_BODY: usize = 16 << 20;

/// Answers since the last reset, by system and status.
#[derive(Debug, Default)]
pub struct Traffic {
    statuses: Mutex<BTreeMap<System, BTreeMap<u16, u64>>>,
}

impl Traffic {
    fn count(&self, system: System, status: u16) {
        let mut statuses = self.statuses.lock().unwrap_or_else(PoisonError::into_inner);
        *statuses.entry(system).or_default().entry(status).or_default() += 1;
    }

    /// Forgets them.
    pub fn reset(&self) {
        self.statuses.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// As the control shows them: `{"nexus": {"200": 3}}`.
    pub fn shown(&self) -> Value {
        json!(*self.statuses.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The layer around a system that counts. It reads the body of every request first: an answer that is given before the
/// body was read would end the connection, in the middle of the client's next request.
pub async fn count(State((state, system)): State<(AppState, System)>, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let response = match to_bytes(body, LARGEST_BODY).await {
        Ok(body) => next.run(Request::from_parts(head, Body::from(body))).await,
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    };
    state.commerce.traffic.count(system, response.status().as_u16());
    response
}

/// The layer around a system's handlers that fails on demand.
pub async fn fail(State((state, system)): State<(AppState, System)>, request: Request, next: Next) -> Response {
    let Some(fault) = state.faults.take(system.name(), request.uri().path()) else {
        return next.run(request).await;
    };
    fault.wait().await;
    if !fault.processes() {
        return respond(Reply { status: fault.status(), body: String::new() }, Some(&fault));
    }
    let response = next.run(request).await;
    if fault.kind == Kind::Delay { response } else { fault.spoil(&text(response).await) }
}

async fn text(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
