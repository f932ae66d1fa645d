//! What the stores hold at the start: the sandbox's catalogue, in the currency and the languages of each store, and
//! customers, carts, checkouts and orders.
use super::kind::Kind;
use super::order::line;
use super::{Document, Store, Table};
use crate::catalogue::{Amount, Catalogue, Currency, Money, Product};
use crate::commerce::clock::with_offset;
use crate::commerce::table::{document, text, whole};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The store a merchant is signed in to unless an address says otherwise; the one of the system's documents.
pub const FIRST: u64 = 123_456;

/// Orders of each store at the start: more than one page.
const ORDERS: u64 = 45;

/// Variants of a product, at most.
const VARIANTS: usize = 3;

/// When the stores opened: 2026-01-05.
const OPENED: u64 = 1_767_603_600_000;
const DAY: u64 = 86_400_000;

struct Place {
    id: u64,
    name: &'static str,
    country: &'static str,
    languages: &'static [&'static str],
    currency: &'static str,
    /// Of the local currency in a euro.
    rate: i64,
    factor: u64,
    /// Has one of so many products of the catalogue.
    step: usize,
}

const PLACES: [Place; 3] = [
    Place {
        id: FIRST,
        name: "Casa Lino",
        country: "AR",
        languages: &["es", "pt", "en"],
        currency: "ARS",
        rate: 1_000,
        factor: 1,
        step: 1,
    },
    Place {
        id: 789_012,
        name: "Linho & Cia",
        country: "BR",
        languages: &["pt"],
        currency: "BRL",
        rate: 6,
        factor: 1,
        step: 4,
    },
    Place {
        id: 345_678,
        name: "Lana Sur",
        country: "CL",
        languages: &["es"],
        currency: "CLP",
        rate: 1_000,
        factor: 10,
        step: 4,
    },
];

/// Categories in the languages of the stores.
const SHELVES: [(&str, &str, &str); 10] = [
    ("dresses", "Vestidos", "Vestidos"),
    ("knitwear", "Tejidos", "Tricôs"),
    ("shirts", "Camisas", "Camisas"),
    ("trousers", "Pantalones", "Calças"),
    ("shoes", "Zapatos", "Sapatos"),
    ("bags", "Bolsos", "Bolsas"),
    ("lighting", "Iluminación", "Iluminação"),
    ("tableware", "Vajilla", "Louças"),
    ("textiles", "Textiles", "Têxteis"),
    ("vases", "Floreros y velas", "Vasos e velas"),
];

const PEOPLE: [&str; 12] = [
    "Lucía Fernández",
    "Mateo González",
    "Valentina Rodríguez",
    "Thiago Silva",
    "Ana Beatriz Souza",
    "João Pereira",
    "Camila Rojas",
    "Benjamín Soto",
    "Sofía Martínez",
    "Bruno Costa",
    "Martina López",
    "Rafael Oliveira",
];

/// All stores.
pub fn stores(catalogue: &Catalogue) -> Vec<Store> {
    PLACES.iter().map(|place| place.store(catalogue)).collect()
}

impl Place {
    fn store(&self, catalogue: &Catalogue) -> Store {
        let mut store = Store {
            id: self.id,
            about: self.about(),
            languages: self.languages,
            currency: self.currency,
            factor: self.factor,
            suspended: false,
            unpaid_apps: Default::default(),
            latest_variant: 5_000_000_000 + self.id,
            tables: BTreeMap::from([
                ("categories", Table::after(4_000_000)),
                ("products", Table::after(58_000_000)),
                ("customers", Table::after(101_000_000)),
                ("orders", Table::after(450_000_000)),
                ("carts", Table::after(900_000_000)),
                ("checkouts", Table::after(1_800_000_000)),
            ]),
        };
        self.fill_shelves(&mut store, catalogue);
        for (place, name) in (0..).zip(PEOPLE) {
            let email = format!("{}@example.com", super::language::slug(name).replace('-', "."));
            let customer =
                json!({"name": name, "email": email, "accepts_marketing": place % 3 == 0, "phone": "+5491112345678"});
            add(&mut store, "customers", place, customer);
        }
        for (code, kind, value) in [("BIENVENIDA", "percentage", "10.00"), ("ENVIO", "shipping", "0.00")] {
            add(&mut store, "coupons", 0, json!({"code": code, "type": kind, "value": value}));
        }
        self.fill_orders(&mut store);
        self.fill_carts(&mut store);
        store
    }

