//! A visitor's session as GraphQL shows it.
use super::input::{self, By, Session};
use super::page::Pages;
use super::reco::Recos;
use crate::arrival::Arrival;
use crate::id;
use crate::state::AppState;
use crate::store::{Books, Reply};
use crate::visitor::{Flags, Visitor};
use async_graphql::{Context, Error, Object, Result, SimpleObject};
use serde_json::{Map, Value, json};

/// The account of a request.
#[derive(Debug, Clone, Copy)]
pub struct Account(pub &'static str);

/// State and books of the account of a request.
pub fn books<'a>(context: &Context<'a>) -> Result<(&'a AppState, &'a Books)> {
    let state = context.data::<AppState>()?;
    let account = context.data::<Account>()?;
    let books = state.store.books(account.0).ok_or_else(|| Error::new("unknown account"))?;
    Ok((state, books))
}

/// The visitor named; one that is not known begins with this.
pub fn visitor(books: &Books, by: By, name: &str) -> Result<String> {
    match by {
        By::ByCid if id::is_well_formed(name) => Ok(name.to_owned()),
        By::ByCid => Err(Error::new("id: is no visitor id")),
        By::ByRef => Ok(known_by_reference(books, name).unwrap_or_else(|| id::minted(crate::clock::now()))),
    }
}

/// The visitor who named this customer reference.
fn known_by_reference(books: &Books, reference: &str) -> Option<String> {
    let ledger = books.ledger();
    let known = |id: &&str| {
        let customer = ledger.visitor(id).and_then(|visitor| visitor.customer.as_ref());
        customer.and_then(|customer| customer.get("customer_reference")).and_then(Value::as_str) == Some(reference)
    };
    ledger.visitor_ids().into_iter().find(known).map(str::to_owned)
}

/// A request as if it had come over the wire of browsers.
pub fn arrival(account: &str, path: &'static str, visitor: &str, flags: Flags, body: &Map<String, Value>) -> Arrival {
    Arrival::of_server(account, path, visitor, flags, json!(body).to_string())
}

/// Tells a session, and says why it was not taken when it was not.
pub fn tell(context: &Context<'_>, by: By, name: &str, params: &Session) -> Result<SessionView> {
    let (state, books) = books(context)?;
    let id = visitor(books, by, name)?;
    let mut message = params.message();
    if by == By::ByRef {
        let customer = message.entry("customer").or_insert_with(|| json!({}));
        if let Value::Object(customer) = customer {
            customer.insert("customer_reference".into(), json!(name));
        }
    }
    let skip = params.skip_events == Some(true);
    let do_not_track = params.customer.as_ref().is_some_and(|customer| customer.do_not_track == Some(true));
    let flags = Flags { skip_page_views: skip, skip_events: skip, do_not_track };
    send(state, books, &id, flags, &message)?;
    Ok(SessionView { id })
}

/// Tells what counts as no page view.
pub fn note(state: &AppState, books: &Books, visitor: &str, message: &Map<String, Value>) -> Result<()> {
    send(state, books, visitor, Flags { skip_page_views: true, ..Default::default() }, message)
}

/// A message as if it had come from a browser.
fn send(state: &AppState, books: &Books, visitor: &str, flags: Flags, message: &Map<String, Value>) -> Result<()> {
    let arrival = arrival(books.account.name, "/ev1", visitor, flags, message);
    taken(&state.store.event(books, &arrival, 200))
}

/// An error for an answer that is none of success.
pub fn taken(reply: &Reply) -> Result<()> {
    if reply.status == 200 { Ok(()) } else { Err(Error::new(reply.body.clone())) }
}

/// The session of a visitor.
#[derive(Debug)]
pub struct SessionView {
    /// The visitor id.
    pub id: String,
}

#[derive(Debug, SimpleObject)]
#[graphql(name = "Customer")]
struct CustomerView {
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    marketing_permission: Option<bool>,
    customer_reference: Option<String>,
}

