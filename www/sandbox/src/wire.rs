//! The endpoints of the wire: `/ev1`, `/order/track`, and the analytics of search and categories.
use crate::analytics;
use crate::arrival::Arrival;
use crate::faults::{Fault, respond};
use crate::state::AppState;
use crate::store::{Books, Reply, Store};
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, OriginalUri, Query, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::json;

/// Largest body taken, in bytes.
const LIMIT: usize = 256 * 1024;

type Parameters = Result<Query<Vec<(String, String)>>, axum::extract::rejection::QueryRejection>;
type Process = fn(&Store, &Books, &Arrival, u16) -> Reply;

/// Routes of the wire.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/ev1", get(event).post(event))
        .route("/order/track", post(order))
        .route("/analytics/{kind}/{endpoint}", post(analytics))
        .layer(DefaultBodyLimit::max(LIMIT))
}

async fn event(
    State(state): State<AppState>,
    method: Method,
    query: Parameters,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    state.counts.event();
    match read(&method, "/ev1", query, &headers, body) {
        Ok(arrival) => answer(&state, &arrival, Store::event).await,
        Err(reply) => respond(reply, None),
    }
}

async fn order(
    State(state): State<AppState>,
    method: Method,
    query: Parameters,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    state.counts.order();
    match read(&method, "/order/track", query, &headers, body) {
        Ok(arrival) => answer(&state, &arrival, Store::order).await,
        Err(reply) => respond(reply, None),
    }
}

async fn analytics(
    State(state): State<AppState>,
    OriginalUri(address): OriginalUri,
    method: Method,
    query: Parameters,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Some(path) = analytics::PATHS.into_iter().find(|path| *path == address.path()) else {
        return respond(refusal(404, "unknown event"), None);
    };
    match read(&method, path, query.map(analytics::named), &headers, body) {
        Ok(arrival) => answer(&state, &arrival, Store::analytics).await,
        Err(reply) => respond(reply, None),
    }
}

fn read(
    method: &Method,
    path: &'static str,
    query: Parameters,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Arrival, Reply> {
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => refusal(413, &format!("message: over {LIMIT} bytes")),
        status => refusal(status.as_u16(), "message: the body could not be read"),
    })?;
    let Query(query) = query.map_err(|_| refusal(400, "the query could not be read"))?;
    Ok(Arrival::read(method.as_str(), path, query, headers, &body))
}

async fn answer(state: &AppState, arrival: &Arrival, process: Process) -> Response {
    let Some(books) = state.store.books(&arrival.account) else {
        return respond(refusal(404, "unknown account"), None);
    };
    if !books.account.enabled {
        let reply = state.store.refuse(books, arrival, refusal(403, "account disabled"));
        return respond(reply, None);
    }
    let Some(fault) = state.faults.take(&arrival.account, arrival.path) else {
        return respond(process(&state.store, books, arrival, 200), None);
    };
    let reply = if fault.late {
        // A task of its own: a client that has gone ends the handler, not the network's delay.
        let (state, arrival, fault) = (state.clone(), arrival.clone(), fault.clone());
        let processed = tokio::spawn(async move {
            fault.wait().await;
            state.store.books(&arrival.account).map(|books| take(&state, books, &arrival, &fault, process))
        });
        processed.await.ok().flatten().unwrap_or_else(|| refusal(500, "not processed"))
    } else {
        // Processed before the wait: a client that gives up early was heard nevertheless.
        let reply = take(state, books, arrival, &fault, process);
        fault.wait().await;
        reply
    };
    if fault.kind == crate::faults::Kind::Delay && fault.status.is_none() && fault.body.is_none() {
        return respond(reply, None);
    }
    respond(reply, Some(&fault))
}

/// Processes a request, or does not, as the fault has it.
fn take(state: &AppState, books: &Books, arrival: &Arrival, fault: &Fault, process: Process) -> Reply {
    if fault.processes() {
        process(&state.store, books, arrival, fault.status())
    } else {
        state.store.refuse(books, arrival, Reply { status: fault.status(), body: String::new() })
    }
}

fn refusal(status: u16, problem: &str) -> Reply {
    Reply { status, body: json!({"errors": [problem]}).to_string() }
}
