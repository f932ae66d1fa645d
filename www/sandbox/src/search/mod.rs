//! The search service: GraphQL over the catalogue.
//!
//! A text finds products (`index`, `typo`), conditions and facets narrow them (`filter`, `facet`), boosts, sorts and
//! pins order them (`rank`); `suggest` completes what is typed. `schema` is what clients see of it.
mod facet;
mod field;
mod filter;
mod index;
mod input;
mod product;
mod rank;
mod schema;
mod suggest;
mod typo;

use crate::catalogue::{Catalogue, Currency};
use crate::faults::respond;
use crate::include::origin;
use crate::state::AppState;
use crate::store::Reply;
use async_graphql::{EmptyMutation, EmptySubscription, Request};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use field::Document;
use index::Index;
use schema::{Origin, Query, Schema};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};

const PATH: &str = "/v1/graphql";

/// Largest request taken, in bytes.
const LIMIT: usize = 256 * 1024;

/// Nested deeper than the schema is, or selecting more than twice of everything: no honest query.
const DEPTH: usize = 16;
const COMPLEXITY: usize = 2_000;

/// Terms that stand for a page, as a dashboard would hold them.
const REDIRECTS: [(&str, &str); 2] = [("delivery", "/shop/"), ("lights", "/shop/category/lighting")];

/// What searches need of the catalogue.
pub struct Engine {
    index: Index,
    euros: Vec<Document>,
    dollars: Vec<Document>,
    schema: Schema,
    turns: AtomicUsize,
}

impl Engine {
    /// Indexes the catalogue.
    ///
    /// # Errors
    /// When SQLite was built without FTS5.
    pub fn new(catalogue: &Catalogue) -> rusqlite::Result<Self> {
        let schema = Schema::build(Query, EmptyMutation, EmptySubscription);
        Ok(Self {
            index: Index::new(catalogue)?,
            euros: Document::all(catalogue, Currency::Eur),
            dollars: Document::all(catalogue, Currency::Usd),
            schema: schema.limit_depth(DEPTH).limit_complexity(COMPLEXITY).finish(),
            turns: AtomicUsize::new(0),
        })
    }

    fn documents(&self, currency: Currency) -> &[Document] {
        match currency {
            Currency::Eur => &self.euros,
            Currency::Usd => &self.dollars,
        }
    }

    /// Counts up.
    fn turn(&self) -> usize {
        self.turns.fetch_add(1, Ordering::Relaxed)
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Engine").finish_non_exhaustive()
    }
}

/// Routes of the service.
pub fn router() -> Router<AppState> {
    Router::new().route(PATH, post(answer)).layer(DefaultBodyLimit::max(LIMIT))
}

/// Reads the request under any content type: pages of other origins send text, which needs no preflight.
async fn answer(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let Ok(request) = serde_json::from_slice::<Request>(&body) else {
        let body = json!({"errors": [{"message": "the request is no GraphQL request in JSON"}]}).to_string();
        return respond(Reply { status: 400, body }, None);
    };
    let account = match request.variables.get("accountId") {
        Some(async_graphql::Value::String(account)) => account.clone(),
        _ => String::new(),
    };
    let fault = state.faults.take(&account, PATH);
    let request = request.data(state.clone()).data(Origin(origin(&headers)));
    let answer = state.search.schema.execute(request).await;
    let reply = Reply { status: 200, body: serde_json::to_string(&answer).unwrap_or_default() };
    if let Some(fault) = &fault {
        fault.wait().await;
    }
    respond(reply, fault.as_ref())
}

/// The page a text stands for.
fn redirect(text: &str, origin: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (_, path) = REDIRECTS.iter().find(|(term, _)| *term == text)?;
    Some(format!("{origin}{path}"))
}
