//! Who calls: Basic authentication with an empty name and a token, over HTTPS.
use super::token::Kind;
use crate::commerce::{Peer, opaque};
use crate::state::AppState;
use axum::Json;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{AUTHORIZATION, USER_AGENT, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

/// The account a call is about.
#[derive(Debug, Clone, Copy)]
pub struct Caller {
    /// Its name.
    pub account: &'static str,
}

/// An error; the platform does not document its bodies.
pub fn refusal(status: u16, problem: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(json!({"errors": [{"message": problem}]}))).into_response()
}

/// Looks at transport, token and type of token. A valid token sent over plain HTTP was seen by others: it ends at once.
pub async fn caller(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    mut request: Request,
    next: Next,
) -> Response {
    let mut response = match identify(&state, peer.secure, &request) {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(response) => *response,
    };
    if let Ok(id) = opaque().parse() {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

fn identify(state: &AppState, secure: bool, request: &Request) -> Result<Caller, Box<Response>> {
    let token = token(request.headers()).unwrap_or_default();
    let mut tokens = state.platform.tokens();
    if !secure {
        tokens.revoke(&token);
        return Err(Box::new(refusal(403, "HTTPS only; a key that was sent is revoked")));
    }
    let Some((account, kind)) = tokens.get(&token) else {
        let mut response = refusal(401, "Unknown token");
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic"));
        return Err(Box::new(response));
    };
    let needed = Kind::of(request.uri().path());
    if let Some(needed) = needed.filter(|needed| *needed != kind) {
        return Err(Box::new(refusal(403, &format!("This needs a token of type {}", needed.name()))));
    }
    let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    if needed == Some(Kind::Apps) && (agent.is_empty() || agent.to_lowercase().contains("bot")) {
        return Err(Box::new(refusal(403, "A real user agent is required")));
    }
    Ok(Caller { account })
}

fn token(headers: &HeaderMap) -> Option<String> {
    let encoded = headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()?;
    Some(decoded.strip_prefix(':')?.to_owned())
}
