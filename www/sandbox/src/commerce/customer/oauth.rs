//! Tokens: for the buyer's own software by its API password, for another site by the buyer's leave.
use super::refusal::Refusal;
use super::{Buyer, World};
use crate::commerce::token::opaque;
use crate::state::AppState;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, Redirect};
use maud::{DOCTYPE, html};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// How long a token lives, in seconds.
const LIFE: u64 = 3_600;

/// How long a code can be exchanged, in seconds.
const CODE_LIFE: u64 = 600;

/// Where codes go; the one address registered in this shop.
pub const REDIRECT: &str = "https://app.example.com/callback";

/// What a token says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Claims {
    aud: String,
    jti: String,
    /// When it was issued, in seconds.
    pub iat: u64,
    nbf: u64,
    /// When it ends, in seconds.
    pub exp: u64,
    /// The buyer's client id.
    pub sub: String,
    scopes: Vec<String>,
}

/// A code under way.
#[derive(Debug)]
pub struct Code {
    client_id: String,
    at: u64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Grant {
    grant_type: String,
    client_id: String,
    client_secret: String,
    scope: String,
    code: String,
    redirect_uri: String,
}

/// `POST /api/customer/oauth/access-token`, a form.
pub async fn token(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Result<Json<Value>, Refusal> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let form = kind.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded");
    let grant = form.then(|| serde_urlencoded::from_bytes::<Grant>(&body).ok()).flatten();
    let grant =
        grant.ok_or_else(|| Refusal::bad("invalid_request", "The parameters must be in the body, as a form."))?;
    let now = state.commerce.clock.seconds();
    let client_id = match grant.grant_type.as_str() {
        "client_credentials" => by_password(&state.commerce.customer.world(), &grant)?,
        "authorization_code" => by_code(&mut state.commerce.customer.world(), &grant, now)?,
        _ => return Err(Refusal::bad("unsupported_grant_type", "The grant type is not supported.")),
    };
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    let token =
        issue(&state, client_id, now).ok_or_else(|| Refusal::new(status, "server_error", "There is no key."))?;
    Ok(Json(json!({"_type": "AccessToken", "token_type": "Bearer", "expires_in": LIFE, "access_token": token})))
}

fn issue(state: &AppState, client_id: String, now: u64) -> Option<String> {
    let claims = Claims {
        aud: String::new(),
        jti: format!("{}{}", opaque(), opaque()),
        iat: now,
        nbf: now,
        exp: now + LIFE,
        sub: client_id,
        scopes: vec!["email".into()],
    };
    state.commerce.signer.sign(&json!(claims))
}

fn by_password(world: &World, grant: &Grant) -> Result<String, Refusal> {
    if grant.scope != "all" {
        return Err(Refusal::bad("invalid_scope", "The requested scope is invalid, unknown, or malformed"));
    }
    authenticated(world, grant).map(|buyer| buyer.client_id.clone())
}

/// A buyer whom the merchant allowed the API, and who made an API password.
fn authenticated<'a>(world: &'a World, grant: &Grant) -> Result<&'a Buyer, Refusal> {
    let buyer = world.buyer(&grant.client_id).filter(|buyer| buyer.allowed);
    let buyer = buyer.filter(|buyer| buyer.client_secret.as_ref() == Some(&grant.client_secret));
    buyer.ok_or_else(Refusal::client)
}

fn by_code(world: &mut World, grant: &Grant, now: u64) -> Result<String, Refusal> {
    authenticated(world, grant)?;
    let code = world.codes.remove(&grant.code).filter(|code| now <= code.at + CODE_LIFE);
    let code = code.filter(|_| grant.redirect_uri == REDIRECT);
    let code = code.ok_or_else(|| Refusal::bad("invalid_grant", "The authorization code is invalid."))?;
    Ok(code.client_id)
}

/// What another site asks for.
#[derive(Debug, Deserialize)]
pub struct Authorization {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    state: Option<String>,
}

/// `GET /api/customer/oauth/authorize`: the buyer signs in with the credentials of the shop.
pub async fn form(State(state): State<AppState>, Query(asked): Query<Authorization>) -> Result<Html<String>, Refusal> {
    check(&state.commerce.customer.world(), &asked)?;
    let page = html! {
        (DOCTYPE)
        title { "Sign in" }
        form method="post" {
            label { "E-mail " input name="email" type="email" required; }
            label { "Password " input name="password" type="password" required; }
            button { "Sign in" }
        }
    };
    Ok(Html(page.into_string()))
}

#[derive(Debug, Deserialize)]
pub struct Credentials {
    email: String,
    password: String,
}

/// The form comes back: the browser goes on to the site with a code for the buyer who signed in.
pub async fn authorize(
    State(state): State<AppState>,
    Query(asked): Query<Authorization>,
    axum::Form(credentials): axum::Form<Credentials>,
) -> Result<Redirect, Refusal> {
    let now = state.commerce.clock.seconds();
    let mut world = state.commerce.customer.world();
    check(&world, &asked)?;
    let buyer =
        world.buyers.iter().find(|buyer| buyer.email == credentials.email && buyer.password == credentials.password);
    let denied =
        || Refusal::new(StatusCode::UNAUTHORIZED, "access_denied", "The e-mail address or the password is wrong.");
    let client_id = buyer.map(|buyer| buyer.client_id.clone()).ok_or_else(denied)?;
    let code = opaque();
    world.codes.insert(code.clone(), Code { client_id, at: now });
    let query = serde_urlencoded::to_string([("code", Some(code)), ("state", asked.state)]).unwrap_or_default();
    Ok(Redirect::to(&format!("{REDIRECT}?{query}")))
}

fn check(world: &World, asked: &Authorization) -> Result<(), Refusal> {
    let known = world.buyer(&asked.client_id).is_some_and(|buyer| buyer.allowed);
    if known && asked.response_type == "code" && asked.redirect_uri == REDIRECT {
        return Ok(());
    }
    Err(Refusal::bad("invalid_request", "The client, its address or the response type is unknown."))
}
