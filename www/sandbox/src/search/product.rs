//! A product as the search shows it: every public field of the platform's type; what only holders of a key may see
//! is an error beside the rest of the answer.
use super::field::{custom_fields, paths, stars};
use crate::catalogue::{Catalogue, Category, Currency, Product, Variant};
use async_graphql::{ComplexObject, Error, Json, Result, SimpleObject};
use serde_json::Value;

/// One hit.
#[derive(Debug, Clone, Default, SimpleObject)]
#[graphql(name = "SearchProduct", complex)]
pub struct SearchProduct {
    #[graphql(name = "_pinned")]
    pub pinned: Option<bool>,
    affinities: Option<Affinities>,
    age_group: Option<String>,
    ai: Option<AiDetected>,
    alternate_image_urls: Option<Vec<String>>,
    alternate_image_hashes: Option<Vec<String>>,
    availability: Option<String>,
    available: Option<bool>,
    brand: Option<String>,
    categories: Option<Vec<String>>,
    category_ids: Option<Vec<String>>,
    condition: Option<String>,
    custom_fields: Option<Vec<CustomField>>,
    date_published: Option<f64>,
    description: Option<String>,
    extra: Option<Vec<Extra>>,
    gender: Option<String>,
    google_category: Option<String>,
    gtin: Option<String>,
    image_url: Option<String>,
    image_hash: Option<String>,
    inventory_level: Option<i32>,
    list_price: Option<f64>,
    name: Option<String>,
    on_discount: Option<bool>,
    pid: Option<String>,
    price: Option<f64>,
    price_currency_code: Option<String>,
    price_text: Option<String>,
    product_id: Option<String>,
    rating_value: Option<f64>,
    real_variant_ids: Option<Vec<String>>,
    review_count: Option<u32>,
    saleable: Option<bool>,
    skus: Option<Vec<Sku>>,
    tags1: Option<Vec<String>>,
    tags2: Option<Vec<String>>,
    tags3: Option<Vec<String>>,
    thumb_url: Option<String>,
    thumb_hash: Option<String>,
    unit_pricing_base_measure: Option<f64>,
    unit_pricing_measure: Option<f64>,
    unit_pricing_unit: Option<String>,
    url: Option<String>,
    variant_id: Option<String>,
    variations: Option<Vec<KeyedVariation>>,
}

/// What the public may not see.
#[ComplexObject]
impl SearchProduct {
    #[graphql(name = "_explain")]
    async fn explain(&self) -> Result<Option<Json<Value>>> {
        private("_explain")
    }

    #[graphql(name = "_score")]
    async fn score(&self) -> Result<Option<f64>> {
        private("_score")
    }

    async fn is_excluded(&self) -> Result<Option<bool>> {
        private("isExcluded")
    }

    async fn stats(&self) -> Result<Option<Stats>> {
        private("stats")
    }

    async fn supplier_cost(&self) -> Result<Option<f64>> {
        private("supplierCost")
    }
}

fn private<T>(field: &str) -> Result<Option<T>> {
    Err(Error::new(format!("{field} needs a private key")))
}

#[derive(Debug, Clone, Default, SimpleObject)]
#[graphql(name = "SearchProductAffinities")]
struct Affinities {
    brand: Option<String>,
    categories: Option<Vec<String>>,
    color: Option<Vec<String>>,
    size: Option<Vec<String>>,
}

#[derive(Debug, Clone, Default, SimpleObject)]
#[graphql(name = "SearchProductAiDetected")]
struct AiDetected {
    dominant_colors: Option<Vec<String>>,
    overriding_color: Option<String>,
    primary_color: Option<String>,
}

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchProductCustomField")]
struct CustomField {
    key: String,
    value: String,
}

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchProductExtra")]
struct Extra {
    key: String,
    value: Vec<String>,
}

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchProductKeyedVariation")]
struct KeyedVariation {
    key: String,
    value: VariationValue,
}

#[derive(Debug, Clone, Default, SimpleObject)]
#[graphql(name = "SearchVariationValue")]
struct VariationValue {
    availability: Option<String>,
    list_price: Option<f64>,
    price: Option<f64>,
    price_currency_code: Option<String>,
}

#[derive(Debug, Clone, Default, SimpleObject)]
#[graphql(name = "SearchProductSku")]
struct Sku {
    ai: Option<AiDetected>,
    availability: Option<String>,
    custom_fields: Option<Vec<CustomField>>,
    id: Option<String>,
    image_url: Option<String>,
    image_hash: Option<String>,
    inventory_level: Option<i32>,
    list_price: Option<f64>,
    name: Option<String>,
    price: Option<f64>,
    price_text: Option<String>,
    url: Option<String>,
}

