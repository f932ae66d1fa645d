//! Files: the library, the demo's assets, test pages, generated pictures.
use crate::state::AppState;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::{SetResponseHeader, SetResponseHeaderLayer};

/// Entries of the library, which pages load from the root.
const ENTRIES: [&str; 8] = [
    "vitrine.js",
    "index.js",
    "inline.js",
    "testing.js",
    "headless.js",
    "storefront/tiendanube.js",
    "storefront/tiendanube.script.js",
    "storefront/nubesdk.js",
];

/// What those load in turn, from beside themselves: from the root, or from beside the include script.
const BESIDE: [&str; 13] = [
    "vitrine.wasm",
    "vitrine.nowasm.js",
    "banners.js",
    "cart.js",
    "consent.js",
    "emails.js",
    "delivery.js",
    "hydrate.js",
    "inspector.js",
    "observers.js",
    "popups.js",
    "rules.js",
    "search.js",
];

/// The policy of the single-page shop, which has no inline script.
const SPA_POLICY: &str =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:";

/// Under which WebAssembly is refused.
const NO_WASM_POLICY: &str = "script-src 'self'";

/// Routes of everything that is a file, looked up again at each request.
pub fn router(state: &AppState) -> Router<AppState> {
    let mut router = Router::new()
        .route("/", get(landing))
        .route("/healthz", get(|| async { "ok" }))
        .route("/img/{file}", get(picture))
        .nest_service("/assets", ServeDir::new(state.www.join("assets")))
        .nest_service("/hostile", ServeDir::new(state.www.join("hostile")))
        .nest_service("/spa", spa(state));
    for file in ENTRIES.iter().chain(&BESIDE) {
        router = router.route_service(&format!("/{file}"), ServeFile::new(state.dist.join(file)));
    }
    for file in BESIDE {
        router = router.route_service(&format!("/include/{file}"), ServeFile::new(state.dist.join(file)));
    }
    if let Some(pages) = &state.pages {
        let refused = with_policy(ServeDir::new(pages.join("csp")), NO_WASM_POLICY);
        router = router.nest_service("/test/csp", refused).nest_service("/test", ServeDir::new(pages));
    }
    router.layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, HeaderValue::from_static("no-cache")))
}

/// Every path of the single-page shop that is no file is its page.
fn spa(state: &AppState) -> SetResponseHeader<ServeDir<ServeFile>, HeaderValue> {
    let folder = state.www.join("spa");
    let page = ServeFile::new(folder.join("index.html"));
    with_policy(ServeDir::new(folder).fallback(page), SPA_POLICY)
}

fn with_policy<S>(service: S, policy: &'static str) -> SetResponseHeader<S, HeaderValue> {
    let policy = HeaderValue::from_static(policy);
    SetResponseHeader::if_not_present(service, CONTENT_SECURITY_POLICY, policy)
}

#[derive(Debug, Deserialize)]
struct Look {
    colour: Option<String>,
}

/// `/img/<product id>.svg`, in another of the shop's colours with `?colour=Clay`.
async fn picture(State(state): State<AppState>, Path(file): Path<String>, Query(look): Query<Look>) -> Response {
    let drawn = file.strip_suffix(".svg").and_then(|id| match look.colour.as_deref() {
        Some(colour) => state.catalogue.picture_svg_in(id, colour),
        None => state.catalogue.picture_svg(id),
    });
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=3600")];
    drawn.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |svg| (headers, svg).into_response())
}

async fn landing() -> Html<&'static str> {
    Html(include_str!("landing.html"))
}
