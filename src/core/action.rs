//! One page view under construction: what is looked at, and what the page wants back for it.

use super::attribution::Event;
use super::diagnostic::Diagnostics;
use super::json::{self, Kind as Json, Writer};
use super::schema::{self, Kind, ORDER};
use super::session::Tagging;

/// The page type of each view. The platform documents none for tag and custom-field views, so they are `other`;
/// `reportAddToCart` belongs to no page.
static VIEWS: [(&str, &str); 11] = [
    ("viewFrontPage", "front"),
    ("viewCart", "cart"),
    ("viewNotFound", "notfound"),
    ("viewProduct", "product"),
    ("viewProductSku", "product"),
    ("viewCategory", "category"),
    ("viewTag", "other"),
    ("viewCustomField", "other"),
    ("viewSearch", "search"),
    ("viewOther", "other"),
    ("addOrder", "order"),
];

/// Setters whose value is only passed on, with its name on the wire. Parent category ids have none there, so the
/// core does not know them.
static HINTS: [(&str, &str, Kind); 5] = [
    ("setCategories", "categories", Kind::Texts),
    ("setCategoryIds", "category_ids", Kind::Texts),
    ("setBrands", "brands", Kind::Texts),
    ("setTags", "tags", Kind::Texts),
    ("setCustomFields", "custom_fields", Kind::TextLists),
];

/// A product as the page named it.
#[derive(Debug)]
struct Product {
    /// Raw JSON string.
    id: String,
    /// Raw JSON string of the selected SKU.
    sku: Option<String>,
}

/// An action: made by a view, refined by setters, sent by `load()` or `update()`.
#[derive(Debug, Default)]
pub struct Action {
    /// What the action says in place of its session.
    pub tagging: Tagging,
    /// The order to hand in, JSON of the wire.
    pub order: Option<String>,
    /// A message the page wrote itself, but for its events.
    pub message: Option<String>,
    page_type: Option<String>,
    placements: Vec<String>,
    products: Vec<Product>,
    references: Vec<(String, String)>,
    viewed_categories: String,
    terms: String,
    reported: Vec<Event>,
    hints: [Option<String>; HINTS.len()],
    affinities: Vec<(String, String)>,
}

impl Action {
    /// Builds the action from its verbs in their order: a JSON array of `[verb, argument…]`.
    pub fn read(verbs: &str, problems: &mut Diagnostics) -> Self {
        let mut action = Self::default();
        for verb in json::elements(verbs) {
            let mut parts = json::elements(verb);
            let name = json::bare(parts.next().unwrap_or(""));
            let args: Vec<&str> = parts.collect();
            action.apply(name, &args, problems);
        }
        action
    }

    fn apply(&mut self, verb: &str, args: &[&str], problems: &mut Diagnostics) {
        if let Some((_, page_type)) = VIEWS.iter().find(|(view, _)| *view == verb) {
            self.page_type = Some(json::quoted(page_type));
        }
        let first = args.first().copied().unwrap_or("null");
        let second = args.get(1).copied().unwrap_or("null");
        match verb {
            "viewProduct" | "setProduct" => self.add_product(first, None, problems),
            "viewProductSku" => self.add_product(first, Some(second), problems),
            "setProducts" => json::elements(first).for_each(|product| self.add_product(product, None, problems)),
            "setRef" => self.set_ref(first, second, problems),
            "viewCategory" => {
                self.viewed_categories = texts("categories", args, problems);
                self.set_hint("setCategories", &self.viewed_categories.clone(), problems);
            }
            "viewTag" => self.set_hint("setTags", &texts("tags", args, problems), problems),
            "viewCustomField" => self.set_hint("setCustomFields", first, problems),
            "viewSearch" | "setSearchTerms" => self.terms = texts("searchTerms", args, problems),
            "addOrder" | "setOrder" => self.order = schema::read_at("order", &Kind::Object(ORDER), first, problems),
            "reportAddToCart" => self.report_add_to_cart(first, second, problems),
            "event" => self.reported.extend(Event::read(args, problems)),
            "setPlacements" => self.set_placements(args, problems),
            "setPageType" => self.page_type = schema::read_at("pageType", &Kind::PageType, first, problems),
            "message" => self.set_message(first, problems),
            "addAffinity" => self.add_affinity(first, second, problems),
            verb => {
                self.set_hint(verb, first, problems);
                self.tagging.apply(verb, first, problems);
            }
        }
    }

    fn set_hint(&mut self, verb: &str, value: &str, problems: &mut Diagnostics) {
        for ((setter, name, kind), hint) in HINTS.iter().zip(&mut self.hints) {
            if *setter == verb {
                *hint = schema::read_at(name, kind, value, problems);
            }
        }
    }

