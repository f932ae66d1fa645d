//! What every request handler can reach.
use crate::catalogue::Catalogue;
use crate::commerce::Commerce;
use crate::config::Config;
use crate::counts::Counts;
use crate::faults::Faults;
use crate::platform::Platform;
use crate::popups::Shown;
use crate::search::Engine;
use crate::store::Store;
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
    /// The folder with test pages, served under `/test/`.
    pub pages: Option<PathBuf>,
    /// Visitors, statistics, log.
    pub store: Arc<Store>,
    /// The search over the catalogue.
    pub search: Arc<Engine>,
    /// What shall go wrong.
    pub faults: Arc<Faults>,
    /// Popups that were shown.
    pub popups: Arc<Shown>,
    /// Requests since the start.
    pub counts: Arc<Counts>,
    /// The shop systems of the connectors.
    pub commerce: Arc<Commerce>,
    /// The platform's own APIs for servers.
    pub platform: Arc<Platform>,
}

impl AppState {
    /// Opens the store of a configuration.
    ///
    /// # Errors
    /// When the database file cannot be opened or is none.
    pub fn open(config: &Config) -> rusqlite::Result<Self> {
        let catalogue = Arc::new(Catalogue::load());
        if let Some(folder) = config.db.parent() {
            // Opening the file reports what is wrong with the folder.
            let _ = std::fs::create_dir_all(folder);
        }
        Ok(Self {
            store: Arc::new(Store::open(&config.db, config.durable, Arc::clone(&catalogue))?),
            search: Arc::new(Engine::new(&catalogue)?),
            commerce: Arc::new(Commerce::new(&catalogue)),
            platform: Arc::default(),
            catalogue,
            www: config.www.clone(),
            dist: config.dist.clone(),
            pages: config.pages.clone(),
            faults: Arc::default(),
            popups: Arc::default(),
            counts: Arc::default(),
        })
    }
}
