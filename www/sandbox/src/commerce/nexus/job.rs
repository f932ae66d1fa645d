//! Jobs that take a while.
use super::gate::Caller;
use super::product::{Body, object};
use super::refusal::Refusal;
use super::tenant;
use crate::commerce::clock::with_millis;
use crate::commerce::table::{Document, document, text};
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde_json::{Value, json};

const KINDS: [&str; 4] = ["pricing_recalculate", "review_sentiment", "demand_forecast", "listing_optimize"];

/// How long a job takes, in ms, half of it waiting.
const DURATION: u64 = 4_000;

/// When a job was made, in ms: not shown.
const MADE: &str = "made";

/// `POST /api/ai-jobs`.
pub async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    caller.must("ai-jobs:write")?;
    let sent = object(body)?;
    let kind = text(&sent, "type").unwrap_or_default();
    let kind = KINDS.into_iter().find(|known| *known == kind);
    let kind = kind.ok_or_else(|| Refusal::invalid("type", "is not one of the allowed values"))?;
    start(&state, &caller, kind, sent)
}

/// Starts a job.
pub fn start(
    state: &AppState,
    caller: &Caller,
    kind: &str,
    sent: Document,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let now = state.commerce.clock.now();
    let mut world = state.commerce.nexus.world();
    let jobs = &mut tenant(&mut world, caller)?.jobs;
    let id = jobs.add(document(json!({"type": kind, "parameters": sent.get("parameters"), MADE: now})));
    Ok((StatusCode::ACCEPTED, Json(json!({"data": jobs.get(id).map(|job| shown(job, now))}))))
}

/// `GET /api/ai-jobs/{id}`.
pub async fn read(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    caller.must("ai-jobs:write")?;
    let now = state.commerce.clock.now();
    let mut world = state.commerce.nexus.world();
    let number = id.strip_prefix("job_").and_then(|number| number.parse().ok());
    let job = number.and_then(|number| tenant(&mut world, &caller).ok()?.jobs.get(number));
    let job = job.ok_or_else(|| Refusal::missing(format!("Job {id} not found")))?;
    Ok(Json(json!({"data": shown(job, now)})))
}

fn shown(job: &Document, now: u64) -> Document {
    let mut job = job.clone();
    let id = job.get("id").and_then(Value::as_u64).unwrap_or_default();
    let made = job.remove(MADE).and_then(|made| made.as_u64()).unwrap_or_default();
    let status = match now.saturating_sub(made) {
        age if age < DURATION / 2 => "pending",
        age if age < DURATION => "processing",
        _ => "completed",
    };
    job.insert("id".into(), json!(format!("job_{id}")));
    job.insert("status".into(), json!(status));
    job.insert("created_at".into(), json!(with_millis(made)));
    job
}
