//! GraphQL: the schema's roots, and its endpoint.
use super::analytics::Analytics;
use super::gate::{Caller, refusal};
use super::input::{By, Customer, Session};
use super::order::{self, OrderView, Placed};
use super::product::{self, Product, ProductError};
use super::reco::Recos;
use super::session::{self, Account, SegmentView, SessionView, books};
use crate::state::AppState;
use async_graphql::{Context, EmptySubscription, Enum, Error, InputObject, Object, Request, Result, SimpleObject};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The schema.
pub type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// Nested deeper than the schema is, or selecting more than twice of everything: no honest query.
const DEPTH: usize = 16;
const COMPLEXITY: usize = 2_000;

/// No query reaches further than this.
const REACH: usize = 10_000;

/// Products of a page unless asked otherwise.
const SIZE: usize = 20;

/// Builds it.
pub fn schema() -> Schema {
    Schema::build(Query, Mutation, EmptySubscription).limit_depth(DEPTH).limit_complexity(COMPLEXITY).finish()
}

/// `POST /v1/graphql`: a request in JSON, or the bare document as `application/graphql`.
pub async fn answer(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let request = match kind.split(';').next().unwrap_or_default().trim() {
        "application/graphql" => std::str::from_utf8(&body).ok().map(Request::new),
        "application/json" => serde_json::from_slice::<Request>(&body).ok(),
        _ => return refusal(415, "The content type is neither application/json nor application/graphql"),
    };
    let Some(request) = request else {
        return refusal(400, "The body is no GraphQL request");
    };
    let request = request.data(state.clone()).data(Account(caller.account));
    Json(state.platform.schema.execute(request).await).into_response()
}

/// Segments of every account.
const SEGMENTS: [(&str, &str); 5] = [
    ("5e9000000000000000000001", "Everyone"),
    ("5e9000000000000000000002", "Returning visitors"),
    ("5e9000000000000000000003", "Something in the cart"),
    ("5e9000000000000000000004", "Known customers"),
    ("5e9000000000000000000005", "Buyers"),
];

/// A segment of an id; one that the shop named itself has no other name.
pub fn segment(id: String) -> SegmentView {
    let name = SEGMENTS.iter().find(|(known, _)| *known == id).map_or(id.as_str(), |(_, name)| name).to_owned();
    SegmentView { id, name }
}

#[derive(Debug)]
pub struct Query;

#[derive(Debug, SimpleObject)]
#[graphql(name = "Products")]
struct ProductPage {
    total: usize,
    products: Vec<Product>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
enum SortField {
    Name,
    Price,
    ProductId,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputSort")]
struct Sort {
    fields: SortField,
    reverse: Option<bool>,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputProductFilter")]
struct Filter {
    product_ids: Option<Vec<String>>,
    brands: Option<Vec<String>>,
    categories: Option<Vec<String>>,
    availability: Option<String>,
}

impl Filter {
    fn fits(&self, product: &Product) -> bool {
        let has = |list: &Option<Vec<String>>, value: &Option<String>| {
            list.as_ref().is_none_or(|list| value.as_ref().is_some_and(|value| list.contains(value)))
        };
        let categories = product.categories.iter().flatten();
        has(&self.product_ids, &product.product_id)
            && has(&self.brands, &product.brand)
            && self.categories.as_ref().is_none_or(|list| categories.clone().any(|own| list.contains(own)))
            && self.availability.as_ref().is_none_or(|wanted| product.availability.as_ref() == Some(wanted))
    }
}

#[derive(Debug, SimpleObject)]
#[graphql(name = "Identity")]
struct IdentityView {
    email: String,
    attributes: Vec<Attribute>,
}

#[derive(Debug, Clone, SimpleObject, InputObject)]
#[graphql(name = "Attribute", input_name = "InputAttribute")]
struct Attribute {
    name: String,
    value: String,
}

fn identity(email: String, attributes: &BTreeMap<String, String>) -> IdentityView {
    let attributes = attributes.iter().map(|(name, value)| Attribute { name: name.clone(), value: value.clone() });
    IdentityView { email, attributes: attributes.collect() }
}

#[Object]
impl Query {
    async fn products(
        &self,
        context: &Context<'_>,
        limit: Option<usize>,
        offset: Option<usize>,
        sort: Option<Sort>,
        filter: Option<Filter>,
    ) -> Result<ProductPage> {
        let (state, books) = books(context)?;
        let (limit, offset) = (limit.unwrap_or(SIZE), offset.unwrap_or(0));
        if offset + limit > REACH {
            return Err(Error::new("offset and limit: no query reaches further than 10,000"));
        }
        let mut all = state.platform.told(books.account.name, |told| product::all(&state.catalogue, told));
        all.retain(|product| filter.as_ref().is_none_or(|filter| filter.fits(product)));
        if let Some(sort) = sort {
            all.sort_by(|one, other| match sort.fields {
                SortField::Name => one.name.cmp(&other.name),
                SortField::ProductId => one.product_id.cmp(&other.product_id),
                SortField::Price => one.price.partial_cmp(&other.price).unwrap_or(std::cmp::Ordering::Equal),
            });
            if sort.reverse == Some(true) {
                all.reverse();
            }
        }
        Ok(ProductPage { total: all.len(), products: all.into_iter().skip(offset).take(limit).collect() })
    }

