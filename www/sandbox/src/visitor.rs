//! What the server knows of one visitor, and how a message changes it.
use crate::catalogue::Catalogue;
use crate::id;
use crate::interest::Interest;
use crate::message::{Event, Message};
use crate::order::Order;
use serde_json::{Map, Value};

/// A visit ends after this long without a request, in ms.
const VISIT_ENDS_AFTER: u64 = 30 * 60 * 1_000;

/// How many different products "recently viewed" remembers.
const REMEMBERED: usize = 24;

/// How a request asks to be counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags {
    /// This is no new page view.
    pub skip_page_views: bool,
    /// Events are not recorded.
    pub skip_events: bool,
    /// Answer, then forget: nothing is recorded.
    pub do_not_track: bool,
}

/// An uninterrupted stay.
#[derive(Debug, Clone, Default)]
pub struct Visit {
    /// 24 hex digits.
    pub id: String,
    /// Page views of this visit.
    pub page_views: u64,
    /// Products seen in this visit, by position, each once.
    pub products: Vec<usize>,
    /// Segments the page put the visit in.
    pub segment_codes: Vec<String>,
    last_request: u64,
    search: Option<String>,
}

/// One page view.
#[derive(Debug, Clone)]
pub struct View {
    /// As in the message.
    pub page_type: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// When, in ms.
    pub at: u64,
}

/// An order of this visitor.
#[derive(Debug, Clone)]
pub struct PlacedOrder {
    /// The order as accepted.
    pub order: Order,
    /// When it arrived, in ms.
    pub at: u64,
    /// An `or` event named it.
    pub linked: bool,
}

/// Everything of one visitor.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// Page views of all visits.
    pub page_views: u64,
    /// The current or last visit.
    pub visit: Visit,
    /// `None` = never sent; empty = cleared.
    pub cart: Option<Vec<Value>>,
    /// `None` = never sent or cleared.
    pub customer: Option<Map<String, Value>>,
    /// Currency or customer group last sent.
    pub variation: Option<String>,
    /// Orders, oldest first.
    pub orders: Vec<PlacedOrder>,
    /// Recorded events with their time in ms, oldest first.
    pub events: Vec<(Event, u64)>,
    /// Page views, oldest first.
    pub views: Vec<View>,
    /// Different products viewed, by position, latest first.
    pub recent: Vec<usize>,
    /// What the visitor seems to like.
    pub interest: Interest,
}

/// What a visitor's message means for the shop's statistics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signal {
    /// A product was viewed; `with` are those seen before in the same visit, empty when this
    /// one was among them.
    Viewed {
        /// Position of the product.
        product: usize,
        /// Positions of the others.
        with: Vec<usize>,
    },
    /// A product was viewed after a search for `terms`.
    Found {
        /// Normalised search terms.
        terms: String,
        /// Position of the product.
        product: usize,
    },
    /// A product came into the cart; `with` is what lay in it.
    Carted {
        /// Position of the product.
        product: usize,
        /// Positions of the others.
        with: Vec<usize>,
    },
    /// Products were ordered together.
    Ordered {
        /// Their positions, each once.
        products: Vec<usize>,
    },
}

impl Visitor {
    /// Applies the valid part of a message and says what it means for the statistics.
    pub fn apply(&mut self, id: &str, at: u64, flags: Flags, message: &Message, catalogue: &Catalogue) -> Vec<Signal> {
        let mut signals = Vec::new();
        self.stay(id, at);
        let when = message.event_date.filter(|date| *date <= at).unwrap_or(at);
        if !flags.skip_page_views {
            self.page_views += 1;
            self.visit.page_views += 1;
            let (page_type, url) = (message.page_type.clone(), message.url.clone());
            self.views.push(View { page_type, url, at: when });
        }
        if let Some(cart) = &message.cart {
            self.replace_cart(cart, catalogue, &mut signals);
        }
        if let Some(customer) = &message.customer {
            self.customer = (!customer.is_empty()).then(|| customer.clone());
        }
        if message.variation.is_some() {
            self.variation.clone_from(&message.variation);
        }
        for code in &message.segment_codes {
            if !self.visit.segment_codes.contains(code) {
                self.visit.segment_codes.push(code.clone());
            }
        }
        self.interest.signals(&message.affinity_signals);
        if !flags.skip_events {
            for event in &message.events {
                self.record(event, when, catalogue, &mut signals);
            }
        }
        signals
    }

