//! Products with their variants, and categories.
use super::app::Caller;
use super::kind::Kind;
use super::language::{BLANK, expand_member, pick, slug};
use super::refusal::{Problems, Refusal};
use super::resource::{number, read_body};
use super::{Document, Store};
use crate::commerce::table::{document, text, whole};
use crate::state::AppState;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde_json::{Value, json};

/// Variants a product may have.
const MOST_VARIANTS: usize = 1_000;

/// Checks a product and completes it.
pub fn prepare(product: &mut Document, before: Option<&Document>, store: &mut Store) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    if !expand_member(product, "name", before, store, &mut problems) {
        problems.add("name", BLANK);
    }
    for name in ["description", "handle", "seo_title", "seo_description"] {
        expand_member(product, name, before, store, &mut problems);
    }
    problems.refuse()?;
    let name = product.get("name").cloned().unwrap_or_default();
    if product.get("handle").is_none_or(|handle| pick(handle, "").is_empty()) {
        let handles =
            store.languages.iter().map(|language| ((*language).to_owned(), json!(slug(&pick(&name, language)))));
        let handles: Value = handles.collect();
        product.insert("handle".into(), handles);
    }
    for (member, default) in [
        ("attributes", json!([])),
        ("images", json!([])),
        ("brand", Value::Null),
        ("published", json!(true)),
        ("free_shipping", json!(false)),
        ("requires_shipping", json!(true)),
        ("video_url", Value::Null),
        ("tags", json!("")),
    ] {
        product.entry(member).or_insert(default);
    }
    categories(product, store)?;
    let variants = match product.remove("variants") {
        Some(Value::Array(variants)) if !variants.is_empty() => variants,
        None | Some(Value::Null | Value::Array(_)) => vec![json!({"price": product.get("price").cloned()})],
        Some(_) => return Err(Refusal::field("variants", "must be a list")),
    };
    product.remove("price");
    let variants =
        variants.into_iter().map(|variant| prepare_variant(document(variant), store)).collect::<Result<_, _>>()?;
    set_variants(product, variants)
}

/// Checks a category and completes it.
pub fn prepare_category(category: &mut Document, before: Option<&Document>, store: &mut Store) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    if !expand_member(category, "name", before, store, &mut problems) {
        problems.add("name", BLANK);
    }
    category.entry("description").or_insert(json!(""));
    for name in ["description", "handle"] {
        expand_member(category, name, before, store, &mut problems);
    }
    let parent = category.get("parent").filter(|parent| !parent.is_null());
    if parent.is_some() && whole(parent).and_then(|id| store.table("categories").get(id)).is_none() {
        problems.add("parent", "does not exist");
    }
    problems.refuse()?;
    let name = category.get("name").cloned().unwrap_or_default();
    if !category.contains_key("handle") {
        let handles =
            store.languages.iter().map(|language| ((*language).to_owned(), json!(slug(&pick(&name, language)))));
        let handles: Value = handles.collect();
        category.insert("handle".into(), handles);
    }
    category.entry("parent").or_insert(Value::Null);
    category.entry("subcategories").or_insert(json!([]));
    Ok(())
}

/// A product's categories are sent as ids and shown as what they are.
fn categories(product: &mut Document, store: &mut Store) -> Result<(), Refusal> {
    let sent = product.remove("categories").unwrap_or(json!([]));
    let Value::Array(sent) = sent else {
        return Err(Refusal::field("categories", "must be a list"));
    };
    let mut found = Vec::with_capacity(sent.len());
    for one in &sent {
        let id = whole(Some(one.get("id").unwrap_or(one)));
        let Some(category) = id.and_then(|id| store.table("categories").get(id)) else {
            return Err(Refusal::field("categories", "does not exist"));
        };
        found.push(Value::Object(category.clone()));
    }
    product.insert("categories".into(), Value::Array(found));
    Ok(())
}

