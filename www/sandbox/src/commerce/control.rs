//! Control of the shop systems, for tests: their clock, their tokens, their troubles. A real system has none of this.
use super::System;
use super::table::{Document, document};
use crate::faults::Fault;
use crate::state::AppState;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Routes below `/sandbox/commerce`. Bodies are JSON under any content type.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/", get(shown))
        .route("/reset", post(reset))
        .route("/clock", get(now).post(clock))
        .route("/answers", get(answers))
        .route("/deliveries", get(deliveries))
        .route("/receivers", post(receivers))
        .route("/{system}/faults", post(add_fault).delete(clear_faults))
        .route("/{system}/expire", post(expire))
        .route("/{system}/settings", post(settings))
        .route("/tiendanube/suspend", post(suspend))
        .route("/tiendanube/drain", post(drain))
        .route("/tiendanube/webhook", post(fire))
        .route("/customer/buyer", post(buyer))
        .route("/nexus/key", post(key))
        .route("/nexus/login", post(login))
        .route("/nexus/webhook", post(nexus_webhook))
}

/// A body that says nothing, but must be read so that the connection can go on.
type Unread = Bytes;

type Answer = Result<Json<Value>, Problem>;

/// What is wrong with a request.
struct Problem(StatusCode, String);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, Problem> {
    serde_json::from_str(body).map_err(|error| Problem(StatusCode::BAD_REQUEST, error.to_string()))
}

fn known(found: bool, what: &str) -> Answer {
    if found { Ok(Json(json!({"done": true}))) } else { Err(Problem(StatusCode::NOT_FOUND, format!("unknown {what}"))) }
}

/// Where the systems are, and who may sign in.
async fn shown(State(state): State<AppState>) -> Json<Value> {
    let commerce = &state.commerce;
    let with_url = |system: System, mut shown: Value| {
        if let Value::Object(members) = &mut shown {
            members.insert("url".into(), json!(commerce.origin(system)));
        }
        shown
    };
    Json(json!({
        "authority": commerce.addresses.get().map(|addresses| &addresses.authority),
        "now": commerce.clock.now(),
        "tiendanube": with_url(System::Tiendanube, commerce.tiendanube.shown()),
        "customer": with_url(System::Customer, commerce.customer.shown()),
        "nexus": with_url(System::Nexus, commerce.nexus.shown()),
        "platform": with_url(System::Platform, state.platform.shown()),
    }))
}

async fn reset(State(state): State<AppState>, _: Unread) -> Json<Value> {
    state.commerce.reset();
    state.platform.reset();
    System::ALL.iter().for_each(|system| state.faults.clear(system.name()));
    Json(json!({"done": true}))
}

