//! The resources of a store: what each is called, who may use it, how it is listed, and what is checked in it.
use super::filter::Filter;
use super::refusal::{Problems, Refusal};
use super::{Document, Store, cart, customer, notice, order, product, script};

/// Checks and completes a document; `before` is what it was, `None` for a new one.
pub type Prepare = fn(&mut Document, Option<&Document>, &mut Store) -> Result<(), Refusal>;

/// What may be done with a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only read.
    Read,
    /// Made and changed, but kept.
    Keep,
    /// All.
    All,
}

/// One resource.
#[derive(Debug)]
pub struct Kind {
    /// Its name in paths.
    pub name: &'static str,
    /// Start of its events' names.
    pub event: &'static str,
    /// Its family of scopes: `products` for `read_products`.
    pub family: &'static str,
    /// What may be done with it.
    pub access: Access,
    /// Parameters of its list besides those of most lists.
    pub filters: &'static [(&'static str, Filter)],
    /// What is checked.
    pub prepare: Prepare,
}

/// All resources that are lists.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "products",
        event: "product",
        family: "products",
        access: Access::All,
        filters: &[
            ("q", Filter::Has(&["name", "variants_sku", "tags"])),
            ("handle", Filter::Has(&["handle"])),
            ("category_id", Filter::Includes("categories")),
            ("published", Filter::Is("published")),
            ("free_shipping", Filter::Is("free_shipping")),
        ],
        prepare: product::prepare,
    },
    Kind {
        name: "categories",
        event: "category",
        family: "products",
        access: Access::All,
        filters: &[("handle", Filter::Has(&["handle"])), ("parent_id", Filter::Is("parent"))],
        prepare: product::prepare_category,
    },
    Kind {
        name: "customers",
        event: "customer",
        family: "customers",
        access: Access::All,
        filters: &[("q", Filter::Has(&["name", "email", "identification"])), ("email", Filter::Is("email"))],
        prepare: customer::prepare,
    },
    Kind {
        name: "orders",
        event: "order",
        family: "orders",
        access: Access::Keep,
        filters: &[
            ("status", Filter::Is("status")),
            ("payment_status", Filter::Is("payment_status")),
            ("shipping_status", Filter::Is("shipping_status")),
            ("channels", Filter::OneOf("storefront")),
            ("total_min", Filter::Least("total")),
            ("total_max", Filter::Most("total")),
            ("customer_ids", Filter::OneOf("customer_id")),
            ("q", Filter::Has(&["contact_name", "contact_email"])),
        ],
        prepare: order::prepare,
    },
    Kind {
        name: "checkouts",
        event: "checkout",
        family: "orders",
        access: Access::Read,
        filters: &[],
        prepare: cart::refuse,
    },
    Kind { name: "carts", event: "cart", family: "orders", access: Access::Read, filters: &[], prepare: cart::refuse },
    Kind {
        name: "draft_orders",
        event: "draft_order",
        family: "draft_orders",
        access: Access::All,
        filters: &[],
        prepare: order::prepare_draft,
    },
    Kind {
        name: "coupons",
        event: "coupon",
        family: "coupons",
        access: Access::All,
        filters: &[("code", Filter::Is("code")), ("q", Filter::Has(&["code"])), ("valid", Filter::Is("valid"))],
        prepare: cart::prepare_coupon,
    },
    Kind {
        name: "scripts",
        event: "script",
        family: "scripts",
        access: Access::All,
        filters: &[("src", Filter::Is("src"))],
        prepare: script::prepare,
    },
    Kind {
        name: "webhooks",
        event: "webhook",
        // A webhook needs the scope of what it tells, which the resource looks at itself.
        family: "",
        access: Access::All,
        filters: &[("url", Filter::Is("url")), ("event", Filter::Is("event"))],
        prepare: notice::prepare,
    },
];

impl Kind {
    /// The resource of a name.
    pub fn find(name: &str) -> Result<&'static Self, Refusal> {
        KINDS.iter().find(|kind| kind.name == name).ok_or_else(Refusal::missing)
    }
}

/// Required text members that are missing or blank become problems.
pub fn required(document: &Document, names: &[&str], problems: &mut Problems) {
    for name in names {
        let text = document.get(*name).and_then(serde_json::Value::as_str);
        if text.is_none_or(|text| text.trim().is_empty()) {
            problems.add(name, super::language::BLANK);
        }
    }
}