/// Checks a variant and completes it.
fn prepare_variant(mut variant: Document, store: &mut Store) -> Result<Document, Refusal> {
    let mut problems = Problems::default();
    for name in ["price", "promotional_price", "compare_at_price", "cost"] {
        let sent = variant.remove(name).unwrap_or(Value::Null);
        match amount(&sent) {
            Ok(amount) => variant.insert(name.into(), amount),
            Err(problem) => {
                problems.add(name, problem);
                None
            }
        };
    }
    match variant.get("stock") {
        None | Some(Value::Null) => variant.insert("stock".into(), Value::Null),
        Some(stock) if whole(Some(stock)).is_some() => variant.insert("stock".into(), json!(whole(Some(stock)))),
        Some(_) => {
            problems.add("stock", "is not a number");
            None
        }
    };
    problems.refuse()?;
    variant.insert("stock_management".into(), json!(variant.get("stock").is_some_and(|stock| !stock.is_null())));
    let values = match variant.remove("values") {
        Some(Value::Array(values)) => values,
        _ => Vec::new(),
    };
    let values: Vec<Value> = values
        .into_iter()
        .map(|value| super::language::expand(value, None, store))
        .collect::<Result<_, _>>()
        .map_err(|problem| Refusal::invalid(&problem))?;
    variant.insert("values".into(), json!(values));
    for (member, default) in [
        ("sku", Value::Null),
        ("barcode", Value::Null),
        ("image_id", Value::Null),
        ("weight", json!("0.500")),
        ("width", json!("0.00")),
        ("height", json!("0.00")),
        ("depth", json!("0.00")),
        ("mpn", Value::Null),
        ("age_group", Value::Null),
        ("gender", Value::Null),
    ] {
        variant.entry(member).or_insert(default);
    }
    if whole(variant.get("id")).is_none() {
        variant.insert("id".into(), json!(store.next_variant()));
    }
    Ok(variant)
}

/// An amount as the system writes it: text with two decimals, or null, which means "ask for the price".
pub fn amount(value: &Value) -> Result<Value, &'static str> {
    let text = match value {
        Value::Null => return Ok(Value::Null),
        Value::String(text) => text.clone(),
        number => number.to_string(),
    };
    match text.parse::<f64>() {
        Ok(amount) if (0.0..1e12).contains(&amount) => Ok(json!(format!("{amount:.2}"))),
        Ok(_) => Err("must be greater than or equal to 0"),
        Err(_) => Err("is not a number"),
    }
}

fn set_variants(product: &mut Document, mut variants: Vec<Document>) -> Result<(), Refusal> {
    if variants.len() > MOST_VARIANTS {
        return Err(Refusal::invalid("Product is not allowed to have more than 1000 variants"));
    }
    let values = |variant: &Document| variant.get("values").map(Value::to_string);
    let twice: Vec<Value> = variants
        .iter()
        .enumerate()
        .filter(|(place, variant)| variants.iter().take(*place).any(|other| values(other) == values(variant)))
        .filter_map(|(_, variant)| variant.get("id").cloned())
        .collect();
    if !twice.is_empty() {
        return Err(Refusal::invalid("Variants cannot be repeated").with("duplicate_variant_ids", json!(twice)));
    }
    for (place, variant) in variants.iter_mut().enumerate() {
        variant.insert("position".into(), json!(place + 1));
    }
    let skus: Vec<&str> = variants.iter().filter_map(|variant| text(variant, "sku")).collect();
    product.insert("variants_sku".into(), json!(skus));
    product.insert("variants".into(), json!(variants));
    Ok(())
}

impl Store {
    fn next_variant(&mut self) -> u64 {
        self.latest_variant += 1;
        self.latest_variant
    }

    /// A variant and the product it belongs to.
    pub fn variant(&mut self, id: u64) -> Option<(&Document, &Document)> {
        self.table("products").iter().find_map(|product| {
            let variants = product.get("variants")?.as_array()?;
            let found = variants.iter().filter_map(Value::as_object);
            Some((product, found.into_iter().find(|variant| whole(variant.get("id")) == Some(id))?))
        })
    }
}

type At<T> = Path<(String, String, T)>;

fn product_of(store: &mut Store, id: &str) -> Result<Document, Refusal> {
    store.table("products").get(number(id)?).cloned().ok_or_else(Refusal::missing)
}

fn variants_of(product: &Document) -> Vec<Document> {
    let variants = product.get("variants").and_then(Value::as_array).cloned().unwrap_or_default();
    variants.into_iter().map(document).collect()
}

