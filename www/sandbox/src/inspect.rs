//! Control and inspection for tests and for the curious. A real back end has none of this:
//! whoever reaches these endpoints reads every visitor and can break every answer.
use crate::faults::Fault;
use crate::state::AppState;
use crate::store::Books;
use crate::visitor::{PlacedOrder, Visitor};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

/// Routes below `/sandbox`.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/requests", get(requests))
        .route("/analytics", get(analytics))
        .route("/visitors", get(visitors))
        .route("/visitors/{id}", get(visitor))
        .route("/counts", get(counts))
        .route("/reset", post(reset))
        .route("/faults", post(add_fault).delete(clear_faults))
}

#[derive(Debug, Deserialize)]
struct Selection {
    #[serde(default = "demo")]
    account: String,
    visitor: Option<String>,
    #[serde(default)]
    since: u64,
}

fn demo() -> String {
    "demo".to_owned()
}

impl Selection {
    fn books<'a>(&self, state: &'a AppState) -> Result<&'a Books, Problem> {
        state.store.books(&self.account).ok_or_else(|| missing("unknown account"))
    }
}

/// Why an inspection failed.
struct Problem(StatusCode, String);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"errors": [self.1]}))).into_response()
    }
}

fn missing(what: &str) -> Problem {
    Problem(StatusCode::NOT_FOUND, what.to_owned())
}

async fn requests(State(state): State<AppState>, Query(selection): Query<Selection>) -> Result<Json<Value>, Problem> {
    let books = selection.books(&state)?;
    let entries = books.ledger().journal().list(selection.visitor.as_deref(), selection.since);
    let shown: Vec<Value> = entries.iter().map(|entry| entry.shown()).collect();
    Ok(Json(json!({"requests": shown})))
}

/// The analytics events that were stored, oldest first.
async fn analytics(State(state): State<AppState>, Query(selection): Query<Selection>) -> Result<Json<Value>, Problem> {
    let books = selection.books(&state)?;
    let entries = books.ledger().journal().list(selection.visitor.as_deref(), selection.since);
    let stored = entries.iter().filter(|entry| entry.status == 200 && entry.path.starts_with("/analytics/"));
    let shown = stored.map(|entry| {
        let event = entry.body.as_deref().and_then(|body| serde_json::from_str::<Value>(body).ok());
        json!({"path": entry.path, "visitor": entry.visitor, "at": entry.at, "content_type": entry.content_type, "event": event})
    });
    Ok(Json(json!({"analytics": shown.collect::<Vec<_>>()})))
}

async fn visitors(State(state): State<AppState>, Query(selection): Query<Selection>) -> Result<Json<Value>, Problem> {
    let ledger = selection.books(&state)?.ledger();
    Ok(Json(json!({"visitors": ledger.visitor_ids()})))
}

async fn visitor(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(selection): Query<Selection>,
) -> Result<Json<Value>, Problem> {
    let ledger = selection.books(&state)?.ledger();
    let visitor = ledger.visitor(&id).ok_or_else(|| missing("unknown visitor"))?;
    Ok(Json(shown(&id, visitor)))
}

async fn counts(State(state): State<AppState>) -> Json<Value> {
    Json(state.counts.shown())
}

async fn reset(State(state): State<AppState>, Query(selection): Query<Selection>) -> Result<Json<Value>, Problem> {
    let books = selection.books(&state)?;
    state.store.reset(books);
    state.faults.clear(books.account.name);
    state.popups.clear(books.account.name);
    Ok(Json(json!({"reset": books.account.name})))
}

/// Reads the body whatever its content type, so that a page of another origin needs no preflight.
async fn add_fault(
    State(state): State<AppState>,
    Query(selection): Query<Selection>,
    body: String,
) -> Result<Json<Value>, Problem> {
    let books = selection.books(&state)?;
    let fault: Fault =
        serde_json::from_str(&body).map_err(|error| Problem(StatusCode::BAD_REQUEST, error.to_string()))?;
    state.faults.add(books.account.name, fault);
    Ok(Json(json!({"faults": "set"})))
}

async fn clear_faults(
    State(state): State<AppState>,
    Query(selection): Query<Selection>,
) -> Result<Json<Value>, Problem> {
    state.faults.clear(selection.books(&state)?.account.name);
    Ok(Json(json!({"faults": "cleared"})))
}

fn shown(id: &str, visitor: &Visitor) -> Value {
    let events: Vec<Value> = visitor
        .events
        .iter()
        .map(|(event, at)| {
            json!({
                "type": event.kind, "target": event.target, "ref": event.reference,
                "ref_src": event.ref_src, "target_fragment": event.target_fragment,
                "ref_type": event.ref_type, "at": at,
            })
        })
        .collect();
    let views: Vec<Value> =
        visitor.views.iter().map(|view| json!({"page_type": view.page_type, "url": view.url, "at": view.at})).collect();
    json!({
        "id": id,
        "page_views": visitor.page_views,
        "visit": visitor.visit.id,
        "cart": visitor.cart,
        "customer": visitor.customer,
        "variation": visitor.variation,
        "orders": visitor.orders.iter().map(shown_order).collect::<Vec<_>>(),
        "events": events,
        "views": views,
    })
}

/// The order as it was sent, with the time of its arrival and whether an `or` event named it.
fn shown_order(placed: &PlacedOrder) -> Value {
    let mut order = placed.order.body.clone();
    order.insert("at".into(), json!(placed.at));
    order.insert("linked".into(), json!(placed.linked));
    Value::Object(order)
}
