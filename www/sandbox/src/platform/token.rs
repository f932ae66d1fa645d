//! Tokens: each type opens one part of the APIs.
use crate::accounts::ACCOUNTS;
use crate::commerce::opaque;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// Types of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Products.
    Products,
    /// Mail addresses, consent, privacy.
    Email,
    /// GraphQL.
    Apps,
    /// Exchange rates.
    Rates,
    /// Settings.
    Settings,
}

const KINDS: [(Kind, &str); 5] = [
    (Kind::Products, "API_PRODUCTS"),
    (Kind::Email, "API_EMAIL"),
    (Kind::Apps, "API_APPS"),
    (Kind::Rates, "API_RATES"),
    (Kind::Settings, "API_SETTINGS"),
];

impl Kind {
    /// The type a path needs; `None` for an unknown path.
    pub fn of(path: &str) -> Option<Self> {
        match path {
            "/v1/graphql" => Some(Self::Apps),
            "/exchangerates" => Some(Self::Rates),
            "/settings" => Some(Self::Settings),
            "/products/recrawl" => Some(Self::Products),
            _ if path.starts_with("/v1/products/") => Some(Self::Products),
            _ if path.starts_with("/v1/email") || path.contains("/customers/") => Some(Self::Email),
            _ => None,
        }
    }

    /// `API_PRODUCTS`, ….
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }
}

/// Valid tokens.
#[derive(Debug)]
pub struct Tokens {
    known: HashMap<String, (&'static str, Kind)>,
}

impl Tokens {
    /// One of each type for each account.
    pub fn new() -> Self {
        let enabled = ACCOUNTS.iter().filter(|account| account.enabled);
        let made = enabled.flat_map(|account| KINDS.iter().map(|(kind, _)| (opaque(), (account.name, *kind))));
        Self { known: made.collect() }
    }

    /// Account and type of a token.
    pub fn get(&self, token: &str) -> Option<(&'static str, Kind)> {
        self.known.get(token).copied()
    }

    /// Ends a token.
    pub fn revoke(&mut self, token: &str) {
        self.known.remove(token);
    }

    /// Ends all.
    pub fn clear(&mut self) {
        self.known.clear();
    }

    /// By account and type.
    pub fn shown(&self) -> Value {
        let mut all: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        for (token, (account, kind)) in &self.known {
            all.entry(account).or_default().insert(kind.name(), token);
        }
        json!(all)
    }
}
