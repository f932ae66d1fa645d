//! Products by their code, with the buyer's prices.
use super::World;
use super::gate::Caller;
use super::refusal::Refusal;
use crate::catalogue::{Amount, Catalogue, Currency};
use crate::state::AppState;
use axum::extract::{Query, State};
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::{Value, json};

/// A product of the shop.
#[derive(Debug, Clone)]
pub struct Item {
    /// The maker's code: two makers may have the same.
    pub code: String,
    /// Its maker.
    pub brand: String,
    name: String,
    price: Amount,
    /// How many there are.
    pub stock: u64,
}

/// Codes are numbers which each maker gives out, so some occur twice in the shop.
const FIRST_CODE: usize = 1_001;

/// What the shop sells: the sandbox's catalogue, each maker's products numbered.
pub fn items(catalogue: &Catalogue) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (place, product) in catalogue.products().iter().enumerate() {
        let number = FIRST_CODE + items.iter().filter(|item| item.brand == product.brand).count();
        items.push(Item {
            code: format!("{number}"),
            brand: product.brand.clone(),
            name: product.name.clone(),
            price: product.price.in_currency(Currency::Eur),
            stock: if place % 8 == 5 { 0 } else { 40 },
        });
    }
    items
}

impl Item {
    /// What a buyer pays for one.
    pub fn price(&self, discount: i64) -> Amount {
        Amount::from_minor(self.price.minor() * (100 - discount) / 100)
    }

    fn shown(&self, discount: i64) -> Value {
        json!({
            "_type": "Product",
            "code": self.code,
            "brand": self.brand,
            "name": self.name,
            "availability": {"_type": "Availability", "status": if self.stock > 0 { "in_stock" } else { "out_of_stock" }, "quantity": self.stock},
            "price": {"_type": "Price", "amount": self.price(discount).to_string(), "currency": "EUR"},
        })
    }
}

impl World {
    /// Products with a code, of one maker when it is named.
    pub fn found(&self, code: &str, brand: Option<&str>) -> Vec<usize> {
        let matches =
            |item: &Item| item.code == code && brand.is_none_or(|brand| item.brand.eq_ignore_ascii_case(brand));
        let found = self.items.iter().enumerate().filter(|(_, item)| matches(item));
        found.map(|(place, _)| place).collect()
    }
}

/// What is looked for.
#[derive(Debug, Deserialize)]
pub struct Search {
    code: Option<String>,
    brand: Option<String>,
}

/// `GET /api/customer/products?code=`, or `?brand=&code=`.
pub async fn find(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Query(search): Query<Search>,
) -> Result<Json<Value>, Refusal> {
    let Some(code) = search.code else {
        return Err(Refusal::bad("invalid_request", "The parameter code is missing."));
    };
    let world = state.commerce.customer.world();
    let discount = world.buyer(&caller.client_id).map_or(0, |buyer| buyer.discount);
    let found = world.found(&code, search.brand.as_deref());
    let items: Vec<Value> =
        found.into_iter().filter_map(|place| Some(world.items.get(place)?.shown(discount))).collect();
    Ok(Json(json!({"_type": "ProductList", "items": items})))
}