async fn now(State(state): State<AppState>) -> Json<Value> {
    Json(json!({"now": state.commerce.clock.now()}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    /// Stands still, or goes on.
    freeze: Option<bool>,
    /// Jumps to this time, in ms.
    at: Option<u64>,
    /// Goes on by this much, in ms.
    advance: Option<u64>,
}

async fn clock(State(state): State<AppState>, body: String) -> Answer {
    let step: Move = read(&body)?;
    let clock = &state.commerce.clock;
    if let Some(frozen) = step.freeze {
        clock.freeze(frozen);
    }
    if let Some(at) = step.at {
        clock.set(at);
    }
    if let Some(ms) = step.advance {
        clock.advance(ms);
    }
    Ok(Json(json!({"now": clock.now()})))
}

/// How many answers each system gave, by status.
async fn answers(State(state): State<AppState>) -> Json<Value> {
    Json(state.commerce.traffic.shown())
}

/// Webhooks that were sent.
async fn deliveries(State(state): State<AppState>) -> Json<Value> {
    Json(json!({"deliveries": state.commerce.deliveries.attempts()}))
}

/// `{"hooks.example.com": "http://127.0.0.1:9000"}`: where what goes to a host really goes.
async fn receivers(State(state): State<AppState>, body: String) -> Answer {
    for (host, origin) in read::<BTreeMap<String, String>>(&body)? {
        state.commerce.deliveries.redirect(host, origin);
    }
    known(true, "")
}

async fn add_fault(State(state): State<AppState>, Path(system): Path<System>, body: String) -> Answer {
    state.faults.add(system.name(), read::<Fault>(&body)?);
    known(true, "")
}

async fn clear_faults(State(state): State<AppState>, Path(system): Path<System>) -> Answer {
    state.faults.clear(system.name());
    known(true, "")
}

/// Ends all tokens that were issued until now.
async fn expire(State(state): State<AppState>, Path(system): Path<System>, _: Unread) -> Answer {
    let (commerce, now) = (&state.commerce, state.commerce.clock.seconds());
    match system {
        System::Tiendanube => commerce.tiendanube.expire(),
        System::Customer => commerce.customer.expire(now),
        System::Nexus => commerce.nexus.expire(now),
        System::Platform => state.platform.expire(),
    }
    known(true, "")
}

async fn settings(State(state): State<AppState>, Path(system): Path<System>, body: String) -> Answer {
    match system {
        System::Tiendanube => state.commerce.tiendanube.set(read(&body)?),
        System::Nexus => state.commerce.nexus.set(read(&body)?),
        System::Customer | System::Platform => return known(false, "setting"),
    }
    known(true, "")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suspension {
    store: u64,
    /// Only this app there.
    app: Option<u64>,
    suspended: bool,
}

async fn suspend(State(state): State<AppState>, body: String) -> Answer {
    let asked: Suspension = read(&body)?;
    known(state.commerce.tiendanube.suspend(asked.store, asked.app, asked.suspended), "store")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drain {
    store: u64,
    app: u64,
    requests: u64,
}

/// Puts requests into a bucket as a second client of the same app would.
async fn drain(State(state): State<AppState>, body: String) -> Answer {
    let asked: Drain = read(&body)?;
    let reading = state.commerce.tiendanube.drain(asked.store, asked.app, asked.requests);
    let reading = reading.ok_or_else(|| Problem(StatusCode::NOT_FOUND, "unknown store or app".into()))?;
    Ok(Json(json!({"accepted": reading.accepted, "remaining": reading.remaining})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    store: u64,
    event: String,
    id: u64,
}

/// Calls the webhooks of an event, without anything having happened.
async fn fire(State(state): State<AppState>, body: String) -> Answer {
    let asked: Event = read(&body)?;
    known(state.commerce.tiendanube.fire(asked.store, &asked.event, asked.id), "store")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BuyerChange {
    email: String,
    allowed: Option<bool>,
    #[serde(default)]
    new_password: bool,
}

/// What the merchant and the buyer do in their profiles.
async fn buyer(State(state): State<AppState>, body: String) -> Answer {
    let asked: BuyerChange = read(&body)?;
    let customer = &state.commerce.customer;
    if asked.allowed.is_some_and(|allowed| !customer.allow(&asked.email, allowed)) {
        return known(false, "buyer");
    }
    let secret = if asked.new_password { customer.generate(&asked.email) } else { None };
    Ok(Json(json!({"client_secret": secret})))
}

/// Changes members of a key: `{"token", "scopes", "plan", "limits", "addresses", "expires"}`.
async fn key(State(state): State<AppState>, body: String) -> Answer {
    let change: Document = read(&body)?;
    let token = change.get("token").and_then(Value::as_str).unwrap_or_default();
    let found = state.commerce.nexus.change_key(token, &change);
    known(found.map_err(|problem| Problem(StatusCode::BAD_REQUEST, problem))?, "key")
}

#[derive(Deserialize)]
struct Login {
    tenant: String,
}

/// The token of a user of the web application.
async fn login(State(state): State<AppState>, Query(asked): Query<Login>, _: Unread) -> Answer {
    let commerce = &state.commerce;
    let token = commerce.nexus.sign_in(&commerce.signer, &asked.tenant, commerce.clock.seconds());
    let token = token.ok_or_else(|| Problem(StatusCode::NOT_FOUND, "unknown tenant".into()))?;
    Ok(Json(json!({"access_token": token})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Webhook {
    tenant: String,
    url: String,
    event: String,
    #[serde(default)]
    data: Value,
}

/// Sends a webhook, and resolves with the attempt. Neither events nor the body's members are documented.
async fn nexus_webhook(State(state): State<AppState>, body: String) -> Answer {
    let asked: Webhook = read(&body)?;
    let commerce = &state.commerce;
    let body = Value::Object(document(json!({"event": asked.event, "tenant_id": asked.tenant, "data": asked.data})));
    let sent = commerce.nexus.fire(Arc::clone(&commerce.deliveries), &asked.tenant, asked.url, &body).await;
    let sent = sent.ok_or_else(|| Problem(StatusCode::NOT_FOUND, "unknown tenant".into()))?;
    Ok(Json(json!(sent)))
}
