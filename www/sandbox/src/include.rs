//! What a page loads by account: the script with its settings baked in, or the settings alone.
use crate::accounts::Account;
use crate::faults::Fault;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// Routes by account.
pub fn router() -> Router<AppState> {
    Router::new().route("/include/{account}", get(include)).route("/settings/{file}", get(settings))
}

async fn include(State(state): State<AppState>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    state.counts.include();
    let Some(account) = Account::find(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let script = tokio::fs::read_to_string(state.dist.join("vitrine.js")).await;
    let text = match script {
        // What the hosted service does for an account that is switched off.
        _ if !account.enabled => String::new(),
        Ok(script) => {
            let settings = account.settings(&origin(&headers));
            format!("window.vitrine=Object.assign(window.vitrine||{{}},{{settings:{settings}}});\n{script}")
        }
        Err(_) => return (StatusCode::NOT_FOUND, "the library is not built").into_response(),
    };
    let fault = state.faults.take(account.name, "/include");
    send("text/javascript; charset=utf-8", text, fault).await
}

async fn settings(State(state): State<AppState>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    state.counts.settings();
    let Some(account) = file.strip_suffix(".json").and_then(Account::find) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let text = account.settings(&origin(&headers)).to_string();
    let fault = state.faults.take(account.name, "/settings");
    send("application/json", text, fault).await
}

async fn send(kind: &'static str, text: String, fault: Option<Fault>) -> Response {
    if let Some(fault) = fault {
        fault.wait().await;
        if fault.kind != crate::faults::Kind::Delay {
            return fault.spoil(&text);
        }
    }
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], text).into_response()
}

/// Where the page reached this server, which may stand behind the shop's own domain.
pub fn origin(headers: &HeaderMap) -> String {
    let host = headers.get("x-forwarded-host").or_else(|| headers.get(HOST));
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    format!("http://{host}")
}
