//! One page view under construction: what is looked at, and what the page wants back for it.

use super::attribution::Event;
use super::diagnostic::Diagnostics;
use super::json::{self, Kind as Json, Writer};
use super::schema::{self, Kind, ORDER};
use super::session::{Session, Tagging};

/// The page types of the wire.
const PAGE_TYPES: [&str; 10] = [
    "front",
    "category",
    "product",
    "cart",
    "search",
    "notfound",
    "order",
    "other",
    "checkout",
    "post-purchase",
];

/// The page type of each view. The platform documents none for tag and custom-field views, so they are `other`;
/// `reportAddToCart` belongs to no page.
const VIEWS: [(&str, &str); 11] = [
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

/// A product as the page named it.
#[derive(Debug)]
struct Product {
    /// Raw JSON string.
    id: String,
    /// Raw JSON string of the selected SKU.
    sku: Option<String>,
    /// The whole object, when the page gave one.
    object: Option<String>,
}

/// An action: made by a view, refined by setters, sent by `load()` or `update()`.
#[derive(Debug, Default)]
pub struct Action {
    /// What the action says in place of its session.
    pub tagging: Tagging,
    /// The order to hand in, JSON of the wire.
    pub order: Option<String>,
    /// Raw JSON string.
    pub page_type: Option<String>,
    /// Ids of the placements to fill, raw JSON strings.
    pub placements: Vec<String>,
    products: Vec<Product>,
    references: Vec<(String, String)>,
    viewed_categories: Vec<String>,
    terms: Vec<String>,
    reported: Vec<Event>,
    categories: Option<String>,
    category_ids: Option<String>,
    parent_category_ids: Option<String>,
    brands: Option<String>,
    tags: Option<String>,
    custom_fields: Option<String>,
    affinities: Vec<(String, String)>,
}

impl Action {
    /// Builds the action from its verbs in their order: a JSON array of `[verb, argument…]`.
    pub fn read(verbs: &str, problems: &mut Diagnostics) -> Self {
        let mut action = Self::default();
        for verb in json::elements(verbs) {
            let mut parts = json::elements(verb);
            let name = parts.next().and_then(json::text).unwrap_or_default();
            let args: Vec<&str> = parts.collect();
            action.apply(&name, &args, problems);
        }
        action
    }

    fn apply(&mut self, verb: &str, args: &[&str], problems: &mut Diagnostics) {
        let first = args.first().copied().unwrap_or("null");
        if let Some((_, page_type)) = VIEWS.iter().find(|(view, _)| *view == verb) {
            self.page_type = Some(json::quoted(page_type));
        }
        match verb {
            "viewProduct" => self.products.extend(product(first, problems)),
            "viewProductSku" => self.view_sku(first, args, problems),
            "viewCategory" => {
                self.viewed_categories = texts("categories", args, problems);
                self.categories = Some(json::list(&self.viewed_categories));
            }
            "viewTag" => self.tags = Some(json::list(texts("tags", args, problems))),
            "viewSearch" => self.terms = texts("searchTerms", args, problems),
            "addOrder" | "setOrder" => {
                self.order = read("order", &Kind::Object(ORDER), first, problems)
            }
            "reportAddToCart" => self.report_add_to_cart(first, args, problems),
            "event" => self
                .reported
                .extend(problems.within("event", |problems| Event::read(args, problems))),
            "setRef" => self.set_ref(first, args, problems),
            "setProduct" => self.add_product(first, problems),
            "setProducts" => {
                json::elements(first).for_each(|product| self.add_product(product, problems))
            }
            "setSearchTerms" => self.terms = texts("searchTerms", args, problems),
            "setBrands" => self.brands = read("brands", &Kind::Texts, first, problems),
            "setCategories" => self.categories = read("categories", &Kind::Texts, first, problems),
            "setCategoryIds" => {
                self.category_ids = read("categoryIds", &Kind::Texts, first, problems)
            }
            "setParentCategoryIds" => {
                self.parent_category_ids = read("parentCategoryIds", &Kind::Texts, first, problems);
            }
            "setTags" => self.tags = read("tags", &Kind::Texts, first, problems),
            "viewCustomField" | "setCustomFields" => {
                self.custom_fields = read("customFields", &Kind::TextLists, first, problems);
            }
            "setPlacements" => self.set_placements(args, problems),
            "setPageType" => self.set_page_type(first, problems),
            "addAffinity" => self.add_affinity(args, problems),
            verb => {
                self.tagging.apply(verb, first, problems);
            }
        }
    }

    fn view_sku(&mut self, id: &str, args: &[&str], problems: &mut Diagnostics) {
        let sku = args
            .get(1)
            .and_then(|sku| read("sku", &Kind::Id, sku, problems));
        if let Some(id) = read("product", &Kind::Id, id, problems) {
            self.products.push(Product {
                id,
                sku,
                object: None,
            });
        }
    }

    /// A hint beside what is viewed; a product that is there already is not counted twice.
    fn add_product(&mut self, value: &str, problems: &mut Diagnostics) {
        let known = |product: &Product| self.products.iter().any(|other| other.id == product.id);
        if let Some(product) = product(value, problems).filter(|product| !known(product)) {
            self.products.push(product);
        }
    }

    fn set_ref(&mut self, id: &str, args: &[&str], problems: &mut Diagnostics) {
        let reference = args
            .get(1)
            .and_then(|value| read("ref", &Kind::Id, value, problems));
        if let (Some(id), Some(reference)) = (read("product", &Kind::Id, id, problems), reference) {
            self.references.push((id, reference));
        }
    }

    fn report_add_to_cart(&mut self, id: &str, args: &[&str], problems: &mut Diagnostics) {
        if let Some(id) = read("product", &Kind::Id, id, problems) {
            let element = args
                .get(1)
                .and_then(|value| read("element", &Kind::Id, value, problems));
            self.reported.push(Event::new("cp", id).with_ref(element));
        }
    }

    fn set_placements(&mut self, args: &[&str], problems: &mut Diagnostics) {
        self.placements.clear();
        for placement in texts("placements", args, problems) {
            if !self.placements.contains(&placement) {
                self.placements.push(placement);
            }
        }
    }

    /// A page type the platform does not know is `other`, and said to be wrong.
    fn set_page_type(&mut self, value: &str, problems: &mut Diagnostics) {
        let given = json::text(value).unwrap_or_default();
        let known = PAGE_TYPES.contains(&&*given);
        if !known {
            problems.within("pageType", |problems| problems.report("invalid"));
        }
        self.page_type = Some(json::quoted(if known { &given } else { "other" }));
    }

    /// Merges by key, the last one wins; `{clear: true}` drops what was added before.
    fn add_affinity(&mut self, args: &[&str], problems: &mut Diagnostics) {
        if args
            .get(1)
            .is_some_and(|options| json::get_flag(options, "clear"))
        {
            self.affinities.clear();
        }
        let Some(signals) = args.first().filter(|signals| **signals != "null") else {
            return;
        };
        let Some(signals) = read("affinity", &Kind::TextLists, signals, problems) else {
            return;
        };
        for (key, values) in json::members(&signals) {
            self.affinities.retain(|(known, _)| *known != key);
            self.affinities.push((key.into_owned(), values.into()));
        }
    }

    /// The events of this action, views first; `views` says whether looking counts.
    pub fn events(&self, views: bool) -> Vec<Event> {
        let mut events: Vec<Event> = self
            .products
            .iter()
            .map(|product| self.product_view(product))
            .collect();
        events.extend(
            self.viewed_categories
                .iter()
                .map(|path| Event::new("vc", path.clone())),
        );
        events.extend(self.terms.iter().map(|term| Event::new("is", term.clone())));
        events.extend(self.reported.iter().cloned());
        events.extend(
            self.order_number()
                .map(|number| Event::new("or", number.into())),
        );
        events.retain(|event| views || !event.is_view());
        events
    }

    fn product_view(&self, product: &Product) -> Event {
        let reference = self
            .references
            .iter()
            .rev()
            .find(|(id, _)| *id == product.id);
        Event::new("vp", product.id.clone())
            .with_ref(reference.map(|(_, reference)| reference.clone()))
            .with_fragment(product.sku.clone())
    }

    fn order_number(&self) -> Option<&str> {
        json::get(json::get(self.order.as_deref()?, "info")?, "order_number")
    }

    /// Adds what steers the recommendations, by its wire names. Parent category ids have none.
    pub fn write_hints(&self, message: &mut Writer) {
        message.some("categories", self.categories.as_deref());
        message.some("category_ids", self.category_ids.as_deref());
        message.some("brands", self.brands.as_deref());
        message.some("tags", self.tags.as_deref());
        message.some("custom_fields", self.custom_fields.as_deref());
        message.some("affinity_signals", self.affinity_signals().as_deref());
    }

    fn affinity_signals(&self) -> Option<String> {
        let mut signals = Writer::object();
        for (key, values) in &self.affinities {
            signals.raw(key, values);
        }
        (!signals.is_empty()).then(|| signals.finish())
    }

    /// `TaggingData`: the same facts by the names of the tagging API, for `dumpData()`.
    pub fn dump(&self, session: &Session) -> String {
        let tagging = self.tagging.over(&session.tagging);
        let mut out = Writer::object();
        if let Some(items) = &tagging.cart {
            let mut cart = Writer::object();
            cart.some("hcid", tagging.cart_hash.as_deref());
            cart.raw("items", items);
            out.raw("cart", &cart.finish());
        }
        out.some("customer", tagging.customer.as_deref());
        out.some("variation", tagging.variation.as_deref());
        out.some("restoreLink", tagging.restore_link.as_deref());
        out.raw(
            "products",
            &json::list(self.products.iter().map(Product::dump)),
        );
        out.some("order", self.order.as_deref());
        if !self.terms.is_empty() {
            out.raw("searchTerms", &json::list(&self.terms));
        }
        out.some("brands", self.brands.as_deref());
        out.some("categories", self.categories.as_deref());
        out.some("categoryIds", self.category_ids.as_deref());
        out.some("parentCategoryIds", self.parent_category_ids.as_deref());
        out.some("tags", self.tags.as_deref());
        out.some("customFields", self.custom_fields.as_deref());
        if !self.placements.is_empty() {
            out.raw("elements", &json::list(&self.placements));
        }
        out.some("pageType", self.page_type.as_deref());
        out.some("affinitySignals", self.affinity_signals().as_deref());
        out.finish()
    }
}

impl Product {
    fn dump(&self) -> String {
        self.object.clone().unwrap_or_else(|| {
            let mut out = Writer::object();
            out.raw("product_id", &self.id);
            out.some("selected_sku_id", self.sku.as_deref());
            out.finish()
        })
    }
}

/// A product by its id or as an object; web components call the selected SKU `sku_id`.
fn product(value: &str, problems: &mut Diagnostics) -> Option<Product> {
    let object = (json::kind(value) == Json::Object).then_some(value);
    let id = object.map_or(value, |object| {
        json::get(object, "product_id").unwrap_or("null")
    });
    let sku = object.and_then(|object| {
        json::get(object, "selected_sku_id").or_else(|| json::get(object, "sku_id"))
    });
    Some(Product {
        id: read("product", &Kind::Id, id, problems)?,
        sku: sku.and_then(|sku| read("sku", &Kind::Id, sku, problems)),
        object: object.map(String::from),
    })
}

fn read(name: &str, kind: &Kind, value: &str, problems: &mut Diagnostics) -> Option<String> {
    problems.within(name, |problems| schema::read_value(kind, value, problems))
}

/// The strings of all arguments, each a string or a list of them.
fn texts(name: &str, args: &[&str], problems: &mut Diagnostics) -> Vec<String> {
    let lists: Vec<String> = args
        .iter()
        .filter(|arg| **arg != "null")
        .filter_map(|arg| read(name, &Kind::Texts, arg, problems))
        .collect();
    lists
        .iter()
        .flat_map(|list| json::elements(list))
        .map(String::from)
        .collect()
}
