//! What every call to the API must bring, in the order it is looked at.
use super::app::Caller;
use super::refusal::Refusal;
use crate::state::AppState;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING, USER_AGENT};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::collections::HashMap;

/// Versions in paths; `v1` is the documents', the dated one today's.
const VERSIONS: [&str; 2] = ["v1", "2025-03"];

/// Largest body taken, in bytes.
const LARGEST_BODY: usize = 4 << 20;

/// Who calls, whether the store is paid for, and whether the bucket has room.
pub async fn caller(
    State(state): State<AppState>,
    Path(path): Path<HashMap<String, String>>,
    mut request: Request,
    next: Next,
) -> Response {
    let system = &state.commerce.tiendanube;
    let caller = match identify(&state, &path, request.headers()) {
        Ok(caller) => caller,
        Err(refusal) => return refusal.into_response(),
    };
    let (reading, paid, settings, language) = {
        let mut world = system.world();
        let Some(store) = world.stores.get(&caller.store) else {
            return Refusal::missing().into_response();
        };
        let (paid, language) = (store.serves(caller.app.id), store.main_language());
        let reading = if paid { world.take(caller, system.clock.now(), 1) } else { None };
        (reading, paid, world.settings.clone(), language)
    };
    if !paid {
        return Refusal::coded(StatusCode::PAYMENT_REQUIRED, "The store or the app was not paid for").into_response();
    }
    let accepted = reading.is_none_or(|reading| reading.accepted);
    let mut response = if accepted {
        request.extensions_mut().insert(caller);
        next.run(request).await
    } else {
        Refusal::coded(StatusCode::TOO_MANY_REQUESTS, "The bucket is full").into_response()
    };
    if let Some(reading) = reading {
        reading.write(response.headers_mut(), settings.reset_in_seconds);
    }
    if let Ok(language) = language.parse() {
        response.headers_mut().insert("x-main-language", language);
    }
    response
}

fn identify(state: &AppState, path: &HashMap<String, String>, headers: &HeaderMap) -> Result<Caller, Refusal> {
    if headers.get(USER_AGENT).is_none_or(|agent| agent.as_bytes().trim_ascii().is_empty()) {
        return Err(Refusal::coded(StatusCode::BAD_REQUEST, "Missing a valid User-Agent header"));
    }
    let version = path.get("version").map_or("", String::as_str);
    let store = path.get("store").and_then(|store| store.parse::<u64>().ok());
    let (true, Some(store)) = (VERSIONS.contains(&version), store) else {
        return Err(Refusal::missing());
    };
    let world = state.commerce.tiendanube.world();
    let known = token(headers, world.settings.header.as_deref()).and_then(|token| world.tokens.get(token));
    let caller: Option<Caller> = known.copied().filter(|caller| caller.store == store);
    caller.ok_or_else(|| Refusal::coded(StatusCode::UNAUTHORIZED, "Invalid access token"))
}

/// The documents show `Authentication: bearer T`, the newer ones `Authorization: Bearer T`; both are taken.
fn token<'a>(headers: &'a HeaderMap, only: Option<&str>) -> Option<&'a str> {
    let spellings = ["authentication", AUTHORIZATION.as_str()];
    let mut allowed = spellings.into_iter().filter(|name| only.is_none_or(|only| only == *name));
    let value = allowed.find_map(|name| headers.get(name))?.to_str().ok()?;
    let (scheme, token) = value.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// What is sent is JSON and says so; a PUT without a body says that too.
pub async fn body(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let tells = headers.contains_key(CONTENT_LENGTH) || headers.contains_key(TRANSFER_ENCODING);
    if request.method() == Method::PUT && !tells {
        return Refusal::coded(StatusCode::LENGTH_REQUIRED, "A PUT without a body needs Content-Length: 0")
            .into_response();
    }
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return Refusal::coded(StatusCode::PAYLOAD_TOO_LARGE, Value::Null).into_response();
    };
    if !body.is_empty() && !is_json(&head.headers) {
        return Refusal::coded(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json")
            .into_response();
    }
    next.run(Request::from_parts(head, Body::from(body))).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
