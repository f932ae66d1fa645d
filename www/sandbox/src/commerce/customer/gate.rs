//! What every call to the API must bring.
use super::oauth::Claims;
use super::refusal::Refusal;
use crate::commerce::gzip;
use crate::commerce::listener::Peer;
use crate::state::AppState;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The buyer, by what names the API password.
    pub client_id: String,
}

/// HTTPS, and answers under gzip; what is refused here has no body, for there is none the client could read.
pub async fn transport(ConnectInfo(peer): ConnectInfo<Peer>, request: Request, next: Next) -> Response {
    if !peer.secure {
        return StatusCode::FORBIDDEN.into_response();
    }
    if !gzip::is_accepted(request.headers()) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    gzip::compressed(next.run(request).await).await
}

/// A token that was issued here and has not expired, of a buyer who may still use it.
pub async fn buyer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    match caller(&state, request.headers()) {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn caller(state: &AppState, headers: &HeaderMap) -> Result<Caller, Refusal> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = header.strip_prefix("Bearer ").unwrap_or_default();
    let claims: Option<Claims> = state.commerce.signer.read(token);
    let world = state.commerce.customer.world();
    let known = claims.filter(|claims| world.buyer(&claims.sub).is_some_and(|buyer| buyer.allowed));
    let claims = known.ok_or_else(Refusal::token)?;
    if state.commerce.clock.seconds() >= claims.exp || claims.iat < world.expired_before {
        return Err(Refusal::expired());
    }
    Ok(Caller { client_id: claims.sub })
}

/// A body is JSON and says so.
pub async fn json(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let empty =
        headers.get(CONTENT_LENGTH).is_none_or(|length| length == "0") && !headers.contains_key(TRANSFER_ENCODING);
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if empty || kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json") {
        return next.run(request).await;
    }
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Refusal::new(status, "unsupported_media_type", "Content-Type must be application/json.").into_response()
}
