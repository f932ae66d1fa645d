//! What sessions are told, and how that reads on the wire of browsers.
use async_graphql::{Enum, InputObject};
use serde_json::{Map, Value, json};

/// How a session is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "LookupParams")]
pub enum By {
    /// By the visitor id.
    ByCid,
    /// By the customer's reference.
    ByRef,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum EventType {
    ViewedPage,
    ViewedProduct,
    ViewedCategory,
    SearchedFor,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputEventParams")]
pub struct Event {
    #[graphql(name = "type")]
    pub kind: EventType,
    pub target: String,
    pub target_fragment: Option<String>,
    #[graphql(name = "ref")]
    pub reference: Option<String>,
    pub ref_type: Option<String>,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputItemParams")]
pub struct Item {
    pub product_id: String,
    pub sku_id: Option<String>,
    pub name: Option<String>,
    pub unit_price: Option<f64>,
    pub price_currency_code: Option<String>,
    pub quantity: Option<i32>,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputCartParams")]
pub struct Cart {
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputCustomerParams")]
pub struct Customer {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub marketing_permission: Option<bool>,
    pub customer_reference: Option<String>,
    pub do_not_track: Option<bool>,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputSessionParams")]
pub struct Session {
    pub event: Option<Event>,
    pub cart: Option<Cart>,
    pub customer: Option<Customer>,
    pub skip_events: Option<bool>,
}

/// Members that are not null.
fn present(members: Value) -> Map<String, Value> {
    let Value::Object(members) = members else { return Map::new() };
    members.into_iter().filter(|(_, value)| !value.is_null()).collect()
}

impl Item {
    /// A line of a cart or an order.
    pub fn line(&self) -> Value {
        Value::Object(present(json!({
            "product_id": self.product_id, "sku_id": self.sku_id, "name": self.name, "unit_price": self.unit_price,
            "price_currency_code": self.price_currency_code, "quantity": self.quantity,
        })))
    }
}

impl Customer {
    /// The customer of a message.
    pub fn members(&self) -> Map<String, Value> {
        present(json!({
            "first_name": self.first_name, "last_name": self.last_name, "email": self.email,
            "marketing_permission": self.marketing_permission, "customer_reference": self.customer_reference,
        }))
    }
}

impl Event {
    /// Page type and event of a message. Of a page that is none of those with an event of their own, only the address
    /// is known.
    fn write(&self, message: &mut Map<String, Value>) {
        let (page, kind) = match self.kind {
            EventType::ViewedPage => {
                message.insert("url".into(), json!(self.target));
                return;
            }
            EventType::ViewedProduct => ("product", "vp"),
            EventType::ViewedCategory => ("category", "vc"),
            EventType::SearchedFor => ("search", "is"),
        };
        let event = json!([kind, self.target, self.reference, null, self.target_fragment, self.ref_type]);
        message.insert("page_type".into(), json!(page));
        message.insert("events".into(), json!([event]));
    }
}

impl Session {
    /// The message a browser would have sent.
    pub fn message(&self) -> Map<String, Value> {
        let mut message = Map::new();
        if let Some(event) = &self.event {
            event.write(&mut message);
        }
        if let Some(cart) = &self.cart {
            message.insert("cart".into(), cart.items.iter().map(Item::line).collect());
        }
        if let Some(customer) = self.customer.as_ref().map(Customer::members).filter(|members| !members.is_empty()) {
            message.insert("customer".into(), Value::Object(customer));
        }
        message
    }
}