    fn about(&self) -> Document {
        let languages: BTreeMap<&str, Value> = self
            .languages
            .iter()
            .map(|language| (*language, json!({"currency": self.currency, "active": true})))
            .collect();
        let names: BTreeMap<&str, &str> = self.languages.iter().map(|language| (*language, self.name)).collect();
        document(json!({
            "id": self.id, "name": names, "email": "hola@example.com", "country": self.country,
            "main_language": self.languages.first(), "main_currency": self.currency, "languages": languages,
            "domains": [format!("store{}.example.com", self.id)],
            "original_domain": format!("store{}.mitiendanube.com", self.id),
            "customer_accounts": "optional", "current_theme": "Patagonia", "logo": format!("//store{}.example.com/logo.webp", self.id),
            "created_at": with_offset(OPENED),
        }))
    }

    fn price(&self, money: Money) -> String {
        Amount::from_minor(money.in_currency(Currency::Eur).minor() * self.rate).to_string()
    }

    /// A text in each language of the store.
    fn texts(&self, spanish: &str, portuguese: &str, english: &str) -> Value {
        let in_language = |language: &str| match language {
            "es" => spanish.to_owned(),
            "pt" => portuguese.to_owned(),
            _ => english.to_owned(),
        };
        self.languages.iter().map(|language| ((*language).to_owned(), json!(in_language(language)))).collect()
    }

    fn fill_shelves(&self, store: &mut Store, catalogue: &Catalogue) {
        let mut shelves = BTreeMap::new();
        for (slug, spanish, portuguese) in SHELVES {
            let english = catalogue.category(slug).map_or(slug, |category| category.name);
            let name = self.texts(spanish, portuguese, english);
            shelves.insert(slug, (add(store, "categories", 0, json!({"name": name})), spanish, portuguese));
        }
        for (place, product) in (0..).zip(catalogue.products()).step_by(self.step) {
            let Some((category, spanish, portuguese)) = shelves.get(product.category) else {
                continue;
            };
            let name = self.texts(
                &format!("{spanish} · {}", product.name),
                &format!("{portuguese} · {}", product.name),
                &product.name,
            );
            let document = json!({
                "name": name,
                "description": self.texts(&product.description, &product.description, &product.description),
                "brand": product.brand,
                "categories": [category],
                "attributes": [],
                "images": [{"id": 700_000_000 + place, "position": 1, "alt": [], "src": format!("https://store{}.example.com/img/{}.svg", self.id, product.id)}],
                "variants": self.variants(product, place),
                "tags": product.tags.join(","),
                "canonical_url": format!("https://store{}.example.com/productos/{}", self.id, product.id),
            });
            add(store, "products", place, document);
        }
    }

    /// Variants as real stores have them: some reduced, some without a price, some without end, some without a sku.
    fn variants(&self, product: &Product, place: u64) -> Vec<Value> {
        let full = product.list_price.map(|price| self.price(price));
        let variants = product.variants.iter().enumerate().take(VARIANTS).map(|(number, variant)| {
            let own = self.price(variant.price);
            let price = if place % 20 == 7 { Value::Null } else { json!(full.clone().unwrap_or_else(|| own.clone())) };
            let reduced = full.is_some() && !price.is_null();
            let stock = match (place % 5, variant.available) {
                (_, false) => json!(0),
                (0, true) => Value::Null,
                (_, true) => json!(20 + number),
            };
            let values: Vec<Value> = variant.options.iter().map(|(_, value)| self.texts(value, value, value)).collect();
            json!({
                "price": price,
                "promotional_price": if reduced { json!(own) } else { Value::Null },
                "stock": stock,
                "sku": if place % 11 == 3 { Value::Null } else { json!(variant.id) },
                "barcode": format!("779{:010}", place * 100 + number as u64),
                "values": values,
            })
        });
        variants.collect()
    }