/// Sales figures; nobody reads them without a key.
#[derive(Debug, Clone, Default, SimpleObject)]
#[graphql(name = "SearchProductStats")]
struct Stats {
    age: Option<f64>,
    availability_ratio: Option<f64>,
    buys: Option<f64>,
    cart_ratio: Option<f64>,
    clicks: Option<f64>,
    conversion: Option<f64>,
    discount: Option<f64>,
    impressions: Option<f64>,
    inventory_level: Option<f64>,
    inventory_turnover: Option<f64>,
    list_price: Option<f64>,
    margin: Option<f64>,
    margin_percentage: Option<f64>,
    orders: Option<f64>,
    price: Option<f64>,
    profit_per_impression: Option<f64>,
    profit_per_view: Option<f64>,
    published: Option<f64>,
    rating_value: Option<f64>,
    revenue: Option<f64>,
    revenue_per_impression: Option<f64>,
    revenue_per_view: Option<f64>,
    review_count: Option<f64>,
    views: Option<f64>,
}

/// The hit of the product at a position of the catalogue; `origin` is where pages reach the shop.
pub fn hit(catalogue: &Catalogue, position: usize, currency: Currency, origin: &str) -> Option<SearchProduct> {
    let product = catalogue.products().get(position)?;
    let category = catalogue.category(product.category)?;
    Some(of(product, category, currency, origin))
}

fn of(product: &Product, category: &Category, currency: Currency, origin: &str) -> SearchProduct {
    let image = format!("{origin}/img/{}.svg", product.id);
    let list_price = product.list_price.map(|price| price.in_currency(currency));
    let price = product.price.in_currency(currency);
    let own: Vec<(&str, &str)> = custom_fields(product);
    let colours: Vec<&str> = own.iter().filter(|(key, _)| *key == "colour").map(|(_, value)| *value).collect();
    let tag = |place: usize| product.tags.get(place).map(|tag| vec![(*tag).to_owned()]);
    let owned = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    let categories = paths(category);
    SearchProduct {
        affinities: Some(Affinities {
            brand: Some(product.brand.clone()),
            categories: owned(&categories),
            color: owned(&colours),
            size: None,
        }),
        alternate_image_urls: Some(colours.iter().map(|colour| format!("{image}?colour={colour}")).collect()),
        availability: Some("InStock".to_owned()),
        available: Some(true),
        brand: Some(product.brand.clone()),
        categories: owned(&categories),
        category_ids: owned(&[category.slug]),
        condition: Some("new".to_owned()),
        custom_fields: Some(own.iter().map(|(key, value)| field(key, value)).collect()),
        description: Some(product.description.clone()),
        extra: Some(Vec::new()),
        image_url: Some(image.clone()),
        list_price: Some(list_price.unwrap_or(price).major()),
        name: Some(product.name.clone()),
        on_discount: Some(list_price.is_some()),
        pid: Some(product.id.clone()),
        price: Some(price.major()),
        price_currency_code: Some(currency.code().to_owned()),
        price_text: Some(format!("{}{price}", currency.symbol())),
        product_id: Some(product.id.clone()),
        rating_value: Some(stars(product)),
        review_count: Some(product.reviews),
        saleable: Some(true),
        skus: Some(product.variants.iter().map(|variant| sku(product, variant, currency, origin)).collect()),
        tags1: tag(0),
        tags2: tag(1),
        thumb_url: Some(image),
        url: Some(format!("{origin}/shop/product/{}", product.id)),
        variant_id: Some(currency.code().to_owned()),
        variations: Some([Currency::Eur, Currency::Usd].map(|currency| variation(product, currency)).to_vec()),
        ..SearchProduct::default()
    }
}

fn field(key: &str, value: &str) -> CustomField {
    CustomField { key: key.to_owned(), value: value.to_owned() }
}

fn sku(product: &Product, variant: &Variant, currency: Currency, origin: &str) -> Sku {
    let price = variant.price.in_currency(currency);
    let fields = variant.options.iter().map(|(label, value)| field(&label.to_lowercase(), value));
    Sku {
        availability: Some(if variant.available { "InStock" } else { "OutOfStock" }.to_owned()),
        custom_fields: Some(fields.collect()),
        id: Some(variant.id.clone()),
        name: Some(variant.name.clone()),
        price: Some(price.major()),
        price_text: Some(format!("{}{price}", currency.symbol())),
        url: Some(format!("{origin}/shop/product/{}?sku={}", product.id, variant.id)),
        ..Sku::default()
    }
}

fn variation(product: &Product, currency: Currency) -> KeyedVariation {
    let value = VariationValue {
        availability: Some("InStock".to_owned()),
        list_price: product.list_price.map(|price| price.in_currency(currency).major()),
        price: Some(product.price.in_currency(currency).major()),
        price_currency_code: Some(currency.code().to_owned()),
    };
    KeyedVariation { key: currency.code().to_owned(), value }
}