    async fn product(&self, context: &Context<'_>, id: String) -> Result<Option<Product>> {
        let (state, books) = books(context)?;
        Ok(state.platform.told(books.account.name, |told| product::find(&state.catalogue, told, &id)))
    }

    async fn order(&self, context: &Context<'_>, id: String) -> Result<Option<OrderView>> {
        let (state, books) = books(context)?;
        let ledger = books.ledger();
        Ok(state.platform.told(books.account.name, |told| order::find(&ledger, told, &id)))
    }

    async fn orders(
        &self,
        context: &Context<'_>,
        limit: Option<usize>,
        offset: Option<usize>,
    ) -> Result<Vec<OrderView>> {
        let (state, books) = books(context)?;
        let ledger = books.ledger();
        let all = state.platform.told(books.account.name, |told| order::all(&ledger, told));
        Ok(all.into_iter().skip(offset.unwrap_or(0)).take(limit.unwrap_or(SIZE)).collect())
    }

    async fn identity(&self, context: &Context<'_>, email: String) -> Result<Option<IdentityView>> {
        let (state, books) = books(context)?;
        Ok(state.platform.told(books.account.name, |told| {
            let attributes = told.identities.get(&email.to_lowercase())?;
            Some(identity(email, attributes))
        }))
    }

    async fn segments(&self) -> Vec<SegmentView> {
        SEGMENTS.iter().map(|(id, _)| segment((*id).to_owned())).collect()
    }

    async fn session(&self, context: &Context<'_>, by: By, id: String) -> Result<SessionView> {
        let (_, books) = books(context)?;
        Ok(SessionView { id: session::visitor(books, by, &id)? })
    }

    async fn recos(
        &self,
        preview: Option<bool>,
        image: Option<super::page::ImageVersion>,
        add_attribution_parameters: Option<bool>,
    ) -> Recos {
        let _ = (preview, image, add_attribution_parameters);
        Recos { visitor: None }
    }
}

#[derive(Debug)]
pub struct Mutation;

#[derive(Debug, SimpleObject)]
#[graphql(name = "ProductUpdate")]
struct Updated {
    result: Vec<ProductResult>,
}

#[derive(Debug, SimpleObject)]
struct ProductResult {
    errors: Vec<ProductError>,
    data: Option<Product>,
}

#[derive(Debug, Clone, InputObject, SimpleObject, serde::Serialize)]
#[serde(rename_all = "camelCase")]
#[graphql(name = "Category", input_name = "InputCategory")]
struct Category {
    id: String,
    name: String,
    parent_id: Option<String>,
    url_path: Option<String>,
    full_name: Option<String>,
    available: Option<bool>,
}

#[derive(Debug, SimpleObject)]
struct CategoryUpdate {
    category_result: Vec<CategoryResult>,
}

#[derive(Debug, SimpleObject)]
struct CategoryResult {
    errors: Vec<CategoryError>,
    /// As it was sent, be it good or not.
    category: Category,
}

#[derive(Debug, SimpleObject)]
struct CategoryError {
    field: String,
    message: String,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputIdentity")]
struct Identity {
    email: String,
    #[graphql(default)]
    attributes: Vec<Attribute>,
}

#[derive(Debug, SimpleObject)]
struct Recorded {
    message: String,
    errors: Vec<String>,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputAttributionParams")]
struct Attribution {
    #[graphql(name = "ref")]
    reference: String,
    ref_type: Option<String>,
    target: Option<String>,
}

#[Object]
impl Mutation {
    /// A new visitor; one who is not to be tracked gets an id too, of which nothing is kept.
    async fn new_session(
        &self,
        context: &Context<'_>,
        referer: Option<String>,
        customer: Option<Customer>,
    ) -> Result<String> {
        let (state, books) = books(context)?;
        let id = crate::id::minted(crate::clock::now());
        let customer = customer.unwrap_or_default();
        if customer.do_not_track != Some(true) {
            let mut message = Map::new();
            if !customer.members().is_empty() {
                message.insert("customer".into(), Value::Object(customer.members()));
            }
            if let Some(referer) = referer {
                message.insert("ref".into(), json!(referer));
            }
            session::note(state, books, &id, &message)?;
        }
        Ok(id)
    }

