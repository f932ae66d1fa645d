//! A store of Tiendanube, asked by a Rust program: read through, an order placed, and what a session would be told of it.
//!
//! ```sh
//! STORE=123456 TOKEN=… cargo run --features commerce --example tiendanube
//! ```
//!
//! `API` and `AUTHORITY` are the address and the certificate of another server than the platform's, such as the
//! sandbox's.

mod network;

use std::env;
use std::error::Error;

use network::Network;
use serde_json::json;
use tokio::task::JoinSet;
use vitrine::commerce::call::Call;
use vitrine::commerce::client::Client;
use vitrine::commerce::error::Kind;
use vitrine::commerce::map;
use vitrine::commerce::secret::Secret;
use vitrine::commerce::tiendanube::{self as api, Config};

fn main() -> Result<(), Box<dyn Error>> {
    let authority = env::var("AUTHORITY").ok().map(std::fs::read).transpose()?;
    let config = Config {
        store: env::var("STORE")?,
        token: Secret::new(env::var("TOKEN")?),
        user_agent: "Example (example@example.com)".into(),
        host: env::var("API").ok(),
        version: None,
        versions: Default::default(),
        header: None,
    };
    let shop = api::connect(Network::new(authority.as_deref())?, config)?;
    tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(visit(&shop))
}

async fn visit(shop: &Client<Network>) -> Result<(), Box<dyn Error>> {
    let store = shop.one(api::GET_STORE, Call::default()).await?.value;
    println!("signed in to store {}, {}", text(&store.id), text(&store.main_currency));

    let filters = Call::default().query("per_page", 50);
    let total = shop.head(&api::LIST_PRODUCTS.row, &filters).await?.total.unwrap_or_default();
    let mut pages = shop.pages(api::LIST_PRODUCTS, filters);
    let (mut count, mut read) = (0, 0);
    while let Some(page) = pages.next().await? {
        (count, read) = (count + 1, read + page.items.len());
    }
    println!("read {read} of {total} products in {count} pages");

    // More at once than the bucket takes: the clones of a client share it, and wait.
    let mut calls = JoinSet::new();
    for _ in 0..44 {
        let shop = shop.clone();
        calls.spawn(async move { shop.one(api::GET_STORE, Call::default()).await });
    }
    let answers = calls.join_all().await.into_iter().collect::<Result<Vec<_>, _>>()?;
    println!("answered {} calls at once", answers.len());

    let sellable = shop.pages(api::LIST_PRODUCTS, Call::default().query("min_stock", 2)).collect(1).await?;
    let variant = sellable.first().and_then(|product| product.variants.as_deref()?.first()?.id.as_deref());
    let body = json!({
        "products": [{"variant_id": variant, "quantity": 2}],
        "customer": {"name": "Lucía Fernández", "email": "lucia@example.com"},
    });
    let order = shop.one(api::CREATE_ORDER, Call::default().body(body)).await?.value;
    println!("placed order {} of {} {}", order.number.unwrap_or_default(), text(&order.total), text(&order.currency));

    // The API itself placed it, which a storefront would have.
    let options = map::tiendanube::Options { storefronts: Some(vec!["api".into()]), ..Default::default() };
    let told = map::tiendanube::order(&serde_json::to_value(&order)?, &options);
    println!("a session is told {}, problems: {}", serde_json::to_string(&told.value)?, told.diagnostics.len());

    match shop.one(api::GET_ORDER, Call::to(["1"])).await {
        Err(error) if error.kind == Kind::NotFound => println!("there is no order 1"),
        other => println!("order 1: {}", text(&other?.value.status)),
    }
    Ok(())
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("-")
}
