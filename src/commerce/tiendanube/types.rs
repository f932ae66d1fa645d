//! What a store answers. Each field may be left out by a `fields` filter or a scope, so each is optional; what is not
//! named here is in `extra`. Ids and amounts are text, whatever they were on the wire; statuses are text because more
//! may come; times are ISO 8601, with or without a colon in the offset.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A text in the languages of the store (`{"es": "…", "pt": "…"}`), or one for all.
pub type Text = Value;

/// Declares an answer: every field optional, everything else in `extra`.
macro_rules! answer {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$doc])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)*
            /// Everything else.
            #[serde(flatten)]
            pub extra: Map<String, Value>,
        }
    };
}

answer! {
    /// A store.
    Store {
        /// Its id, which every path holds.
        id: String,
        /// What it is called.
        name: Text,
        /// Of the merchant.
        email: String,
        /// ISO 3166-1.
        country: String,
        /// The language everything is in at least.
        main_language: String,
        /// ISO 4217.
        main_currency: String,
        /// Where it is.
        domains: Vec<String>,
        /// The address it was given.
        original_domain: String,
    }
}

answer! {
    /// A product. Prices are always a variant's, and there is always one.
    Product {
        /// Its id.
        id: String,
        /// What it is called.
        name: Text,
        /// HTML.
        description: Text,
        /// The last part of its address.
        handle: Text,
        /// What its variants differ in.
        attributes: Vec<Text>,
        /// What can be bought.
        variants: Vec<Variant>,
        /// `{id, src, position, …}`
        images: Vec<Value>,
        /// Ids, or whole categories.
        categories: Vec<Value>,
        /// The maker.
        brand: String,
        /// Whether visitors see it.
        published: bool,
        /// `a,b`
        tags: String,
        /// Its address.
        canonical_url: String,
        /// When it was made.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
    }
}

answer! {
    /// A variant of a product.
    Variant {
        /// Its id.
        id: String,
        /// Of which product.
        product_id: String,
        /// Which image shows it.
        image_id: String,
        /// Nothing for a price on request, which is not free.
        price: String,
        /// The price while it is reduced.
        promotional_price: String,
        /// The price it is compared with.
        compare_at_price: String,
        /// Nothing for as many as one likes.
        stock: i64,
        /// Whether stock is counted.
        stock_management: bool,
        /// The merchant's own id, which may be missing or occur twice.
        sku: String,
        /// The global trade item number.
        barcode: String,
        /// Of the product's attributes.
        values: Vec<Text>,
    }
}

answer! {
    /// A category.
    Category {
        /// Its id.
        id: String,
        /// What it is called.
        name: Text,
        /// HTML.
        description: Text,
        /// The last part of its address.
        handle: Text,
        /// The id of the category it is in.
        parent: String,
        /// Ids, or whole categories.
        subcategories: Vec<Value>,
    }
}

answer! {
    /// A customer.
    Customer {
        /// Its id.
        id: String,
        /// First and last name in one.
        name: String,
        /// The address.
        email: String,
        /// The number.
        phone: String,
        /// The number of an official document.
        identification: String,
        /// Whether marketing was agreed to; nothing is no.
        accepts_marketing: bool,
        /// What was spent.
        total_spent: String,
        /// Its currency.
        total_spent_currency: String,
        /// The latest order.
        last_order_id: String,
    }
}

answer! {
    /// A cart, or the checkout that it becomes.
    Cart {
        /// Its id.
        id: String,
        /// Opens it.
        token: String,
        /// Of which store.
        store_id: String,
        /// Brings the buyer back to it.
        abandoned_checkout_url: String,
        /// Of the buyer.
        contact_email: String,
        /// Of the buyer.
        contact_name: String,
        /// Whether marketing was agreed to.
        contact_accepts_marketing: bool,
        /// ISO 4217.
        currency: String,
        /// What all lines cost.
        subtotal: String,
        /// What is taken off.
        discount: String,
        /// What is to be paid.
        total: String,
        /// What is in it.
        products: Vec<Line>,
    }
}

answer! {
    /// A line of a cart or an order.
    Line {
        /// Its id, of 64 bits.
        id: String,
        /// Which product.
        product_id: String,
        /// Which variant.
        variant_id: String,
        /// What it is called, in the buyer's language.
        name: String,
        /// What is paid for one.
        price: String,
        /// What it is compared with.
        compare_at_price: String,
        /// How many.
        quantity: i64,
        /// The merchant's own id.
        sku: String,
    }
}

answer! {
    /// An order.
    Order {
        /// Its id.
        id: String,
        /// What people call it: counted from 100.
        number: i64,
        /// Opens it.
        token: String,
        /// Of which store.
        store_id: String,
        /// `open`, `closed`, `cancelled`, …
        status: String,
        /// `authorized`, `pending`, `paid`, `abandoned`, `refunded`, `voided`, …
        payment_status: String,
        /// How far it is.
        shipping_status: String,
        /// How it is paid.
        gateway: String,
        /// The same, in words.
        gateway_name: String,
        /// Of the buyer.
        contact_email: String,
        /// Of the buyer.
        contact_name: String,
        /// Only with the scope `read_customers`.
        customer: Customer,
        /// ISO 4217.
        currency: String,
        /// What all lines cost.
        subtotal: String,
        /// What is taken off.
        discount: String,
        /// What is to be paid.
        total: String,
        /// What was bought.
        products: Vec<Line>,
        /// Where: `store`, `meli`, `api`, `form`, `mobile`, …
        storefront: String,
        /// When it was made.
        created_at: String,
    }
}

answer! {
    /// A script of the app in the storefront.
    Script {
        /// Its id.
        id: String,
        /// Which of the scripts of the app, where the system serves it.
        script_id: String,
        /// Its address.
        src: String,
        /// When it is loaded: `onload` or `onfirstinteraction`.
        event: String,
        /// `store`, `checkout`, or both.
        r#where: String,
        /// JSON in a string.
        query_params: String,
    }
}

answer! {
    /// A subscription to an event.
    Webhook {
        /// Its id.
        id: String,
        /// Such as `order/created`.
        event: String,
        /// Where notices go, by HTTPS.
        url: String,
    }
}

answer! {
    /// A coupon.
    Coupon {
        /// Its id.
        id: String,
        /// What the buyer types.
        code: String,
        /// `percentage`, `absolute`, `shipping`, …
        r#type: String,
        /// Whether it can be used.
        valid: bool,
    }
}
