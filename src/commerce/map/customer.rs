//! The Customer API, with which buyers reach a shop themselves: products with this buyer's prices, and the buyer's
//! orders. It has no carts and no profiles: those the host page supplies.
//!
//! Its documents name no member of a product or an order. Where each stands is therefore said by [`Fields`], whose
//! default is a guess that no shop has confirmed.

use super::reader::{Mapped, Reader, map};
use super::shapes::{self, Availability, Cart, Customer, Order, OrderInfo, Product, Variation};
use super::{Line, LineMembers, bought, line, moment};
use serde::Deserialize;
use serde_json::Value;

/// What the answers themselves do not say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// ISO 4217. No document says how the API tells it, so without this there are no amounts.
    pub currency: Option<String>,
    /// The group of customers whose prices the buyer's are. Only with it does a product get a price, and that as the
    /// price of this group: it is not the catalogue's.
    pub variation: Option<String>,
    /// A ready-made customer reference, long and not to be guessed; the id in a token is never used for it.
    pub customer_reference: Option<String>,
    /// What products are called in the session, of `{code}` and `{brand}`: where two makers have the same code, it needs
    /// both. Default `{code}`.
    pub product_id: Option<String>,
    /// Where the members stand.
    pub fields: Fields,
}

/// Where members are: names, with dots between them. Unverified: no public document of the API names any.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Fields {
    /// Of a product and of a line: the product code.
    pub code: String,
    /// Of a product and of a line: the brand.
    pub brand: String,
    /// Of a product and of a line: its name. A line without one is called by its code.
    pub name: String,
    /// Of a product: what one costs this buyer.
    pub price: String,
    /// Of a line: the same.
    pub line_price: String,
    /// Of a product: how many there are, or whether there is any.
    pub availability: String,
    /// Of a line.
    pub quantity: String,
    /// Of an order: its lines.
    pub lines: String,
    /// Of an order.
    pub id: String,
    /// Of an order: the number that the buyer sees.
    pub number: String,
    /// Of an order: when it was placed.
    pub created: String,
    /// Of an order: how far it is.
    pub status: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            code: "code".into(),
            brand: "brand".into(),
            name: "name".into(),
            price: "price.amount".into(),
            line_price: "unit_price".into(),
            availability: "availability.quantity".into(),
            quantity: "quantity".into(),
            lines: "lines".into(),
            id: "id".into(),
            number: "number".into(),
            created: "created_at".into(),
            status: "processing_status".into(),
        }
    }
}

/// A product. Its price is the buyer's own, so it never becomes the price of the catalogue.
pub fn product(value: &Value, options: &Options) -> Mapped<Product> {
    map("product", value, |product| {
        if !product.is_object() {
            return None;
        }
        let fields = &options.fields;
        let product_id = product_id(product, options)?;
        let availability = availability(&product.at(&fields.availability));
        Some(Product {
            name: product.at(&fields.name).must(Reader::text),
            brand: product.at(&fields.brand).text(),
            variations: variation(product, availability, options).into_iter().collect(),
            availability,
            product_id,
            ..Product::default()
        })
    })
}

/// A cart of lines that the host page keeps: a list of products as the API answers them, each with its quantity.
pub fn cart(value: &Value, options: &Options) -> Mapped<Cart> {
    map("cart", value, |cart| {
        let currency = currency(cart, options);
        let lines = cart.must(Reader::list)?;
        super::cart(&lines, |line| read_line(line, currency, options))
    })
}

/// The buyer, as the host page knows him: `{email, first_name, last_name, newsletter, marketing_permission}`; `null`
/// resets.
pub fn customer(value: &Value, options: &Options) -> Mapped<Customer> {
    map("customer", value, |customer| {
        if customer.is_absent() {
            return Some(Customer::default());
        }
        if !customer.is_object() {
            return None;
        }
        let read = Customer {
            email: customer.get("email").text(),
            first_name: customer.get("first_name").text(),
            last_name: customer.get("last_name").text(),
            newsletter: customer.get("newsletter").flag(),
            marketing_permission: customer.get("marketing_permission").flag(),
            customer_reference: options.customer_reference.clone(),
        };
        if read.email.is_none() && read.customer_reference.is_none() {
            customer.get("email").report("missing");
            return None;
        }
        Some(read)
    })
}

/// An order of the buyer.
pub fn order(value: &Value, options: &Options) -> Mapped<Order> {
    map("order", value, |order| {
        if !order.is_object() {
            return None;
        }
        let fields = &options.fields;
        let id = order.at(&fields.id).id().or_else(|| order.at(&fields.number).must(Reader::id))?;
        let order_number = order.at(&fields.number).id().unwrap_or_else(|| id.clone());
        let currency = currency(order, options);
        let items = bought(&order.at(&fields.lines), |line| read_line(line, currency, options))?;
        Some(Order {
            external_order_ref: id,
            created_at: moment::read(&order.at(&fields.created)),
            info: OrderInfo { order_number, kind: shapes::ORDER, ..OrderInfo::default() },
            items,
            order_status: order.at(&fields.status).text(),
            payment_provider: None,
        })
    })
}

/// A line of an order, or a product with its quantity.
fn read_line(reader: &Reader, currency: Option<&str>, options: &Options) -> Line {
    let fields = &options.fields;
    let first = |one: &str, other: &str| match reader.at(one) {
        absent if absent.is_absent() => reader.at(other),
        there => there,
    };
    let id = product_id(reader, options);
    let members = LineMembers {
        product_id: id.clone(),
        sku_id: id,
        name: first(&fields.name, &fields.code),
        quantity: reader.at(&fields.quantity),
    };
    line(&members, || first(&fields.line_price, &fields.price).must(Reader::money), currency)
}

/// What the product is called in the session.
fn product_id(reader: &Reader, options: &Options) -> Option<String> {
    let template = options.product_id.as_deref().unwrap_or("{code}");
    let code = reader.at(&options.fields.code).must(Reader::id)?;
    let mut id = template.replace("{code}", &code);
    if id.contains("{brand}") {
        id = id.replace("{brand}", &reader.at(&options.fields.brand).must(Reader::text)?);
    }
    Some(id)
}

fn currency<'a>(whole: &Reader, options: &'a Options) -> Option<&'a str> {
    if options.currency.is_none() {
        whole.report("the option currency is missing");
    }
    options.currency.as_deref()
}

/// How many there are, as a number, or whether there is any, as a flag.
fn availability(reader: &Reader) -> Option<Availability> {
    let available = match reader.value() {
        Value::Bool(flag) => Some(*flag),
        _ => reader.count().map(|count| count > 0),
    };
    available.map(Availability::when)
}

/// The buyer's price as that of the group.
fn variation(product: &Reader, availability: Option<Availability>, options: &Options) -> Option<(String, Variation)> {
    let group = options.variation.clone()?;
    let price = product.at(&options.fields.price).money()?;
    let price_currency_code = options.currency.clone()?;
    let availability = availability.unwrap_or(Availability::OutOfStock);
    let available = availability == Availability::InStock;
    Some((group, Variation { price, price_currency_code, availability, available, discounted: false }))
}