    /// A product by its id or as an object; web components call the selected SKU `sku_id`. A product that is in
    /// focus already is not counted twice.
    fn add_product(&mut self, value: &str, sku: Option<&str>, problems: &mut Diagnostics) {
        let object = (json::kind(value) == Json::Object).then_some(value);
        let id = object.map_or(value, |object| json::get(object, "product_id").unwrap_or("null"));
        let sku = sku.or_else(|| json::get(object?, "selected_sku_id").or_else(|| json::get(object?, "sku_id")));
        let Some(id) = schema::read_at("product", &Kind::Id, id, problems) else { return };
        let sku = sku.and_then(|sku| schema::read_at("sku", &Kind::Id, sku, problems));
        if !self.products.iter().any(|product| product.id == id) {
            self.products.push(Product { id, sku });
        }
    }

    fn set_message(&mut self, value: &str, problems: &mut Diagnostics) {
        self.reported.extend(Event::read_all(value, problems));
        self.message = Some(schema::message(value, problems));
    }

    fn set_ref(&mut self, id: &str, reference: &str, problems: &mut Diagnostics) {
        let reference = schema::read_at("ref", &Kind::Id, reference, problems);
        if let (Some(id), Some(reference)) = (schema::read_at("product", &Kind::Id, id, problems), reference) {
            self.references.insert(0, (id, reference));
        }
    }

    fn report_add_to_cart(&mut self, id: &str, element: &str, problems: &mut Diagnostics) {
        if let Some(id) = schema::read_at("product", &Kind::Id, id, problems) {
            let element = schema::read_at("element", &Kind::Id, element, problems);
            self.reported.push(Event::new("cp", &id, element, None));
        }
    }

    fn set_placements(&mut self, args: &[&str], problems: &mut Diagnostics) {
        self.placements.clear();
        for placement in json::elements(&texts("placements", args, problems)) {
            if !self.placements.iter().any(|known| known == placement) {
                self.placements.push(placement.into());
            }
        }
    }

    /// Merges by key, the last one wins; `{clear: true}` drops what was added before.
    fn add_affinity(&mut self, signals: &str, options: &str, problems: &mut Diagnostics) {
        if json::get_flag(options, "clear") {
            self.affinities.clear();
        }
        if signals == "null" {
            return;
        }
        let signals = schema::read_at("affinity", &Kind::TextLists, signals, problems).unwrap_or_default();
        for (key, values) in json::members(&signals) {
            self.affinities.retain(|(known, _)| *known != key);
            self.affinities.push((key.into(), values.into()));
        }
    }

    /// This action's events, views first; `views` says whether looking counts.
    pub fn events(&self, views: bool) -> Vec<Event> {
        let mut events = Vec::new();
        if views {
            for product in &self.products {
                let reference = self.references.iter().find(|(id, _)| *id == product.id);
                let reference = reference.map(|(_, reference)| reference.clone());
                events.push(Event::new("vp", &product.id, reference, product.sku.clone()));
            }
            for (kind, targets) in [("vc", &self.viewed_categories), ("is", &self.terms)] {
                events.extend(json::elements(targets).map(|target| Event::new(kind, target, None, None)));
            }
        }
        events.extend(self.reported.iter().filter(|event| views || !event.is_view()).cloned());
        events.extend(self.order_number().map(|number| Event::new("or", number, None, None)));
        events
    }

    /// Whether it says nothing of its own about `cart` or `customer`, so that its session's counts.
    pub fn inherits(&self, name: &str) -> bool {
        let own = if name == "cart" { &self.tagging.cart } else { &self.tagging.customer };
        self.message.is_none() && own.is_none()
    }

    /// The raw number of the order.
    pub fn order_number(&self) -> Option<&str> {
        json::get(json::get(self.order.as_deref()?, "info")?, "order_number")
    }

    fn affinity_signals(&self) -> Option<String> {
        let mut signals = Writer::object();
        for (key, values) in &self.affinities {
            signals.raw(key, values);
        }
        (!signals.is_empty()).then(|| signals.finish())
    }

    /// Adds what this is a view of, and what is wanted for it.
    pub fn write_view(&self, message: &mut Writer) {
        message.some("page_type", self.page_type.as_deref());
        message.raw("elements", &json::list(&self.placements));
    }

    /// Adds what steers the recommendations, by its wire names.
    pub fn write_hints(&self, message: &mut Writer) {
        for ((_, name, _), hint) in HINTS.iter().zip(&self.hints) {
            message.some(name, hint.as_deref());
        }
        message.some("affinity_signals", self.affinity_signals().as_deref());
    }
}

/// The strings of all arguments, each a string or a list of them, as one JSON list.
fn texts(name: &str, args: &[&str], problems: &mut Diagnostics) -> String {
    let mut all = Writer::list();
    for arg in args.iter().filter(|arg| **arg != "null") {
        let texts = schema::read_at(name, &Kind::Texts, arg, problems).unwrap_or_default();
        json::elements(&texts).for_each(|text| all.push(text));
    }
    all.finish()
}
