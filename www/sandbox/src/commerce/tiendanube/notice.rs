//! Webhooks: which events an app may ask for, and telling it.
use super::app::{APPS, App, Caller};
use super::kind::required;
use super::refusal::{Problems, Refusal};
use super::{Document, Store, Tiendanube};
use crate::commerce::table::{text, whole};
use crate::commerce::webhook::signature;
use serde_json::json;
use std::sync::Arc;

/// Events of the system besides those of a resource.
const EVENTS: [&str; 6] = [
    "app/uninstalled",
    "app/suspended",
    "app/resumed",
    "domain/updated",
    "theme/updated",
    "order/custom_fields_updated",
];

const OF_ORDERS: [&str; 9] =
    ["created", "updated", "paid", "packed", "fulfilled", "cancelled", "edited", "pending", "voided"];

/// Where the system's own pages are.
const OWN_DOMAINS: [&str; 3] = ["tiendanube.com", "nuvemshop.com.br", "mitiendanube.com"];

fn is_event(name: &str) -> bool {
    EVENTS.contains(&name)
        || match name.split_once('/') {
            Some(("order", what)) => OF_ORDERS.contains(&what),
            Some(("product" | "category" | "customer", what)) => ["created", "updated", "deleted"].contains(&what),
            _ => false,
        }
}

/// Checks a webhook.
pub fn prepare(webhook: &mut Document, _before: Option<&Document>, _store: &mut Store) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    required(webhook, &["event", "url"], &mut problems);
    if text(webhook, "event").is_some_and(|event| !event.is_empty() && !is_event(event)) {
        problems.add("event", "is not included in the list");
    }
    let url = text(webhook, "url").unwrap_or_default();
    if !url.is_empty() {
        let host = url.strip_prefix("https://").map(|rest| rest.split(['/', ':', '?']).next().unwrap_or_default());
        match host {
            None => problems.add("url", "must be HTTPS"),
            Some("" | "localhost" | "127.0.0.1") => problems.add("url", "is not valid"),
            Some(host) if OWN_DOMAINS.iter().any(|own| host.ends_with(own)) => problems.add("url", "is not valid"),
            Some(_) => {}
        }
    }
    problems.refuse()
}

/// A webhook may be registered only for what the app may read.
pub fn allow(webhook: &Document, caller: &Caller) -> Result<(), Refusal> {
    let family = match text(webhook, "event").and_then(|event| event.split_once('/')) {
        Some(("product" | "category", _)) => "products",
        Some(("order", _)) => "orders",
        Some(("customer", _)) => "customers",
        _ => return Ok(()),
    };
    caller.must(false, family)
}

impl Tiendanube {
    /// Sends an event to all that asked for it, without waiting; to no app that is not served.
    pub(super) fn notify(&self, store: &mut Store, event: &str, id: u64) {
        self.notify_some(store, event, id, |_| true);
    }

    /// The same, to these apps.
    pub(super) fn notify_some(&self, store: &mut Store, event: &str, id: u64, wanted: impl Fn(u64) -> bool) {
        let served: Vec<u64> = APPS.iter().map(|app| app.id).filter(|app| store.serves(*app) && wanted(*app)).collect();
        let about = json!({"store_id": store.id, "event": event, "id": id});
        for webhook in store.table("webhooks").iter().filter(|webhook| text(webhook, "event") == Some(event)) {
            let Some((url, app)) = text(webhook, "url").zip(whole(webhook.get("app_id")).and_then(App::find)) else {
                continue;
            };
            if !served.contains(&app.id) {
                continue;
            }
            let body = about.to_string();
            let signature = ("x-linkedstore-hmac-sha256", signature(app.secret, &body));
            tokio::spawn(Arc::clone(&self.deliveries).send(url.to_owned(), body, signature));
        }
    }
}
