//! What every request handler can reach.
use crate::catalogue::Catalogue;
use std::path::PathBuf;
use std::sync::Arc;

/// Shared by all handlers; cloning is cheap.
#[derive(Debug, Clone)]
pub struct AppState {
    /// What the shop sells.
    pub catalogue: Arc<Catalogue>,
    /// The folder with `assets/`, `spa/` and `hostile/`.
    pub www: PathBuf,
    /// The folder with the built library.
    pub dist: PathBuf,
}
