//! What the tenants hold at the start: a product for every third variant of the sandbox's catalogue.
use super::Tenant;
use super::inventory::total;
use super::key::{FIRST, SECOND};
use crate::catalogue::{Amount, Catalogue, Currency, Product, Variant};
use crate::commerce::clock::with_millis;
use crate::commerce::table::{Document, document, whole};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const DAY: u64 = 86_400_000;
const MARKETPLACES: [&str; 3] = ["amazon_us", "shopify", "ebay"];
const STATUSES: [&str; 7] = ["pending", "confirmed", "processing", "shipped", "delivered", "completed", "cancelled"];

/// Orders of the first tenant.
const ORDERS: usize = 120;

/// The tenants by id: one with everything, one with a tenth of it.
pub fn tenants(catalogue: &Catalogue, now: u64) -> BTreeMap<&'static str, Tenant> {
    let all: Vec<(&Product, &Variant)> = catalogue
        .products()
        .iter()
        .flat_map(|product| product.variants.iter().map(move |variant| (product, variant)))
        .step_by(3)
        .collect();
    let few: Vec<(&Product, &Variant)> = all.iter().step_by(10).copied().collect();
    let mut first = Tenant { secret: "whsec_2f9a7c61d4e84b05", ..tenant(&all, ORDERS, now) };
    first.products.push(odd(now));
    let second = Tenant { secret: "whsec_c0ffee5b1d2e3f40", ..tenant(&few, ORDERS / 10, now) };
    BTreeMap::from([(FIRST, first), (SECOND, second)])
}

fn tenant(variants: &[(&Product, &Variant)], orders: usize, now: u64) -> Tenant {
    Tenant {
        products: variants
            .iter()
            .enumerate()
            .map(|(place, (product, variant))| item(place, product, variant, now))
            .collect(),
        stock: variants.iter().enumerate().map(|(place, (product, variant))| stock(place, product, variant)).collect(),
        orders: (0..orders).map(|place| order(place, variants, now)).collect(),
        ..Tenant::default()
    }
}

fn price(variant: &Variant) -> Amount {
    variant.price.in_currency(Currency::Usd)
}

fn time(now: u64, days: usize) -> String {
    with_millis(now - now % DAY - days as u64 * DAY)
}

fn item(place: usize, product: &Product, variant: &Variant, now: u64) -> Document {
    let listings: Vec<Value> = MARKETPLACES
        .iter()
        .enumerate()
        .filter(|(number, _)| place % 4 != *number)
        .map(|(number, marketplace)| {
            json!({
                "marketplace": marketplace, "external_id": format!("{marketplace}-{place:05}"),
                "price": Amount::from_minor(price(variant).minor() + 50 * number as i64),
                "quantity": if variant.available { 12 } else { 0 }, "status": "active", "last_synced_at": time(now, 1),
            })
        })
        .collect();
    let status = match place % 17 {
        3 => "draft",
        9 => "inactive",
        14 => "archived",
        _ => "active",
    };
    document(json!({
        "id": format!("prod_{:06}", place + 1), "sku": variant.id, "title": format!("{} ({})", product.name, variant.name),
        "description": product.description, "status": status, "gtin": format!("0{:012}", 400_000_000_000_u64 + place as u64),
        "cost_price": Amount::from_minor(price(variant).minor() * 2 / 5), "weight_kg": 0.4,
        "images": [format!("https://cdn.example.com/img/{}.svg", product.id)], "listings": listings,
        "created_at": time(now, 200 - place % 200), "updated_at": time(now, place % 7),
    }))
}

/// A SKU that a path cannot hold as it is.
fn odd(now: u64) -> Document {
    document(json!({
        "id": "prod_999999", "sku": "Sample 1/2 ñ", "title": "Sample of both sides", "description": null, "status": "active",
        "gtin": null, "cost_price": 4.99, "weight_kg": null, "images": [], "listings": [],
        "created_at": time(now, 300), "updated_at": time(now, 300),
    }))
}

fn stock(place: usize, product: &Product, variant: &Variant) -> Document {
    let (main, other) = if variant.available { (place as u64 % 40, place as u64 % 7) } else { (0, 0) };
    let reserved = main.min(2);
    let mut stock = document(json!({
        "sku": variant.id, "title": product.name, "safety_stock": 10,
        "warehouses": [
            {"warehouse_id": "wh_main", "name": "Main", "on_hand": main, "reserved": reserved, "available": main - reserved},
            {"warehouse_id": "wh_fba", "name": "Amazon", "on_hand": other, "reserved": 0, "available": other, "type": "fba"},
        ],
    }));
    total(&mut stock);
    stock
}

fn order(place: usize, variants: &[(&Product, &Variant)], now: u64) -> Document {
    let lines: Vec<Value> = variants
        .iter()
        .cycle()
        .skip(place * 3)
        .take(1 + place % 3)
        .map(|(product, variant)| {
            let quantity = 1 + place as u32 % 2;
            json!({
                "sku": variant.id, "title": product.name, "quantity": quantity, "unit_price": price(variant),
                "line_total": price(variant) * quantity, "cents": (price(variant) * quantity).minor(),
            })
        })
        .collect();
    let cents = lines.iter().filter_map(|line| whole(line.get("cents"))).sum::<u64>();
    let total = Amount::from_minor(i64::try_from(cents).unwrap_or_default());
    let lines: Vec<Document> = lines
        .into_iter()
        .map(document)
        .map(|mut line| {
            line.remove("cents");
            line
        })
        .collect();
    let (marketplace, status) = (MARKETPLACES.get(place % 3), STATUSES.get(place % 7));
    let method = if place.is_multiple_of(3) { "FBA" } else { "FBM" };
    let at = time(now, place / 2);
    document(json!({
        "id": format!("ord_{:06}", place + 1), "external_order_id": format!("113-{:07}", place * 7_919), "marketplace": marketplace,
        "status": status, "fulfillment_method": method, "total_amount": total, "currency": "USD", "created_at": at,
        "has_returns": place % 13 == 5, "line_items": lines,
        "shipping_address": {"name": "Ada Reyes", "address1": "1 Main St", "city": "Portland", "postal_code": "97201", "country": "US"},
        "sync_history": [{"at": at, "status": "pending"}],
    }))
}
