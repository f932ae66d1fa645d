//! The apps of partners, and what they may do in a store.
use super::refusal::Refusal;
use axum::http::StatusCode;

/// An app as its partner registered it.
#[derive(Debug)]
pub struct App {
    /// Its id, which is part of the authorize address.
    pub id: u64,
    /// Proves the app when it exchanges a code, and signs its webhooks.
    pub secret: &'static str,
    /// Where codes go.
    pub redirect: &'static str,
    /// What it asks for; `write_x` includes `read_x`.
    pub scopes: &'static [&'static str],
}

/// All apps: one that may do everything, one that may read products only.
pub const APPS: &[App] = &[
    App {
        id: 1001,
        secret: "8c1f3b0e5d7a4926b3e8d10f6a2c94757be0d3f1a68c2e49",
        redirect: "https://app.example.com/tiendanube/callback",
        scopes: &[
            "read_content",
            "write_products",
            "write_customers",
            "write_orders",
            "write_draft_orders",
            "write_coupons",
            "write_scripts",
        ],
    },
    App {
        id: 1002,
        secret: "f27d90c4ab1e4c3f8056e7d2913a6b48c50f7e1d2b9a8346",
        redirect: "https://reader.example.com/callback",
        scopes: &["read_products", "read_orders"],
    },
];

impl App {
    /// The app of an id.
    pub fn find(id: u64) -> Option<&'static Self> {
        APPS.iter().find(|app| app.id == id)
    }
}

/// Who calls: an app in a store.
#[derive(Debug, Clone, Copy)]
pub struct Caller {
    /// The store's id.
    pub store: u64,
    /// The app.
    pub app: &'static App,
}

impl Caller {
    /// Whether the app was granted a scope, `products` say, for reading or writing.
    pub fn may(&self, write: bool, family: &str) -> bool {
        let granted = |verb: &str| self.app.scopes.iter().any(|scope| scope.strip_prefix(verb) == Some(family));
        granted("write_") || !write && granted("read_")
    }

    /// 403 when it was not.
    pub fn must(&self, write: bool, family: &str) -> Result<(), Refusal> {
        if self.may(write, family) {
            return Ok(());
        }
        let verb = if write { "write" } else { "read" };
        Err(Refusal::coded(StatusCode::FORBIDDEN, format!("Missing a required scope: {verb}_{family}")))
    }
}