    fn fill_orders(&self, store: &mut Store) {
        let people: Vec<Value> = store.table("customers").iter().map(|it| Value::Object(it.clone())).collect();
        let variants = sellable(store);
        for (place, customer) in (0..ORDERS).zip(people.iter().cycle()) {
            let chosen = variants.iter().cycle().skip(place as usize * 7).take(1 + (place % 3) as usize);
            let products: Vec<Value> = chosen.map(|id| json!({"variant_id": id, "quantity": 1})).collect();
            let channel = if place % 9 == 4 { "meli" } else { "store" };
            let order = json!({"customer": customer, "products": products, "storefront": channel, "gateway": "mercadopago", "gateway_name": "Mercado Pago"});
            let id = add(store, "orders", place, order);
            if let Some(order) = store.table("orders").get_mut(id) {
                age(order, place);
            }
        }
    }

    fn fill_carts(&self, store: &mut Store) {
        let variants = sellable(store);
        for (table, skip) in [("carts", 3), ("checkouts", 11), ("checkouts", 19)] {
            let chosen: Vec<u64> = variants.iter().skip(skip).take(2).copied().collect();
            let lines: Vec<Value> = chosen
                .iter()
                .enumerate()
                .filter_map(|(place, id)| Some(line(store, *id, 2, None).ok()?.shown(skip, place)))
                .collect();
            let cart = json!({
                "token": "9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d", "store_id": self.id, "contact_email": "lucia.fernandez@example.com",
                "contact_name": "Lucía Fernández", "contact_phone": null, "contact_accepts_marketing": false,
                "abandoned_checkout_url": format!("https://store{}.example.com/checkout/v3/proxy/{skip}", self.id),
                "currency": self.currency, "language": self.languages.first(), "coupon": [], "products": lines,
                "completed_at": {"date": "2026-03-01 10:00:00.000000", "timezone_type": 3, "timezone": "UTC"},
                "created_at": with_offset(OPENED + 30 * DAY), "updated_at": with_offset(OPENED + 30 * DAY),
            });
            store.table(table).add(document(cart));
        }
    }
}

/// Every third variant that has a price and enough stock.
fn sellable(store: &mut Store) -> Vec<u64> {
    let variants = store.table("products").iter().filter_map(|product| product.get("variants")?.as_array());
    let sold = |variant: &&Value| {
        !variant.get("price").is_none_or(Value::is_null) && whole(variant.get("stock")).is_none_or(|stock| stock > 10)
    };
    variants.flatten().filter(sold).filter_map(|variant| whole(variant.get("id"))).step_by(3).collect()
}

/// Adds a document as an app would, days after the store opened.
fn add(store: &mut Store, name: &'static str, days: u64, value: Value) -> u64 {
    let mut made = document(value);
    if let Ok(kind) = Kind::find(name) {
        // The data below this module is right; a mistake in it shows as missing members in the tests.
        let _ = (kind.prepare)(&mut made, None, store);
    }
    let at = with_offset(OPENED + days * DAY);
    made.insert("created_at".into(), json!(at));
    made.insert("updated_at".into(), json!(at));
    store.table(name).add(made)
}

/// Older orders are paid, sent, closed.
fn age(order: &mut Document, place: u64) {
    let (payment, shipping, status) = match place % 4 {
        0 => ("paid", "shipped", "closed"),
        1 => ("paid", "unshipped", "open"),
        2 => ("authorized", "unpacked", "open"),
        _ => ("pending", "unpacked", "open"),
    };
    for (member, value) in [("payment_status", payment), ("shipping_status", shipping), ("status", status)] {
        order.insert(member.into(), json!(value));
    }
    if payment == "paid" {
        let at = text(order, "created_at").unwrap_or_default().to_owned();
        order.insert("paid_at".into(), json!(at));
    }
}
