//! Errors in the words of OAuth.
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
    /// `{"error", "error_description", "status"}`.
    pub fn new(status: StatusCode, error: &str, description: &str) -> Self {
        Self { status, body: json!({"error": error, "error_description": description, "status": status.as_u16()}) }
    }

    /// 400.
    pub fn bad(error: &str, description: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error, description)
    }

    /// 404.
    pub fn missing(description: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", description)
    }

    /// Wrong client credentials; the description comes twice.
    pub fn client() -> Self {
        let text = "Client authentication failed";
        let mut refusal = Self::new(StatusCode::UNAUTHORIZED, "invalid_client", text);
        if let Value::Object(body) = &mut refusal.body {
            body.insert("message".into(), json!(text));
        }
        refusal
    }

    /// No token, or none that was issued here.
    pub fn token() -> Self {
        Self::bad("access_denied", "The resource owner or authorization server denied the request.")
    }

    /// A token that ended; this one error says nothing of its status.
    pub fn expired() -> Self {
        let body = json!({"error": "invalid_token", "error_description": "The access token expired"});
        Self { status: StatusCode::UNAUTHORIZED, body }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}
