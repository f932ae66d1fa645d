//! REST: products, exchange rates, mail addresses, privacy, settings.
use super::gate::{Caller, refusal};
use super::product::{Product, ProductError};
use crate::commerce::read_time;
use crate::state::AppState;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

type Body = Result<Bytes, BytesRejection>;
type Answer = Result<Response, Response>;

#[allow(clippy::result_large_err, reason = "answered at once")]
fn read<T: DeserializeOwned>(body: Body) -> Result<T, Response> {
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => refusal(413, "The body is larger than 2 MB"),
        status => refusal(status.as_u16(), "The body could not be read"),
    })?;
    serde_json::from_slice(&body).map_err(|error| refusal(400, &error.to_string()))
}

fn done() -> Response {
    Json(json!({"success": true})).into_response()
}

/// `POST /v1/products/upsert`: takes the good ones and says what is wrong with the others; 422 when none is good.
pub async fn upsert(State(state): State<AppState>, Extension(caller): Extension<Caller>, body: Body) -> Answer {
    let sent: Vec<Value> = read(body)?;
    let mut errors = Vec::new();
    let mut taken = Vec::new();
    for (index, value) in sent.iter().enumerate() {
        let id = value.get("product_id").and_then(Value::as_str).map(str::to_owned);
        let read = Product::read(value).map_err(|message| ProductError {
            index,
            product_id: id,
            field: String::new(),
            message,
        });
        match read.and_then(|product| product.check(index).map(|()| product)) {
            Ok(product) => taken.push(product),
            Err(error) => errors.push(error),
        }
    }
    let count = taken.len();
    state.platform.told(caller.account, |told| {
        for product in taken {
            let id = product.product_id.clone().unwrap_or_default();
            told.discontinued.remove(&id);
            told.products.insert(id, product);
        }
    });
    let status = if count == 0 && !errors.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Json(json!({"accepted": count, "errors": errors}))).into_response())
}

/// `POST /v1/products/discontinue`.
pub async fn discontinue(State(state): State<AppState>, Extension(caller): Extension<Caller>, body: Body) -> Answer {
    let ids: Vec<String> = read(body)?;
    state.platform.told(caller.account, |told| told.discontinued.extend(ids));
    Ok(done())
}

#[derive(Deserialize)]
struct Recrawl {
    products: Vec<RecrawlProduct>,
}

#[derive(Deserialize, serde::Serialize)]
struct RecrawlProduct {
    product_id: String,
    url: String,
}

/// `POST /products/recrawl`.
pub async fn recrawl(State(state): State<AppState>, Extension(caller): Extension<Caller>, body: Body) -> Answer {
    let asked: Recrawl = read(body)?;
    let products = asked.products.iter().map(|product| json!(product));
    state.platform.told(caller.account, |told| told.recrawls.extend(products));
    Ok(done())
}

/// `POST /exchangerates`: rates above zero, good until a time to come.
pub async fn rates(State(state): State<AppState>, Extension(caller): Extension<Caller>, body: Body) -> Answer {
    let sent: Value = read(body)?;
    let rates = sent.get("rates").and_then(Value::as_object).filter(|rates| !rates.is_empty());
    let rates = rates.ok_or_else(|| refusal(422, "rates: is required"))?;
    for (name, rate) in rates {
        let number = rate.get("rate").and_then(|rate| rate.as_f64().or_else(|| rate.as_str()?.parse().ok()));
        if number.is_none_or(|rate| rate <= 0.0) || !rate.get("price_currency_code").is_some_and(Value::is_string) {
            return Err(refusal(422, &format!("rates.{name}: needs a rate and a price_currency_code")));
        }
    }
    let until = sent.get("valid_until").and_then(Value::as_str).map(read_time);
    if until.is_some_and(|until| until.is_none_or(|until| until < crate::clock::now())) {
        return Err(refusal(422, "valid_until: must be a time to come"));
    }
    state.platform.told(caller.account, |told| told.rates = Some(sent));
    Ok(done())
}

#[derive(Deserialize)]
pub struct Operation {
    op: String,
}

/// `POST /v1/email/blacklist?op=add`: addresses by line.
pub async fn add_to_blacklist(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Operation>,
    body: String,
) -> Answer {
    if asked.op != "add" {
        return Err(refusal(400, "op must be add"));
    }
    state.platform.told(caller.account, |told| told.blacklist.extend(addresses(&body)));
    Ok(done())
}

/// `POST /v1/email?op=remove`: addresses by line.
pub async fn remove_from_blacklist(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Operation>,
    body: String,
) -> Answer {
    if asked.op != "remove" {
        return Err(refusal(400, "op must be remove"));
    }
    state.platform.told(caller.account, |told| {
        addresses(&body).for_each(|address| {
            told.blacklist.remove(&address);
        })
    });
    Ok(done())
}

fn addresses(body: &str) -> impl Iterator<Item = String> {
    body.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_lowercase)
}

/// `POST /v1/customers/consent/{email}/{true|false}`.
pub async fn consent(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((email, given)): Path<(String, String)>,
) -> Answer {
    let given = given.parse().map_err(|_| refusal(400, "consent is true or false"))?;
    state.platform.told(caller.account, |told| told.consents.insert(email.to_lowercase(), given));
    Ok(done())
}

/// `DELETE /v1/customers/redact/{email}`: asked for now, done within a day.
pub async fn redact(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(email): Path<String>,
) -> Answer {
    state.platform.told(caller.account, |told| told.redactions.push(email));
    Ok(StatusCode::ACCEPTED.into_response())
}

/// `POST /v1/customers/takeout/{email}`: asked for now, mailed within a day.
pub async fn takeout(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(email): Path<String>,
) -> Answer {
    state.platform.told(caller.account, |told| told.takeouts.push(email));
    Ok(StatusCode::ACCEPTED.into_response())
}

/// `PUT /settings`.
pub async fn settings(State(state): State<AppState>, Extension(caller): Extension<Caller>, body: Body) -> Answer {
    let sent: serde_json::Map<String, Value> = read(body)?;
    state.platform.told(caller.account, |told| told.settings.extend(sent));
    Ok(done())
}
