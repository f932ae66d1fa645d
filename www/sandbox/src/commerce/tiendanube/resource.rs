//! Listing, reading, making, changing and removing documents of any kind.
use super::app::Caller;
use super::filter::COMMON;
use super::kind::{Access, Kind};
use super::page::Page;
use super::refusal::Refusal;
use super::{Document, System, Tiendanube, notice};
use crate::commerce::clock::with_offset;
use crate::commerce::table::{project, text};
use crate::state::AppState;
use axum::body::Bytes;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::{Map, Value, json};

type Parameters = Query<Vec<(String, String)>>;

/// The body of a request: one JSON object.
pub fn read_body(body: &[u8]) -> Result<Document, Refusal> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(document)) => Ok(document),
        _ => Err(Refusal::text(StatusCode::BAD_REQUEST, "Problems parsing JSON")),
    }
}

/// `GET /store`.
pub async fn store(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Query(parameters): Parameters,
) -> Result<Json<Document>, Refusal> {
    let world = state.commerce.tiendanube.world();
    let store = world.stores.get(&caller.store).ok_or_else(Refusal::missing)?;
    Ok(Json(project(&store.about, value(&parameters, "fields"))))
}

/// A page of a resource.
pub async fn list(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, name)): Path<(String, String, String)>,
    OriginalUri(address): OriginalUri,
    Query(parameters): Parameters,
) -> Result<Response, Refusal> {
    let kind = Kind::find(&name)?;
    kind.allow(&caller, false)?;
    let mut world = state.commerce.tiendanube.world();
    let link_origin = world.settings.link_origin.clone();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let own = |document: &&Document| !kind.is_private() || document.get("app_id") == Some(&json!(caller.app.id));
    let found: Vec<&Document> =
        store.table(kind.name).iter().filter(own).filter(|document| kind.matches(document, &parameters)).collect();
    let page = Page::read(&parameters, found.len())?;
    let shown: Vec<Document> = page
        .of(found.into_iter())
        .into_iter()
        .map(|document| project(&kind.shown(document, &caller), value(&parameters, "fields")))
        .collect();
    let mut response = Json(shown).into_response();
    let origin = link_origin.unwrap_or_else(|| state.commerce.origin(System::Tiendanube).to_owned());
    page.write(response.headers_mut(), &format!("{origin}{}", address.path()), &parameters);
    Ok(response)
}

/// One document.
pub async fn read(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, name, id)): Path<(String, String, String, String)>,
    Query(parameters): Parameters,
) -> Result<Json<Document>, Refusal> {
    let kind = Kind::find(&name)?;
    kind.allow(&caller, false)?;
    let mut world = state.commerce.tiendanube.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let document = store.table(kind.name).get(number(&id)?).ok_or_else(Refusal::missing)?;
    kind.owned(document, &caller)?;
    Ok(Json(project(&kind.shown(document, &caller), value(&parameters, "fields"))))
}

/// A new document.
pub async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, name)): Path<(String, String, String)>,
    body: Bytes,
) -> Result<(StatusCode, Json<Document>), Refusal> {
    let kind = Kind::find(&name)?;
    kind.allow(&caller, true)?;
    kind.must(Access::Keep)?;
    let system = &state.commerce.tiendanube;
    let mut document = read_body(&body)?;
    kind.strip(&mut document);
    let mut world = system.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    if kind.name == "webhooks" {
        notice::allow(&document, &caller)?;
    }
    (kind.prepare)(&mut document, None, store)?;
    if kind.is_private() {
        document.insert("app_id".into(), json!(caller.app.id));
    }
    system.stamp(&mut document, true);
    let id = store.table(kind.name).add(document);
    system.notify(store, &format!("{}/created", kind.event), id);
    let document = store.table(kind.name).get(id).ok_or_else(Refusal::missing)?;
    Ok((StatusCode::CREATED, Json(kind.shown(document, &caller))))
}