    /// Adds an accepted order.
    pub fn place(&mut self, id: &str, at: u64, order: Order, catalogue: &Catalogue) -> Signal {
        self.stay(id, at);
        let mut products: Vec<usize> =
            order.lines.iter().filter_map(|(product, _)| catalogue.position(product)).collect();
        products.sort_unstable();
        products.dedup();
        for (product, sku) in &order.lines {
            self.interest.ordered(product, sku.as_deref(), catalogue);
        }
        self.orders.push(PlacedOrder { order, at, linked: false });
        Signal::Ordered { products }
    }

    /// Positions of the catalogue's products in the cart.
    pub fn cart_products(&self, catalogue: &Catalogue) -> Vec<usize> {
        positions(self.cart.as_deref().unwrap_or_default(), catalogue)
    }

    fn stay(&mut self, id: &str, at: u64) {
        if self.visit.id.is_empty() || at > self.visit.last_request + VISIT_ENDS_AFTER {
            // Derived, so that a restart finds the same id again.
            self.visit = Visit { id: id::derived(at, id), ..Visit::default() };
        }
        self.visit.last_request = at;
    }

    fn replace_cart(&mut self, cart: &[Value], catalogue: &Catalogue, signals: &mut Vec<Signal>) {
        let before = self.cart_products(catalogue);
        let after = positions(cart, catalogue);
        let mut with: Vec<usize> = after.iter().filter(|it| before.contains(it)).copied().collect();
        for product in after.into_iter().filter(|product| !before.contains(product)) {
            signals.push(Signal::Carted { product, with: with.clone() });
            with.push(product);
        }
        for item in cart {
            let text = |name| item.get(name).and_then(Value::as_str);
            if let Some(product) = text("product_id")
                && catalogue.position(product).is_some_and(|place| !before.contains(&place))
            {
                self.interest.carted(product, text("sku_id"), catalogue);
            }
        }
        self.cart = Some(cart.to_vec());
    }

    fn record(&mut self, event: &Event, at: u64, catalogue: &Catalogue, signals: &mut Vec<Signal>) {
        self.events.push((event.clone(), at));
        let Some(target) = event.target.as_deref() else {
            return;
        };
        match event.kind.as_str() {
            "vp" => {
                self.interest.viewed(target, event.target_fragment.as_deref(), catalogue);
                if let Some(product) = catalogue.position(target) {
                    self.see(product, signals);
                }
            }
            "vc" => self.interest.browsed(target),
            "is" => self.visit.search = Some(normalised(target)),
            "cp" => {
                let known = catalogue.position(target);
                let in_cart = self.cart_products(catalogue);
                if let Some(product) = known.filter(|product| !in_cart.contains(product)) {
                    signals.push(Signal::Carted { product, with: Vec::new() });
                }
            }
            "or" => {
                for placed in &mut self.orders {
                    placed.linked |= placed.order.number == target;
                }
            }
            _ => {}
        }
    }

    fn see(&mut self, product: usize, signals: &mut Vec<Signal>) {
        let first = !self.visit.products.contains(&product);
        let with = if first { self.visit.products.clone() } else { Vec::new() };
        if first {
            self.visit.products.push(product);
        }
        signals.push(Signal::Viewed { product, with });
        if let Some(terms) = self.visit.search.clone() {
            signals.push(Signal::Found { terms, product });
        }
        self.recent.retain(|seen| *seen != product);
        self.recent.insert(0, product);
        self.recent.truncate(REMEMBERED);
    }
}

/// Search terms as they are counted: lower case, single blanks.
pub fn normalised(terms: &str) -> String {
    terms.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn positions(cart: &[Value], catalogue: &Catalogue) -> Vec<usize> {
    let mut positions = Vec::new();
    for item in cart {
        let known = item.get("product_id").and_then(Value::as_str);
        if let Some(place) = known.and_then(|id| catalogue.position(id))
            && !positions.contains(&place)
        {
            positions.push(place);
        }
    }
    positions
}
