//! What goes over the wire: the one place with the names of messages and of query parameters, and with the
//! choices where the platform is silent.

use super::action::Action;
use super::attribution::Event;
use super::diagnostic::Diagnostics;
use super::json::{self, Writer};
use super::schema;
use super::session::Session;

/// A message that waited longer than this (ms) says when its page was viewed.
const STALE: f64 = 1_000.0;

/// A page as it was when the visitor looked at it.
#[derive(Debug, Default)]
pub struct Page {
    /// Raw JSON string.
    pub url: Option<String>,
    /// Raw JSON string.
    pub referrer: Option<String>,
    /// When that was, in ms since 1970.
    pub time: f64,
    /// The same as ISO 8601, a raw JSON string.
    pub date: Option<String>,
    /// What brought the visitor here, `{ref, refSrc, refType}`.
    origin: Option<String>,
    /// What the address and the referrer of a landing say, as members of a message.
    landing: Option<String>,
    /// The events of a landing.
    arrivals: Vec<Event>,
}

impl Page {
    /// Reads `{url, referrer, time, date, origin, landing}`.
    pub fn read(value: &str, problems: &mut Diagnostics) -> Self {
        let text = |name| json::get(value, name).filter(|raw| raw.len() > 2).map(String::from);
        let time = json::get(value, "time").and_then(json::whole_number);
        let landing = json::get(value, "landing");
        Self {
            url: text("url"),
            referrer: text("referrer"),
            time: time.unwrap_or(0.0),
            date: text("date"),
            origin: text("origin"),
            landing: landing.map(|value| schema::message(value, problems)),
            arrivals: landing.map(|value| Event::read_all(value, problems)).unwrap_or_default(),
        }
    }

    /// The date that a message about this page should carry when it leaves at `now`.
    fn late_date(&self, now: f64) -> Option<&str> {
        self.date.as_deref().filter(|_| self.time > 0.0 && now - self.time > STALE)
    }
}

/// How a load is to count, from the flags of `load()`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// This is no new page view.
    pub skip_page_views: bool,
    /// The server shall not record the events.
    pub skip_events: bool,
    /// Views are not even named. How the platform's own client maps `trackEvents: false` is unknown; leaving the
    /// views out and asking to skip events is the choice that can never record one.
    pub untracked: bool,
    /// `trackEvents: true` was asked for by name: events go out again on a repeated load.
    pub tracked: bool,
    /// A time limit of its own in ms, 0 for the configured one.
    pub timeout: u32,
    /// Nothing is asked for: an `update()`.
    pub update: bool,
}

impl Flags {
    /// Reads the flags object of `load()`. `reloadCart` has no known meaning and is ignored.
    pub fn read(value: &str) -> Self {
        let track = json::get(value, "trackEvents");
        Self {
            skip_page_views: json::get_flag(value, "skipPageViews"),
            skip_events: json::get_flag(value, "skipEvents") || track == Some("false"),
            untracked: track == Some("false"),
            tracked: track == Some("true"),
            timeout: positive(value, "timeout").unwrap_or(0),
            update: json::get_flag(value, "update"),
        }
    }
}

/// The `EventRequestMessageV1` of `action`. `events` says whether this load tells its events at all: on a
/// repeated load the hints go again, the events do not.
pub fn message(action: &Action, session: &Session, page: &Page, flags: Flags, events: bool, now: f64) -> String {
    let mut message = Writer::object();
    let given = action.message.as_deref();
    if given.is_none_or(|given| json::get(given, "url").is_none()) {
        message.some("url", page.url.as_deref());
        message.some("referrer", page.referrer.as_deref());
    }
    match given {
        Some(given) => message.absent(given),
        None => action.write_view(&mut message),
    }
    write_events(
        if events { action.events(!flags.untracked) } else { Vec::new() },
        page,
        events && !flags.untracked,
        &mut message,
    );
    if given.is_some() {
        message.absent(WRITTEN_BY_PAGE);
    } else {
        for (name, value) in action.tagging.over(&session.tagging) {
            message.some(name, value);
        }
        action.write_hints(&mut message);
        message.raw("response_mode", session.response_mode());
    }
    if let Some(landing) = &page.landing {
        message.absent(landing);
    }
    message.some("event_date", page.late_date(now));
    message.finish()
}

/// What a message that the page wrote itself says when the page does not.
const WRITTEN_BY_PAGE: &str = r#"{"elements":[],"response_mode":"HTML"}"#;

/// Adds the events. What brought the visitor here counts for the products that are viewed, and for the page as a
/// whole where it counts for none.
fn write_events(mut events: Vec<Event>, page: &Page, told: bool, message: &mut Writer) {
    if let Some(origin) = page.origin.as_deref().filter(|_| told) {
        let mut attributed = false;
        for event in &mut events {
            attributed |= event.attribute(origin);
        }
        if !attributed {
            message.some("ref", json::get(origin, "ref").filter(|raw| json::kind(raw) == json::Kind::Text));
        }
    }
    if told {
        events.extend_from_slice(&page.arrivals);
    }
    message.raw("events", &tuples(&events));
}

