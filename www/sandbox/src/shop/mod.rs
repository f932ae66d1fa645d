//! The demo shop.
use crate::AppState;

/// The shop's pages.
pub fn router() -> axum::Router<AppState> {
    axum::Router::new()
}
