//! Carts.

use super::Options;
use crate::commerce::map::reader::{Mapped, Reader, map};
use crate::commerce::map::shapes::Cart;
use crate::commerce::map::{self, Line, LineMembers, line};
use serde_json::Value;

/// The cents of a storefront, unless the options say otherwise.
const MINOR_DIGITS: u32 = 2;

/// A cart: of the REST API (`/carts/{id}`, `/checkouts/{id}`, with `products`), of NubeSDK (`items` with a `price`), or
/// of the storefront (`items` with a `unit_price` in cents).
pub fn cart(value: &Value, options: &Options) -> Mapped<Cart> {
    map("cart", value, |cart| {
        if !cart.is_object() {
            return None;
        }
        let currency = cart.get("currency").text().or_else(|| options.currency.clone());
        if currency.is_none() {
            cart.get("currency").report("missing");
        }
        let lines = cart.any(&["products", "items"]).must(Reader::list)?;
        map::cart(&lines, |line| read_line(line, currency.as_deref(), options))
    })
}

/// Where the visitor gets this cart back, for `setRestoreLink`: the `abandoned_checkout_url` of a checkout.
pub fn restore_link(value: &Value) -> Option<String> {
    let link = value.get("abandoned_checkout_url")?.as_str()?;
    link.starts_with("https://").then(|| link.to_owned())
}

/// A line of a cart in any of its forms. Lines of the storefront are named by their variant, those of the API by an
/// id of their own.
pub(super) fn read_line(reader: &Reader, currency: Option<&str>, options: &Options) -> Line {
    let in_cents = !reader.get("unit_price").is_absent();
    let nested = reader.get("product").get("id");
    let product_id = if nested.is_absent() { reader.get("product_id") } else { nested };
    let sku_id = reader.any(if in_cents { &["variant_id", "id"] } else { &["variant_id"] });
    let members = LineMembers {
        product_id: product_id.must(Reader::id),
        sku_id: sku_id.id(),
        name: reader.get("name"),
        quantity: reader.get("quantity"),
    };
    let digits = options.minor_digits.unwrap_or(MINOR_DIGITS);
    let price = || match in_cents {
        true => reader.get("unit_price").minor(digits),
        // Without a price there is one on request, which cannot be in a cart.
        false => reader.get("price").must(Reader::money),
    };
    line(&members, price, currency)
}
