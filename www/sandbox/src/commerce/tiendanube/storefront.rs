//! The page of a store, as far as apps are concerned: the scripts they put there.
use super::refusal::Refusal;
use crate::commerce::table::{text, whole};
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::response::Html;
use maud::{DOCTYPE, html};

/// `GET /storefront/{store}`; a store that was not paid for is offline, and scripts of apps that were not are left out.
pub async fn page(State(state): State<AppState>, Path(id): Path<u64>) -> Result<Html<String>, Refusal> {
    let mut world = state.commerce.tiendanube.world();
    let store = world.stores.get_mut(&id).ok_or_else(Refusal::missing)?;
    let suspended = store.suspended;
    let unpaid = store.unpaid_apps.clone();
    let scripts: Vec<String> = store
        .table("scripts")
        .iter()
        .filter(|script| whole(script.get("app_id")).is_none_or(|app| !unpaid.contains(&app)))
        .filter_map(|script| text(script, "src"))
        .map(|src| if src.contains('?') { src.to_owned() } else { format!("{src}?store={id}") })
        .collect();
    let page = html! {
        (DOCTYPE)
        title { "Store " (id) }
        @if suspended { p { "This store is offline." } } @else {
            @for src in &scripts { script src=(src) {} }
        }
    };
    Ok(Html(page.into_string()))
}
