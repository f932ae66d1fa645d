//! Errors in the shapes the system has: text, messages by field, and code with message and description.
use super::super::table::Document;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A refused request.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    status: StatusCode,
    body: Value,
}

impl Refusal {
    /// `{"code", "message", "description"}`; the description may be null.
    pub fn coded(status: StatusCode, description: impl Into<Value>) -> Self {
        let message = status.canonical_reason().unwrap_or_default();
        Self { status, body: json!({"code": status.as_u16(), "message": message, "description": description.into()}) }
    }

    /// 422 of that shape.
    pub fn invalid(description: &str) -> Self {
        Self::coded(StatusCode::UNPROCESSABLE_ENTITY, description)
    }

    /// The same with one more member.
    pub fn with(mut self, name: &str, value: Value) -> Self {
        if let Value::Object(body) = &mut self.body {
            body.insert(name.to_owned(), value);
        }
        self
    }

    /// `{"error": "…"}`.
    pub fn text(status: StatusCode, problem: &str) -> Self {
        Self { status, body: json!({"error": problem}) }
    }

    /// 422 `{"src": ["can't be blank"]}`.
    pub fn field(name: &str, problem: &str) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, body: json!({name: [problem]}) }
    }

    /// 404.
    pub fn missing() -> Self {
        Self::coded(StatusCode::NOT_FOUND, Value::Null)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}

/// Problems by field.
#[derive(Debug, Default)]
pub struct Problems(Document);

impl Problems {
    /// Adds one.
    pub fn add(&mut self, field: &str, problem: &str) {
        let known = self.0.entry(field).or_insert_with(|| json!([]));
        if let Value::Array(known) = known {
            known.push(problem.into());
        }
    }

    /// 422 with all of them, when there are any.
    pub fn refuse(self) -> Result<(), Refusal> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, body: Value::Object(self.0) })
    }
}
