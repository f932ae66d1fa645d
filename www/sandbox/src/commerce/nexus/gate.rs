//! Who calls, how often, for which tenant, and whether the key allows it.
use super::key::Claims;
use super::refusal::Refusal;
use super::window::{Plan, Reading};
use crate::commerce::listener::Peer;
use crate::state::AppState;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, TRANSFER_ENCODING};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;
use std::time::{Duration, UNIX_EPOCH};

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The tenant the call is about.
    pub tenant: String,
    scopes: Vec<String>,
}

impl Caller {
    /// 403 when the key lacks a scope.
    pub fn must(&self, scope: &str) -> Result<(), Refusal> {
        if self.scopes.iter().any(|granted| granted == "*" || granted == scope) {
            return Ok(());
        }
        Err(Refusal::forbidden(format!("The key lacks the scope {scope}")))
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Counts every request, and refuses those that a key has too many of. One without a known key has the share of the
/// smallest plan, is told so, and is never refused for it: it is refused for other reasons.
pub async fn rate(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let now = state.commerce.clock.seconds();
    let (reading, as_date) = {
        let mut world = state.commerce.nexus.world();
        let token = bearer(request.headers()).unwrap_or_default().to_owned();
        let limits = match state.commerce.signer.read::<Claims>(&token) {
            Some(_) => Some(Plan::Growth.limits()),
            None => world.keys.iter().find(|key| key.token == token).map(super::key::Key::limits),
        };
        let known = limits.is_some();
        let name = if known { token } else { String::new() };
        let reading =
            world.windows.entry(name).or_default().take(now, limits.unwrap_or_else(|| Plan::Starter.limits()));
        (Reading { wait: reading.wait.filter(|_| known), ..reading }, world.settings.retry_after_date)
    };
    let mut response = match reading.wait {
        Some(_) => {
            Refusal::new(StatusCode::TOO_MANY_REQUESTS, "RATE_LIMIT_EXCEEDED", "Rate limit exceeded").into_response()
        }
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.insert("x-ratelimit-limit", HeaderValue::from(reading.limit));
    headers.insert("x-ratelimit-remaining", HeaderValue::from(reading.remaining));
    headers.insert("x-ratelimit-reset", HeaderValue::from(reading.reset));
    if let Some(wait) = reading.wait {
        let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(now + wait));
        let text = if as_date { date } else { wait.to_string() };
        headers.extend(text.parse().ok().map(|text| (RETRY_AFTER, text)));
    }
    // Clients compare `Reset` with this clock.
    let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(now));
    headers.extend(date.parse().ok().map(|date| (axum::http::header::DATE, date)));
    response
}

/// Looks at token, tenant and content type.
pub async fn caller(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    mut request: Request,
    next: Next,
) -> Response {
    match identify(&state, request.headers(), peer.address.ip()).and_then(|caller| typed(&request).map(|()| caller)) {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn identify(state: &AppState, headers: &HeaderMap, address: IpAddr) -> Result<Caller, Refusal> {
    let now = state.commerce.clock.seconds();
    let token = bearer(headers).ok_or_else(|| Refusal::unauthorized("Missing bearer token"))?;
    let world = state.commerce.nexus.world();
    let (own, scopes) = if let Some(key) = world.keys.iter().find(|key| key.token == token) {
        if key.expires.is_some_and(|end| now >= end) {
            return Err(Refusal::unauthorized("The API key has expired"));
        }
        if !key.allows(address) {
            return Err(Refusal::forbidden("The API key may not be used from this address"));
        }
        (key.tenant.clone(), key.scopes.clone())
    } else {
        let claims: Option<Claims> = state.commerce.signer.read(token);
        let claims = claims.filter(|claims| now < claims.exp);
        let claims = claims.ok_or_else(|| Refusal::unauthorized("Invalid or expired token"))?;
        (claims.tenant_id, vec!["*".to_owned()])
    };
    // Statuses of a missing or foreign tenant are not documented.
    let tenant = headers.get("x-tenant-id").and_then(|tenant| tenant.to_str().ok());
    let tenant = tenant.ok_or_else(|| Refusal::invalid("X-Tenant-ID", "is required"))?;
    if tenant != own {
        return Err(Refusal::forbidden("The token has no access to this tenant"));
    }
    Ok(Caller { tenant: own, scopes })
}

fn typed(request: &Request) -> Result<(), Refusal> {
    let headers = request.headers();
    let empty =
        headers.get(CONTENT_LENGTH).is_none_or(|length| length == "0") && !headers.contains_key(TRANSFER_ENCODING);
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let json = kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json");
    if empty || json || request.method() == Method::GET {
        return Ok(());
    }
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Err(Refusal::new(status, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json"))
}