/// Events as the wire has them.
pub fn tuples(events: &[Event]) -> String {
    let mut list = Writer::list();
    events.iter().for_each(|event| list.push(&event.to_tuple()));
    list.finish()
}

/// The message that only tells events: `elements` stays empty, and it is no page view.
pub fn attribution(action: &Action, page: &Page, now: f64) -> String {
    let mut message = Writer::object();
    message.some("url", page.url.as_deref());
    message.some("referrer", page.referrer.as_deref());
    action.write_view(&mut message);
    message.raw("events", &tuples(&action.events(true)));
    message.some("event_date", page.late_date(now));
    message.finish()
}

/// Whether `message` says something else about the cart or the customer than `earlier` does: arriving before it,
/// it would be undone.
pub fn replaces(message: &str, earlier: &str) -> bool {
    ["cart", "customer"].iter().any(|name| match (json::get(message, name), json::get(earlier, name)) {
        (Some(new), Some(old)) => new != old,
        _ => false,
    })
}

/// Members that say nothing but where the visitor is, and, from [`CART`] on, what belongs to the visitor: that
/// replaces what was said before.
const PLAIN: [&str; 10] = [
    "url",
    "referrer",
    "page_type",
    "response_mode",
    "event_date",
    "cart",
    "cart_hash",
    "customer",
    "current_variant_id",
    "restore_link",
];
const RESPONSE_MODE: usize = 3;
const CART: usize = 5;
const CUSTOMER: usize = 7;

/// What of a message decides how it travels, by one reading of it: carts are long.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gist<'a> {
    /// Its lines, raw.
    pub cart: Option<&'a str>,
    /// Raw too.
    pub customer: Option<&'a str>,
    /// The server is asked for markup.
    pub is_markup: bool,
    /// There is something in it of what belongs to the visitor, and nothing else: no view, no event, nothing asked for.
    pub is_state: bool,
}

impl<'a> Gist<'a> {
    /// Reads `message`.
    pub fn of(message: &'a str) -> Self {
        let mut gist = Self::default();
        let mut says_more = false;
        for (name, value) in json::members(message) {
            let place = PLAIN.iter().position(|plain| *plain == name);
            match place {
                _ if value == "null" => continue,
                Some(RESPONSE_MODE) => gist.is_markup = matches!(value, r#""HTML""# | r#""SIMPLE""#),
                Some(CART) => gist.cart = Some(value),
                Some(CUSTOMER) => gist.customer = Some(value),
                Some(_) => {}
                None => says_more |= value != "[]",
            }
            gist.is_state |= place.is_some_and(|place| place >= CART);
        }
        gist.is_state &= !says_more;
        gist
    }
}

/// Whether `message` tells everything about the visitor that `earlier` does.
pub fn covers(message: &str, earlier: &str) -> bool {
    PLAIN.iter().skip(CART).all(|name| json::get(message, name).is_some() || json::get(earlier, name).is_none())
}

/// `message` without its cart, or its customer.
pub fn without(message: String, [cart, customer]: [bool; 2]) -> String {
    if !(cart || customer) {
        return message;
    }
    let mut rest = Writer::object();
    for (name, value) in json::members(&message) {
        let left_out = if name == "customer" { customer } else { cart && matches!(name, "cart" | "cart_hash") };
        if !left_out {
            rest.raw(name, value);
        }
    }
    rest.finish()
}

/// Which endpoint a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// Events in, recommendations out.
    Events,
    /// Orders.
    Order,
}

/// A message and how it is to count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Where to.
    pub endpoint: Endpoint,
    /// Page views and events to skip.
    pub flags: Flags,
    /// The idempotency key, the same on every retry.
    pub rid: String,
    /// The JSON text.
    pub message: String,
    /// It tells a cart, a customer or the like and nothing else, by an `update()`: it may wait for a request that
    /// carries it along.
    pub is_state: bool,
}

/// A request as it goes out, once it is known as whom: whatever sends it addresses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Names the request between core and adapters.
    pub id: u32,
    /// What is sent, and where to.
    pub envelope: Envelope,
}

/// The member `name` as a positive whole number; whatever comes after a decimal point is cut off.
fn positive(object: &str, name: &str) -> Option<u32> {
    let number = json::get(object, name).and_then(json::whole_number)?;
    // Saturates where it is larger than the type.
    Some(number as u32).filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_read_by_their_literal_values() {
        let read = |text: &str| Flags::read(text);
        assert!(read(r#"{"trackEvents":false}"#).untracked && read(r#"{"trackEvents":false}"#).skip_events);
        assert!(read(r#"{"trackEvents":true}"#).tracked && !read(r#"{"trackEvents":true}"#).untracked);
        assert_eq!(read(r#"{"skipPageViews":"yes","reloadCart":true}"#), Flags::default());
        assert_eq!(read("null"), Flags::default());
        assert_eq!(read(r#"{"timeout":50}"#).timeout, 50);
    }
}