/// `GET /products/sku/{sku}`: the first product that has it.
pub async fn by_sku(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, sku)): At<String>,
) -> Result<Json<Document>, Refusal> {
    caller.must(false, "products")?;
    let mut world = state.commerce.tiendanube.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let has = |product: &&Document| variants_of(product).iter().any(|variant| text(variant, "sku") == Some(&sku));
    let product = store.table("products").iter().find(has).ok_or_else(Refusal::missing)?;
    Ok(Json(Kind::find("products")?.shown(product, &caller)))
}

/// `GET /products/{id}/variants`.
pub async fn variants(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id)): At<String>,
) -> Result<Json<Vec<Document>>, Refusal> {
    caller.must(false, "products")?;
    let mut world = state.commerce.tiendanube.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    Ok(Json(variants_of(&product_of(store, &id)?)))
}

/// `GET /products/{id}/images`.
pub async fn images(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id)): At<String>,
) -> Result<Json<Value>, Refusal> {
    caller.must(false, "products")?;
    let mut world = state.commerce.tiendanube.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    Ok(Json(product_of(store, &id)?.remove("images").unwrap_or_default()))
}

/// `GET /products/{id}/variants/{variant}`.
pub async fn variant(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id, variant)): Path<(String, String, String, String)>,
) -> Result<Json<Document>, Refusal> {
    caller.must(false, "products")?;
    let mut world = state.commerce.tiendanube.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let wanted = Some(number(&variant)?);
    let found = variants_of(&product_of(store, &id)?).into_iter().find(|variant| whole(variant.get("id")) == wanted);
    found.map(Json).ok_or_else(Refusal::missing)
}

/// `POST /products/{id}/variants`.
pub async fn add_variant(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id)): At<String>,
    body: Bytes,
) -> Result<(StatusCode, Json<Document>), Refusal> {
    let mut sent = read_body(&body)?;
    sent.remove("id");
    let variant = edit(&state, &caller, &id, |variants, store| {
        let mut variant = prepare_variant(sent, store)?;
        variant.insert("product_id".into(), json!(number(&id)?));
        variants.push(variant.clone());
        Ok(variant)
    })?;
    Ok((StatusCode::CREATED, Json(variant)))
}

/// `PUT /products/{id}/variants/{variant}`.
pub async fn change_variant(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id, variant)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Result<Json<Document>, Refusal> {
    let mut sent = read_body(&body)?;
    sent.remove("id");
    let wanted = Some(number(&variant)?);
    let changed = edit(&state, &caller, &id, |variants, store| {
        let place = variants.iter_mut().find(|variant| whole(variant.get("id")) == wanted);
        let place = place.ok_or_else(Refusal::missing)?;
        let mut changed = place.clone();
        changed.extend(sent);
        *place = prepare_variant(changed, store)?;
        Ok(place.clone())
    })?;
    Ok(Json(changed))
}

/// `DELETE /products/{id}/variants/{variant}`; the last one stays, for prices live on a variant.
pub async fn remove_variant(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((_, _, id, variant)): Path<(String, String, String, String)>,
) -> Result<Json<Value>, Refusal> {
    let wanted = Some(number(&variant)?);
    edit(&state, &caller, &id, |variants, _| {
        let before = variants.len();
        if before == 1 {
            return Err(Refusal::invalid("A product needs at least one variant"));
        }
        variants.retain(|variant| whole(variant.get("id")) != wanted);
        if variants.len() < before { Ok(()) } else { Err(Refusal::missing()) }
    })?;
    Ok(Json(json!({})))
}

/// Changes the variants of a product.
fn edit<T>(
    state: &AppState,
    caller: &Caller,
    id: &str,
    act: impl FnOnce(&mut Vec<Document>, &mut Store) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    caller.must(true, "products")?;
    let system = &state.commerce.tiendanube;
    let mut world = system.world();
    let store = world.stores.get_mut(&caller.store).ok_or_else(Refusal::missing)?;
    let mut product = product_of(store, id)?;
    let mut variants = variants_of(&product);
    let done = act(&mut variants, store)?;
    set_variants(&mut product, variants)?;
    system.stamp(&mut product, false);
    let id = number(id)?;
    if let Some(place) = store.table("products").get_mut(id) {
        *place = product;
    }
    system.notify(store, "product/updated", id);
    Ok(done)
}
