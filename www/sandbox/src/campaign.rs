//! Writes chosen products as campaigns: JSON results or HTML.
use crate::accounts::Account;
use crate::catalogue::{Amount, Catalogue, Category, Currency, Product, Variant};
use crate::placement::Strategy;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write;

/// One filled placement, as remembered for a repeated request: positions instead of products.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Pick {
    /// Placement name.
    pub placement: String,
    /// How it was filled.
    pub strategy: Strategy,
    /// Products it was chosen for.
    pub sources: Vec<usize>,
    /// Products to show.
    pub products: Vec<usize>,
}

/// How campaigns are to look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// HTML instead of JSON.
    pub html: bool,
    /// Prices in this currency.
    pub currency: Currency,
    /// HTML comes with its ids.
    pub attributed: bool,
}

/// Every product written once at the start, so that an answer only joins texts.
#[derive(Debug)]
pub struct Cards {
    ids: Vec<String>,
    json: HashMap<Currency, Vec<String>>,
    html: HashMap<Currency, Vec<String>>,
}

impl Cards {
    /// Writes all cards.
    pub fn new(catalogue: &Catalogue) -> Self {
        let write = |card: &dyn Fn(&Product, &Category, Currency) -> String| {
            [Currency::Eur, Currency::Usd]
                .into_iter()
                .map(|currency| {
                    let cards = catalogue
                        .products()
                        .iter()
                        .filter_map(|product| Some(card(product, catalogue.category(product.category)?, currency)));
                    (currency, cards.collect())
                })
                .collect()
        };
        Self {
            ids: catalogue.products().iter().map(|product| product.id.clone()).collect(),
            json: write(&|product, category, currency| json_product(product, category, currency).to_string()),
            html: write(&|product, _, currency| html_card(product, currency)),
        }
    }

    /// The JSON text of one campaign.
    pub fn campaign(&self, pick: &Pick, style: Style) -> String {
        let result_id = result_id(pick);
        match (pick.strategy, style.html) {
            (strategy, false) if strategy.is_content() => json!({
                "div_id": pick.placement, "result_id": result_id, "html": content(pick),
                "params": {"nosto": result_id},
            })
            .to_string(),
            (_, false) => self.json_campaign(pick, &result_id, style.currency),
            (_, true) => {
                let html = self.html_campaign(pick, style.currency);
                if style.attributed {
                    json!({"div_id": pick.placement, "result_id": result_id, "html": html}).to_string()
                } else {
                    Value::from(html).to_string()
                }
            }
        }
    }

    fn json_campaign(&self, pick: &Pick, result_id: &str, currency: Currency) -> String {
        let cards = self.json.get(&currency).map(Vec::as_slice).unwrap_or_default();
        let products: Vec<&str> =
            pick.products.iter().filter_map(|place| cards.get(*place)).map(String::as_str).collect();
        let sources: Vec<&String> = pick.sources.iter().filter_map(|place| self.ids.get(*place)).collect();
        let head = json!({
            "div_id": pick.placement,
            "result_id": result_id,
            "result_type": "REAL",
            "reco_id": result_id,
            "element": pick.placement,
            "title": pick.strategy.title(),
            "source_product_ids": sources,
            "product_ids": {},
            "data": {},
            "params": params(result_id, sources.first()),
        })
        .to_string();
        let head = head.strip_suffix('}').unwrap_or_default();
        format!("{head},\"products\":[{}]}}", products.join(","))
    }

    fn html_campaign(&self, pick: &Pick, currency: Currency) -> String {
        if pick.strategy.is_content() {
            return content(pick);
        }
        let cards = self.html.get(&currency).map(Vec::as_slice).unwrap_or_default();
        let title = pick.strategy.title();
        let heading = format!("vitrine-reco-{}", escape(&pick.placement));
        let mut html = format!(
            r#"<section class="vitrine-reco" aria-labelledby="{heading}"><h2 class="vitrine-reco-title" id="{heading}">{title}</h2><ul class="vitrine-reco-list" role="list">"#
        );
        pick.products.iter().filter_map(|place| cards.get(*place)).for_each(|card| html.push_str(card));
        html.push_str("</ul></section>");
        html
    }
}

