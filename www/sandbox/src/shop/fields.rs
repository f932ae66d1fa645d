//! The fields of a submitted form, read tolerantly: what is missing is empty.
use axum::extract::{Form, FromRequest, Request};
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;

/// Nothing a person types into one field of the shop is longer, in characters.
const LONGEST: usize = 300;

/// Field values by name: trimmed, without control characters, cut at 300 characters.
#[derive(Debug, Default, Clone)]
pub struct Fields(HashMap<String, String>);

impl Fields {
    /// The value of a field; empty when it was not sent.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// The value as a count; `None` when it is none.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<u32> {
        self.text(name).parse().ok()
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name, clean(&value))).collect())
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let Form(pairs) =
            Form::<Vec<(String, String)>>::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(pairs.into_iter().collect())
    }
}

fn clean(value: &str) -> String {
    let printable: String = value.chars().filter(|letter| !letter.is_control()).collect();
    printable.trim().chars().take(LONGEST).collect()
}