/// A changed document: members that are not sent stay.
pub async fn change(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, name, id)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Result<Json<Document>, Refusal> {
    let kind = Kind::find(&name)?;
    kind.allow(&caller, true)?;
    kind.must(Access::Keep)?;
    let system = &state.commerce.tiendanube;
    // A PUT without a body changes nothing.
    let mut fields = if body.is_empty() { Document::new() } else { read_body(&body)? };
    kind.strip(&mut fields);
    let mut world = system.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let id = number(&id)?;
    let before = store.table(kind.name).get(id).cloned().ok_or_else(Refusal::missing)?;
    kind.owned(&before, &caller)?;
    let mut document = before.clone();
    document.extend(fields);
    (kind.prepare)(&mut document, Some(&before), store)?;
    system.stamp(&mut document, false);
    let shown = kind.shown(&document, &caller);
    if let Some(place) = store.table(kind.name).get_mut(id) {
        *place = document;
    }
    system.notify(store, &format!("{}/updated", kind.event), id);
    Ok(Json(shown))
}

/// A document less.
pub async fn remove(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, name, id)): Path<(String, String, String, String)>,
) -> Result<Json<Value>, Refusal> {
    let kind = Kind::find(&name)?;
    kind.allow(&caller, true)?;
    kind.must(Access::All)?;
    let system = &state.commerce.tiendanube;
    let mut world = system.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let id = number(&id)?;
    let document = store.table(kind.name).get(id).ok_or_else(Refusal::missing)?;
    kind.owned(document, &caller)?;
    store.table(kind.name).remove(id);
    system.notify(store, &format!("{}/deleted", kind.event), id);
    Ok(Json(json!({})))
}

/// A number in a path.
pub fn number(text: &str) -> Result<u64, Refusal> {
    text.parse().map_err(|_| Refusal::missing())
}

/// The value of a parameter.
pub fn value<'a>(parameters: &'a [(String, String)], name: &str) -> Option<&'a str> {
    parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

impl Tiendanube {
    /// Writes when a document was changed, and made.
    pub(super) fn stamp(&self, document: &mut Document, new: bool) {
        let now = with_offset(self.clock.now());
        if new {
            document.insert("created_at".into(), json!(now));
        }
        document.insert("updated_at".into(), json!(now));
    }
}

impl Kind {
    /// Each app sees its own only.
    fn is_private(&self) -> bool {
        matches!(self.name, "scripts" | "webhooks")
    }

    fn owned(&self, document: &Document, caller: &Caller) -> Result<(), Refusal> {
        let foreign = self.is_private() && document.get("app_id") != Some(&json!(caller.app.id));
        if foreign { Err(Refusal::missing()) } else { Ok(()) }
    }

    fn allow(&self, caller: &Caller, write: bool) -> Result<(), Refusal> {
        if self.family.is_empty() { Ok(()) } else { caller.must(write, self.family) }
    }

    fn must(&self, access: Access) -> Result<(), Refusal> {
        if self.access == Access::All || self.access == access {
            return Ok(());
        }
        Err(Refusal::coded(StatusCode::METHOD_NOT_ALLOWED, Value::Null))
    }

    /// Members which the system writes and nobody else.
    fn strip(&self, document: &mut Document) {
        for name in ["id", "created_at", "updated_at", "app_id", "store_id", "number", "token"] {
            document.remove(name);
        }
    }

    fn matches(&self, document: &Document, parameters: &[(String, String)]) -> bool {
        parameters.iter().all(|(name, wanted)| {
            let known = self.filters.iter().chain(COMMON).find(|(known, _)| known == name);
            known.is_none_or(|(_, filter)| filter.matches(document, wanted))
        })
    }

    /// What this app may see of a document.
    pub(super) fn shown(&self, document: &Document, caller: &Caller) -> Document {
        let hidden = |name: &str| match name {
            "customer" => self.name == "orders" && !caller.may(false, "customers"),
            "customer_id" | "variants_sku" | "app_id" => true,
            _ => false,
        };
        let members = document.iter().filter(|(name, _)| !hidden(name));
        let mut shown: Map<String, Value> = members.map(|(name, value)| (name.clone(), value.clone())).collect();
        if self.name == "products" && text(document, "tags").is_none() {
            shown.insert("tags".into(), json!(""));
        }
        shown
    }
}
