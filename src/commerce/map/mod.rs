//! From what a shop system answers to what a session is told: pure functions, one file per system.
//!
//! They are lenient: a line, a variant or a member that cannot be read is left out and named in the diagnostics, the
//! rest stays. What must not be guessed (an amount "on request", the currency, whose order it is) is never guessed:
//! then there is no value, and a session that is told nothing keeps what it knows.
//!
//! Members are taken one by one, so nothing a system answers besides reaches a session: no cost price, no note, no
//! identification number.

pub mod customer;
mod moment;
pub mod names;
pub mod nexus;
pub mod reader;
pub mod shapes;
pub mod tiendanube;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

use super::money::Money;
use super::webhook::hex;
use hmac::{Hmac, KeyInit, Mac};
use reader::Reader;
use sha2::Sha256;
use shapes::{Cart, CartItem};

/// The cart of these lines. One whose every line is unreadable is no cart: an empty one would empty the session's.
fn cart(lines: &[Reader], read: impl Fn(&Reader) -> Line) -> Option<Cart> {
    let lines: Vec<_> = lines.iter().map(|line| read_object(line, &read)).collect();
    let unreadable = lines.iter().any(|line| matches!(line, Line::Unreadable));
    let items: Vec<_> = lines.into_iter().filter_map(Line::bought).collect();
    (!unreadable || !items.is_empty()).then_some(Cart { items })
}

/// What an order's lines say was bought; without any there is no order.
fn bought(lines: &Reader, read: impl Fn(&Reader) -> Line) -> Option<Vec<CartItem>> {
    let each = lines.must(Reader::list)?;
    let items: Vec<_> = each.iter().map(|line| read_object(line, &read)).filter_map(Line::bought).collect();
    if items.is_empty() {
        lines.report("missing");
    }
    (!items.is_empty()).then_some(items)
}

fn read_object(line: &Reader, read: impl Fn(&Reader) -> Line) -> Line {
    if line.is_object() { read(line) } else { Line::Unreadable }
}

/// A line of a cart or of an order, as far as it is one.
enum Line {
    Bought(CartItem),
    /// Of a quantity of zero or less: it is none any more.
    Nothing,
    Unreadable,
}

impl Line {
    fn bought(self) -> Option<CartItem> {
        match self {
            Self::Bought(item) => Some(item),
            Self::Nothing | Self::Unreadable => None,
        }
    }
}

/// Where a system has the members of a line.
struct LineMembers<'a> {
    product_id: Option<String>,
    sku_id: Option<String>,
    name: Reader<'a>,
    quantity: Reader<'a>,
}

/// A line at a price in a currency. Two lines of one variant stay two: they may differ in what was written on them.
fn line(members: &LineMembers, price: impl Fn() -> Option<Money>, currency: Option<&str>) -> Line {
    let Some(quantity) = members.quantity.must(Reader::count) else { return Line::Unreadable };
    if quantity <= 0 {
        return Line::Nothing;
    }
    let Ok(quantity) = u32::try_from(quantity) else {
        members.quantity.report("expected a quantity");
        return Line::Unreadable;
    };
    let item = || {
        Some(CartItem {
            product_id: members.product_id.clone()?,
            sku_id: members.sku_id.clone(),
            name: members.name.must(Reader::text)?,
            unit_price: price()?,
            price_currency_code: currency?.into(),
            quantity,
        })
    };
    item().map_or(Line::Unreadable, Line::Bought)
}

/// First and last name of a name in one piece: everything behind the first space is the last name.
fn split_name(name: &str) -> (Option<String>, Option<String>) {
    let name = name.trim();
    let (first, last) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
    let some = |part: &str| (!part.trim().is_empty()).then(|| part.trim().to_owned());
    (some(first), some(last))
}

/// The reference of a customer by whatever id a system has for him: hex HMAC-SHA256 with a key of the merchant. It is the
/// same on every device, and without the key nobody can tell the id from it or make one up. `None` for an empty key.
pub fn reference(key: &str, id: &str) -> Option<String> {
    let mut hash = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok().filter(|_| !key.is_empty())?;
    hash.update(id.as_bytes());
    Some(hex(&hash.finalize().into_bytes()))
}
