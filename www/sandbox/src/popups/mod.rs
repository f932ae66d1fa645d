//! Popups: their content, and what was shown to whom.
mod campaign;

pub use campaign::settings;

use crate::accounts::Account;
use crate::clock;
use crate::faults::respond;
use crate::state::AppState;
use crate::store::Reply;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};

const SHOW: &str = "/overlay/discount-modal/show";

/// More than this of one account are forgotten, the oldest first.
const MOST: usize = 5_000;

/// Routes of popups, and the list of what happened for tests.
pub fn router() -> Router<AppState> {
    Router::new()
        .route(SHOW, post(show))
        .route("/analytics/popup/triggered", post(triggered))
        .route("/sandbox/popups", get(list))
}

/// What happened, per account and in its order.
#[derive(Debug, Default)]
pub struct Shown(Mutex<Vec<(&'static str, Value)>>);

impl Shown {
    fn add(&self, account: &'static str, entry: Value) {
        self.with(|entries| {
            let of_account = entries.iter().filter(|(name, _)| *name == account).count();
            if of_account >= MOST
                && let Some(oldest) = entries.iter().position(|(name, _)| *name == account)
            {
                entries.remove(oldest);
            }
            entries.push((account, entry));
        });
    }

    /// Forgets what happened on an account.
    pub fn clear(&self, account: &str) {
        self.with(|entries| entries.retain(|(name, _)| *name != account));
    }

    fn of(&self, account: &str) -> Vec<Value> {
        self.with(|entries| {
            entries.iter().filter(|(name, _)| *name == account).map(|(_, entry)| entry.clone()).collect()
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Vec<(&'static str, Value)>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[derive(Debug, Deserialize)]
struct Caller {
    #[serde(alias = "m", alias = "account", default)]
    merchant: String,
    #[serde(alias = "c")]
    customer: Option<String>,
}

impl Caller {
    fn account(&self) -> Result<&'static Account, Reply> {
        let account = Account::find(&self.merchant).ok_or_else(|| refusal(404, "unknown account"))?;
        if account.enabled { Ok(account) } else { Err(refusal(403, "account disabled")) }
    }
}

/// The content of the popup that the body names in `popup_id`.
async fn show(State(state): State<AppState>, Query(caller): Query<Caller>, body: String) -> Response {
    let account = match caller.account() {
        Ok(account) => account,
        Err(reply) => return respond(reply, None),
    };
    let fault = state.faults.take(account.name, SHOW);
    if let Some(fault) = &fault {
        fault.wait().await;
    }
    let reply = match content(&state, account, &caller, &body) {
        Ok(content) => Reply { status: 200, body: content.to_string() },
        Err(reply) => reply,
    };
    respond(reply, fault.as_ref())
}

fn content(state: &AppState, account: &'static Account, caller: &Caller, body: &str) -> Result<Value, Reply> {
    let request: Value = serde_json::from_str(body).map_err(|error| refusal(400, &error.to_string()))?;
    let id = request.get("popup_id").and_then(Value::as_str);
    let popup = id.and_then(campaign::find).ok_or_else(|| refusal(404, "unknown popup"))?;
    let is_preview = request.get("preview") == Some(&json!(true));
    state.popups.add(
        account.name,
        json!({"kind": "show", "at": clock::now(), "customer": caller.customer, "request": request}),
    );
    Ok(popup.content(is_preview))
}

async fn triggered(State(state): State<AppState>, Query(caller): Query<Caller>, body: String) -> Response {
    let account = match caller.account() {
        Ok(account) => account,
        Err(reply) => return respond(reply, None),
    };
    let event: Value = serde_json::from_str(&body).unwrap_or_default();
    let Some(campaign) = event.get("campaign_id").and_then(Value::as_str) else {
        return respond(refusal(400, "campaign_id: required"), None);
    };
    state.popups.add(
        account.name,
        json!({"kind": "triggered", "at": clock::now(), "customer": caller.customer, "campaign": campaign}),
    );
    StatusCode::OK.into_response()
}

async fn list(State(state): State<AppState>, Query(caller): Query<Caller>) -> Json<Value> {
    Json(json!({"popups": state.popups.of(&caller.merchant)}))
}

fn refusal(status: u16, problem: &str) -> Reply {
    Reply { status, body: json!({"errors": [problem]}).to_string() }
}