    async fn update_session(&self, context: &Context<'_>, by: By, id: String, params: Session) -> Result<SessionView> {
        session::tell(context, by, &id, &params)
    }

    async fn place_order(&self, context: &Context<'_>, by: By, id: String, params: order::Params) -> Result<Placed> {
        order::place(context, by, &id, &params)
    }

    async fn update_status(&self, context: &Context<'_>, number: String, params: order::Update) -> Result<OrderView> {
        order::update(context, &number, params)
    }

    /// Takes the good products of a batch and says what is wrong with the others.
    async fn update_products(&self, context: &Context<'_>, products: Vec<Product>) -> Result<Updated> {
        let (state, books) = books(context)?;
        let mut result = Vec::with_capacity(products.len());
        for (index, product) in products.into_iter().enumerate() {
            result.push(match product.check(index) {
                Ok(()) => ProductResult { errors: vec![], data: Some(product) },
                Err(error) => ProductResult { errors: vec![error], data: None },
            });
        }
        state.platform.told(books.account.name, |told| {
            for product in result.iter().filter_map(|one| one.data.clone()) {
                let id = product.product_id.clone().unwrap_or_default();
                told.discontinued.remove(&id);
                told.products.insert(id, product);
            }
        });
        Ok(Updated { result })
    }

    async fn upsert_categories(&self, context: &Context<'_>, categories: Vec<Category>) -> Result<CategoryUpdate> {
        let (state, books) = books(context)?;
        let mut category_result = Vec::with_capacity(categories.len());
        state.platform.told(books.account.name, |told| {
            for category in categories {
                let mut errors = Vec::new();
                if category.name.trim().is_empty() {
                    errors.push(CategoryError { field: "name".into(), message: "is required".into() });
                } else {
                    told.categories.insert(category.id.clone(), json!(category));
                }
                category_result.push(CategoryResult { errors, category });
            }
        });
        Ok(CategoryUpdate { category_result })
    }

    async fn upsert_identity(
        &self,
        context: &Context<'_>,
        #[graphql(name = "identity")] sent: Identity,
    ) -> Result<IdentityView> {
        let (state, books) = books(context)?;
        if !sent.email.contains('@') {
            return Err(Error::new("identity.email: is no address"));
        }
        Ok(state.platform.told(books.account.name, |told| {
            let attributes = told.identities.entry(sent.email.to_lowercase()).or_default();
            attributes.extend(sent.attributes.into_iter().map(|attribute| (attribute.name, attribute.value)));
            identity(sent.email, attributes)
        }))
    }

    /// Says after the fact where a visitor came from.
    async fn add_attribution_parameters(
        &self,
        context: &Context<'_>,
        by: By,
        id: String,
        params: Attribution,
    ) -> Result<SessionView> {
        let (state, books) = books(context)?;
        let id = session::visitor(books, by, &id)?;
        let kind = params.ref_type.unwrap_or_else(|| "imgrec".into());
        let mut message = Map::new();
        message.insert("events".into(), json!([["src", kind, params.reference]]));
        if let Some(target) = params.target {
            message.insert("url".into(), json!(target));
        }
        session::note(state, books, &id, &message)?;
        Ok(SessionView { id })
    }

    async fn record_analytics_event(
        &self,
        context: &Context<'_>,
        by: By,
        id: String,
        params: Analytics,
    ) -> Result<Recorded> {
        let (state, books) = books(context)?;
        let id = session::visitor(books, by, &id)?;
        let (path, body) = params.event()?;
        let arrival = session::arrival(books.account.name, path, &id, Default::default(), &body);
        let reply = state.store.analytics(books, &arrival, 200);
        let errors = if reply.status == 200 { vec![] } else { vec![reply.body] };
        Ok(Recorded { message: if errors.is_empty() { "OK".into() } else { "refused".into() }, errors })
    }
}