/// The attribution key of a campaign; never the same as its placement. Blocks have ids like those of the hosted service.
pub fn result_id(pick: &Pick) -> String {
    match pick.strategy {
        Strategy::Block => crate::id::derived(0, &pick.placement),
        strategy => format!("{}-{}", pick.placement, strategy.name()),
    }
}

/// The markup of a campaign without products.
fn content(pick: &Pick) -> String {
    if pick.strategy == Strategy::Block { crate::block::html(&pick.placement) } else { BANNER.to_owned() }
}

/// How an account's answers look to a visitor with this variation.
pub fn style(account: &Account, html: bool, variation: Option<&str>) -> Style {
    let currency = variation.and_then(Currency::from_code).unwrap_or(account.currency);
    Style { html, currency, attributed: account.parameterless_attribution }
}

const BANNER: &str = r#"<aside class="vitrine-reco vitrine-reco-banner" aria-label="From the shop"><a class="vitrine-reco-banner-link" href="/shop/category/lighting"><strong class="vitrine-reco-banner-title">The autumn house</strong><span class="vitrine-reco-banner-text">Lamps for the long evenings, throws for the sofa.</span></a></aside>"#;

fn params(result_id: &str, source: Option<&&String>) -> Value {
    match source {
        Some(source) => json!({"nosto": result_id, "refSrc": source}),
        None => json!({"nosto": result_id}),
    }
}

fn json_product(product: &Product, category: &Category, currency: Currency) -> Value {
    let price = product.price.in_currency(currency);
    let image = format!("/img/{}.svg", product.id);
    let mut card = json!({
        "product_id": product.id,
        "name": product.name,
        "url": format!("/shop/product/{}", product.id),
        "handle": product.id,
        "price": price,
        "price_text": shown(price, currency),
        "price_currency_code": currency.code(),
        "image_url": image,
        "thumb_url": image,
        "alternate_image_urls": [],
        "brand": product.brand,
        "categories": [category.path],
        "custom_fields": {},
        "description": product.description,
        "rating_value": f64::from(product.rating) / 10.0,
        "review_count": product.reviews,
        "skus": product.variants.iter().map(|sku| json_sku(product, sku, currency)).collect::<Vec<_>>(),
        "tags1": product.tags,
        "tags2": [],
        "tags3": [],
        "variant_id": currency.code(),
    });
    if let (Some(list), Value::Object(fields)) = (product.list_price, &mut card) {
        let list = list.in_currency(currency);
        fields.insert("list_price".into(), json!(list));
        fields.insert("list_price_text".into(), json!(shown(list, currency)));
    }
    card
}

fn json_sku(product: &Product, sku: &Variant, currency: Currency) -> Value {
    let price = sku.price.in_currency(currency);
    let options: HashMap<_, _> = sku.options.iter().copied().collect();
    json!({
        "id": sku.id,
        "name": sku.name,
        "price": price,
        "list_price": price,
        "url": format!("/shop/product/{}?sku={}", product.id, sku.id),
        "available": sku.available,
        "custom_fields": options,
    })
}

fn html_card(product: &Product, currency: Currency) -> String {
    let mut html = format!(
        r#"<li class="vitrine-reco-item"><a class="vitrine-reco-link" href="/shop/product/{id}" data-nosto-product="{id}"><img class="vitrine-reco-image" src="/img/{id}.svg" alt="" width="240" height="240" loading="lazy"><span class="vitrine-reco-brand">{brand}</span><span class="vitrine-reco-name">{name}</span><span class="vitrine-reco-price">{price}</span>"#,
        id = product.id,
        brand = escape(&product.brand),
        name = escape(&product.name),
        price = shown(product.price.in_currency(currency), currency),
    );
    if let Some(list) = product.list_price {
        // Writing to a String cannot fail.
        let _ = write!(
            html,
            r#"<s class="vitrine-reco-list-price"><span class="vitrine-reco-hint">before </span>{}</s>"#,
            shown(list.in_currency(currency), currency),
        );
    }
    html.push_str("</a></li>");
    html
}

fn shown(amount: Amount, currency: Currency) -> String {
    format!("{}{amount}", currency.symbol())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
