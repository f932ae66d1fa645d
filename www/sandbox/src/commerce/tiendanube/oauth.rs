//! How an app gets its token: the merchant authorizes it, and the app exchanges the code within seconds.
use super::app::{App, Caller};
use super::refusal::Refusal;
use super::{Code, World};
use crate::commerce::table::{Document, whole};
use crate::commerce::token::opaque;
use crate::state::AppState;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};

/// How long a code can be exchanged, in ms. The documents say 30 seconds in one place and five minutes in another: the
/// shorter, so that a client which hesitates is found out.
const CODE_ENDS_AFTER: u64 = 30_000;

#[derive(Debug, Deserialize)]
pub struct Authorization {
    state: Option<String>,
    /// The store whose merchant is signed in; a browser would know.
    #[serde(default = "first_store")]
    store: u64,
}

const fn first_store() -> u64 {
    super::data::FIRST
}

/// `GET /apps/{app}/authorize?state=`: the merchant agrees, and the browser goes on to the app with a code.
pub async fn authorize(
    State(state): State<AppState>,
    Path(app): Path<u64>,
    Query(asked): Query<Authorization>,
) -> Result<Response, Refusal> {
    let system = &state.commerce.tiendanube;
    let app = App::find(app).ok_or_else(Refusal::missing)?;
    let mut world = system.world();
    if !world.stores.contains_key(&asked.store) {
        return Err(Refusal::missing());
    }
    let code = opaque();
    world.codes.insert(code.clone(), Code { caller: Caller { store: asked.store, app }, at: system.clock.now() });
    let query = serde_urlencoded::to_string([("code", Some(code)), ("state", asked.state)]).unwrap_or_default();
    Ok(Redirect::to(&format!("{}?{query}", app.redirect)).into_response())
}

/// `POST /apps/authorize/token`, as JSON or as a form.
pub async fn token(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Result<Json<Value>, Response> {
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let sent: Document = if kind.contains("form-urlencoded") {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&body).unwrap_or_default();
        pairs.into_iter().map(|(name, value)| (name, Value::String(value))).collect()
    } else {
        serde_json::from_slice(&body).unwrap_or_default()
    };
    let system = &state.commerce.tiendanube;
    let issued = exchange(&mut system.world(), &sent, system.clock.now());
    issued.map(Json).map_err(|(error, description)| {
        let body = json!({"error": error, "error_description": description});
        (StatusCode::BAD_REQUEST, Json(body)).into_response()
    })
}

type Problem = (&'static str, &'static str);

fn exchange(world: &mut World, sent: &Document, now: u64) -> Result<Value, Problem> {
    let text = |name: &str| sent.get(name).and_then(Value::as_str).unwrap_or_default();
    if text("grant_type") != "authorization_code" {
        return Err(("unsupported_grant_type", "The grant type must be authorization_code"));
    }
    let app = whole(sent.get("client_id")).and_then(App::find).filter(|app| app.secret == text("client_secret"));
    let app = app.ok_or(("invalid_client", "The client credentials are invalid"))?;
    let code = world.codes.remove(text("code")).filter(|code| code.caller.app.id == app.id);
    let code = code.filter(|code| now.saturating_sub(code.at) <= CODE_ENDS_AFTER);
    let code = code.ok_or(("invalid_grant", "The authorization code has expired"))?;
    let store = code.caller.store;
    let token = world.issue(code.caller);
    Ok(json!({
        "access_token": token,
        "token_type": "bearer",
        "scope": app.scopes.join(","),
        "user_id": store.to_string(),
    }))
}
