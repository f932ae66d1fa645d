//! Recommendations of a page's placements, for a session.
use super::product::Product;
use super::session::books;
use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use serde_json::{Map, Value, json};

/// Which picture of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "ThumbnailVersion", rename_items = "SCREAMING_SNAKE_CASE")]
pub enum ImageVersion {
    #[graphql(name = "VERSION_1_170_170")]
    V1,
    #[graphql(name = "VERSION_2_100_100")]
    V2,
    #[graphql(name = "VERSION_3_90_70")]
    V3,
    #[graphql(name = "VERSION_4_50_50")]
    V4,
    #[graphql(name = "VERSION_5_30_30")]
    V5,
    #[graphql(name = "VERSION_6_100_140")]
    V6,
    #[graphql(name = "VERSION_7_200_200")]
    V7,
    #[graphql(name = "VERSION_8_400_400")]
    V8,
    #[graphql(name = "VERSION_9_750_750")]
    V9,
    #[graphql(name = "VERSION_ORIGINAL")]
    Original,
}

/// How a page's placements are filled.
#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputRecoParams")]
pub struct Params {
    pub is_preview: Option<bool>,
    pub image_version: Option<ImageVersion>,
    pub slot_ids: Option<Vec<String>>,
    pub variant_id: Option<String>,
}

/// A filled placement.
#[derive(Debug, SimpleObject)]
#[graphql(name = "RecommendationResult")]
pub struct Filled {
    pub div_id: String,
    pub result_id: String,
    pub title: Option<String>,
    pub primary: Vec<Product>,
}

/// The pages of a session.
#[derive(Debug)]
pub struct Pages {
    /// Whose.
    pub visitor: String,
}

impl Pages {
    /// What the placements of a page show now. Nothing is counted: the event of the session was.
    fn fill(&self, context: &Context<'_>, params: Option<Params>, page: Page<'_>) -> Result<Vec<Filled>> {
        let (state, books) = books(context)?;
        let params = params.unwrap_or_default();
        let slots = params.slot_ids.unwrap_or_else(|| page.slots.iter().map(|slot| (*slot).to_owned()).collect());
        let mut message = Map::new();
        message.insert("elements".into(), json!(slots));
        message.insert("page_type".into(), json!(page.kind));
        if let Some(event) = page.event {
            message.insert("events".into(), json!([event]));
        }
        if let Some(variant) = params.variant_id {
            message.insert("current_variant_id".into(), json!(variant));
        }
        let answer = state.store.answer(books, &self.visitor, message);
        Ok(read(&answer, &slots))
    }
}

/// Reads the campaigns of an answer, in the order they were asked for.
pub fn read(answer: &Value, slots: &[String]) -> Vec<Filled> {
    let campaign = |slot: &String| {
        let campaign = answer.get("recommendations")?.get(slot)?;
        let text = |name: &str| campaign.get(name).and_then(Value::as_str).map(str::to_owned);
        let products = campaign.get("products")?.as_array()?;
        Some(Filled {
            div_id: slot.clone(),
            result_id: text("result_id")?,
            title: text("title"),
            primary: products.iter().filter_map(|product| Product::read(product).ok()).collect(),
        })
    };
    slots.iter().filter_map(campaign).collect()
}

/// What is known of a page.
struct Page<'a> {
    kind: &'a str,
    event: Option<Value>,
    /// Placements such a page has when none are named.
    slots: &'a [&'a str],
}

const fn plain<'a>(kind: &'a str, slots: &'a [&'a str]) -> Page<'a> {
    Page { kind, event: None, slots }
}

#[Object(name = "SessionPages")]
impl Pages {
    async fn for_front_page(&self, context: &Context<'_>, params: Option<Params>) -> Result<Vec<Filled>> {
        self.fill(context, params, plain("front", &["frontpage-nosto-1", "frontpage-nosto-2"]))
    }

    async fn for_product_page(
        &self,
        context: &Context<'_>,
        params: Option<Params>,
        product: String,
    ) -> Result<Vec<Filled>> {
        let page = Page {
            event: Some(json!(["vp", product])),
            ..plain("product", &["productpage-nosto-1", "productpage-nosto-2"])
        };
        self.fill(context, params, page)
    }

    async fn for_category_page(
        &self,
        context: &Context<'_>,
        params: Option<Params>,
        category: String,
    ) -> Result<Vec<Filled>> {
        let page = Page { event: Some(json!(["vc", category])), ..plain("category", &["categorypage-nosto-1"]) };
        self.fill(context, params, page)
    }

    async fn for_search_page(
        &self,
        context: &Context<'_>,
        params: Option<Params>,
        term: String,
    ) -> Result<Vec<Filled>> {
        let page = Page { event: Some(json!(["is", term])), ..plain("search", &["searchpage-nosto-1"]) };
        self.fill(context, params, page)
    }

    async fn for_cart_page(
        &self,
        context: &Context<'_>,
        params: Option<Params>,
        value: Option<f64>,
    ) -> Result<Vec<Filled>> {
        // The total of the cart that the session holds says as much.
        let _ = value;
        self.fill(context, params, plain("cart", &["cartpage-nosto-1"]))
    }

    async fn for_order_page(
        &self,
        context: &Context<'_>,
        params: Option<Params>,
        value: Option<String>,
    ) -> Result<Vec<Filled>> {
        let _ = value;
        self.fill(context, params, plain("order", &["orderpage-nosto-1"]))
    }

    async fn for_not_found_page(&self, context: &Context<'_>, params: Option<Params>) -> Result<Vec<Filled>> {
        self.fill(context, params, plain("notfound", &["notfound-nosto-1"]))
    }

    async fn for_general_layout_page(&self, context: &Context<'_>, params: Option<Params>) -> Result<Vec<Filled>> {
        self.fill(context, params, plain("other", &["other-nosto-1"]))
    }

    async fn for_other_page(&self, context: &Context<'_>, params: Option<Params>) -> Result<Vec<Filled>> {
        self.fill(context, params, plain("other", &["other-nosto-1"]))
    }

    async fn for_landing_page(&self, context: &Context<'_>, params: Option<Params>) -> Result<Vec<Filled>> {
        self.fill(context, params, plain("other", &["other-nosto-1"]))
    }
}
