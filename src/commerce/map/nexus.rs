//! NexusCommerce: products with their listings and stock, and orders. It is a back office of many channels, so what of
//! it concerns a storefront is what its listing and its orders there say. Carts and customers it has none.

use super::reader::{Mapped, Reader, map};
use super::shapes::{self, Availability, Order, OrderInfo, Product};
use super::{Line, LineMembers, bought, line, moment};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the answers themselves do not say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// The channel that this storefront is (`shopify`): whose listing has the price, whose orders are conversions.
    pub marketplace: Option<String>,
    /// ISO 4217, of prices in listings, which do not say it; and of orders that do not.
    pub currency: Option<String>,
    /// The address of a product's page, with `{sku}`, `{id}` or `{external_id}` in it.
    pub url: Option<String>,
    /// What `/inventory/:sku` answers for the product.
    pub inventory: Option<Value>,
}

/// A product, as `/products/:sku` answers it. It is named by its SKU, which is unique and by which it is asked for.
pub fn product(value: &Value, options: &Options) -> Mapped<Product> {
    map("product", value, |product| {
        if !product.is_object() {
            return None;
        }
        let product_id = product.get("sku").must(Reader::id)?;
        let listing = listing(product, options);
        let price = listing.as_ref().and_then(|listing| listing.get("price").money());
        let stock = stock(listing.as_ref(), options);
        let images: Vec<_> = product.get("images").list().unwrap_or_default().iter().filter_map(Reader::text).collect();
        let id = product.get("id").id();
        Some(Product {
            name: product.get("title").must(Reader::text),
            url: url(&product_id, id.as_deref(), listing.as_ref(), options),
            image_url: images.first().cloned(),
            alternate_image_urls: images.into_iter().skip(1).collect(),
            price,
            price_currency_code: options.currency.clone(),
            availability: availability(product, stock),
            description: product.get("description").text(),
            gtin: product.get("gtin").text(),
            inventory_level: stock.map(|stock| u64::try_from(stock).unwrap_or(0)),
            custom_fields: BTreeMap::from_iter(id.map(|id| ("id".to_owned(), id))),
            product_id,
            ..Product::default()
        })
    })
}

/// An order of the storefront's own channel. Those of other channels, and all of them while it is not said which the
/// storefront's is, have no value: they are not what a visitor of the storefront did.
pub fn order(value: &Value, options: &Options) -> Mapped<Order> {
    map("order", value, |order| {
        if !order.is_object() {
            return None;
        }
        let marketplace = order.get("marketplace");
        if options.marketplace.is_none() || marketplace.must(Reader::text) != options.marketplace {
            marketplace.report("another channel");
            return None;
        }
        let external_order_ref = order.get("id").must(Reader::id)?;
        let order_number = order.get("external_order_id").id().unwrap_or_else(|| external_order_ref.clone());
        let currency = order.get("currency").text().or_else(|| options.currency.clone());
        if currency.is_none() {
            order.get("currency").report("missing");
        }
        let items = bought(&order.get("line_items"), |line| read_line(line, currency.as_deref()))?;
        Some(Order {
            external_order_ref,
            created_at: moment::read(&order.get("created_at")),
            info: OrderInfo { order_number, kind: shapes::ORDER, ..OrderInfo::default() },
            items,
            order_status: order.get("status").text(),
            payment_provider: None,
        })
    })
}

fn read_line(reader: &Reader, currency: Option<&str>) -> Line {
    let sku = reader.get("sku").must(Reader::id);
    let members = LineMembers {
        product_id: sku.clone(),
        sku_id: sku,
        name: reader.get("title"),
        quantity: reader.get("quantity"),
    };
    line(&members, || reader.get("unit_price").must(Reader::money), currency)
}

/// The storefront's listing. Without one there is no price: what a product cost the merchant is none.
fn listing<'a>(product: &Reader<'a>, options: &Options) -> Option<Reader<'a>> {
    let wanted = options.marketplace.as_deref();
    let found = product
        .get("listings")
        .list()
        .unwrap_or_default()
        .into_iter()
        .find(|listing| wanted.is_some() && listing.get("marketplace").text().as_deref() == wanted);
    if found.is_none() {
        product.get("listings").report("no listing of the storefront's channel");
    }
    found
}

/// What can be sold, by the warehouse, else by the listing.
fn stock(listing: Option<&Reader>, options: &Options) -> Option<i64> {
    let inventory = options.inventory.as_ref().unwrap_or(&Value::Null);
    let available = map("options.inventory", inventory, |inventory| inventory.get("total_available").count()).value;
    available.or_else(|| listing?.get("quantity").count())
}

fn availability(product: &Reader, stock: Option<i64>) -> Option<Availability> {
    match product.get("status").text()?.as_str() {
        "active" => stock.map(|stock| Availability::when(stock > 0)),
        "archived" => Some(Availability::Discontinued),
        _ => Some(Availability::OutOfStock),
    }
}

fn url(sku: &str, id: Option<&str>, listing: Option<&Reader>, options: &Options) -> Option<String> {
    let external = listing.and_then(|listing| listing.get("external_id").id());
    let mut url = options.url.clone()?;
    for (name, value) in [("{sku}", Some(sku)), ("{id}", id), ("{external_id}", external.as_deref())] {
        if url.contains(name) {
            // Half an address is none.
            url = url.replace(name, &escape(value?));
        }
    }
    Some(url)
}

/// As a part of a path: whatever is not plain is escaped, the slash too.
fn escape(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    part.bytes().fold(String::new(), |mut out, byte| {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}