#[derive(Debug, SimpleObject)]
#[graphql(name = "Cart")]
struct CartView {
    items: Vec<ItemView>,
}

/// One line.
#[derive(Debug, SimpleObject)]
#[graphql(name = "Item")]
pub struct ItemView {
    pub product_id: Option<String>,
    pub sku_id: Option<String>,
    pub name: Option<String>,
    pub unit_price: Option<f64>,
    pub price_currency_code: Option<String>,
    pub quantity: Option<f64>,
}

#[derive(Debug, SimpleObject)]
#[graphql(name = "Event")]
struct EventView {
    #[graphql(name = "type")]
    kind: input::EventType,
    target: Option<String>,
    target_fragment: Option<String>,
    #[graphql(name = "ref")]
    reference: Option<String>,
    ref_type: Option<String>,
}

/// A group of visitors.
#[derive(Debug, SimpleObject)]
#[graphql(name = "Segment")]
pub struct SegmentView {
    pub id: String,
    pub name: String,
}

/// Reads a line that was stored.
pub fn item(line: &Value) -> ItemView {
    let text = |name: &str| line.get(name).and_then(Value::as_str).map(str::to_owned);
    ItemView {
        product_id: text("product_id"),
        sku_id: text("sku_id"),
        name: text("name"),
        unit_price: line.get("unit_price").and_then(Value::as_f64),
        price_currency_code: text("price_currency_code"),
        quantity: line.get("quantity").and_then(Value::as_f64),
    }
}

impl SessionView {
    fn look<T>(&self, context: &Context<'_>, read: impl FnOnce(&Visitor) -> T) -> Result<T> {
        let (_, books) = books(context)?;
        let nobody = Visitor::default();
        let ledger = books.ledger();
        Ok(read(ledger.visitor(&self.id).unwrap_or(&nobody)))
    }
}

#[Object(name = "Session")]
impl SessionView {
    async fn id(&self) -> &str {
        &self.id
    }

    async fn customer(&self, context: &Context<'_>) -> Result<Option<CustomerView>> {
        self.look(context, |visitor| {
            let customer = visitor.customer.as_ref()?;
            let text = |name: &str| customer.get(name).and_then(Value::as_str).map(str::to_owned);
            Some(CustomerView {
                first_name: text("first_name"),
                last_name: text("last_name"),
                email: text("email"),
                marketing_permission: customer.get("marketing_permission").and_then(Value::as_bool),
                customer_reference: text("customer_reference"),
            })
        })
    }

    async fn cart(&self, context: &Context<'_>) -> Result<Option<CartView>> {
        self.look(context, |visitor| Some(CartView { items: visitor.cart.as_ref()?.iter().map(item).collect() }))
    }

    async fn events(&self, context: &Context<'_>) -> Result<Vec<EventView>> {
        self.look(context, |visitor| {
            let shown = visitor.events.iter().filter_map(|(event, _)| {
                let kind = match event.kind.as_str() {
                    "vp" => input::EventType::ViewedProduct,
                    "vc" => input::EventType::ViewedCategory,
                    "is" => input::EventType::SearchedFor,
                    _ => return None,
                };
                Some(EventView {
                    kind,
                    target: event.target.clone(),
                    target_fragment: event.target_fragment.clone(),
                    reference: event.reference.clone(),
                    ref_type: event.ref_type.clone(),
                })
            });
            shown.collect()
        })
    }

    async fn segments(&self, context: &Context<'_>) -> Result<Vec<SegmentView>> {
        self.look(context, |visitor| {
            crate::answer::segments(visitor).into_iter().map(super::graphql::segment).collect()
        })
    }

    async fn pages(&self) -> Pages {
        Pages { visitor: self.id.clone() }
    }

    async fn recos(
        &self,
        preview: Option<bool>,
        image: Option<super::page::ImageVersion>,
        add_attribution_parameters: Option<bool>,
    ) -> Recos {
        let _ = (preview, image, add_attribution_parameters);
        Recos { visitor: Some(self.id.clone()) }
    }
}
