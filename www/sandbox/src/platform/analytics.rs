//! What shoppers did with search results and categories, told by a shop's server.
use crate::commerce::read_time;
use async_graphql::{Enum, Error, InputObject, Result};
use serde_json::{Map, Value, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "AnalyticsType")]
pub enum Kind {
    Search,
    Category,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputAnalyticsMetadata")]
struct Metadata {
    query: Option<String>,
    result_id: Option<String>,
    organic: Option<bool>,
    auto_correct: Option<bool>,
    auto_complete: Option<bool>,
    keyword: Option<bool>,
    popular: Option<bool>,
    sorted: Option<bool>,
    has_results: Option<bool>,
    refined: Option<bool>,
    refined_query: Option<String>,
    category: Option<String>,
    category_id: Option<String>,
}

impl Metadata {
    /// With the names that browsers send.
    fn named(&self) -> Value {
        let flag = |set: Option<bool>| set == Some(true);
        let mut named = json!({
            "query": self.query, "resultId": self.result_id, "isOrganic": flag(self.organic),
            "isAutoCorrect": flag(self.auto_correct), "isAutoComplete": flag(self.auto_complete),
            "isKeyword": flag(self.keyword), "isPopular": flag(self.popular), "isSorted": flag(self.sorted),
            "hasResults": flag(self.has_results), "isRefined": flag(self.refined), "refinedQuery": self.refined_query,
            "category": self.category, "categoryId": self.category_id,
        });
        if let Value::Object(members) = &mut named {
            members.retain(|_, value| !value.is_null());
        }
        named
    }
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputAnalyticsClick")]
struct Click {
    metadata: Metadata,
    product_id: String,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputAnalyticsImpression")]
struct Impression {
    metadata: Metadata,
    product_ids: Vec<String>,
    page: u32,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputAnalyticsParams")]
pub struct Analytics {
    #[graphql(name = "type")]
    kind: Kind,
    timestamp: Option<String>,
    search_click: Option<Click>,
    search_impression: Option<Impression>,
    category_click: Option<Click>,
    category_impression: Option<Impression>,
}

impl Analytics {
    /// Path and body a browser would have used; exactly one of the four events must be there.
    pub fn event(&self) -> Result<(&'static str, Map<String, Value>)> {
        let click = |path, click: &Option<Click>| {
            Some((path, json!({"metadata": click.as_ref()?.metadata.named(), "productId": click.as_ref()?.product_id})))
        };
        let impression = |path, shown: &Option<Impression>| {
            let shown = shown.as_ref()?;
            Some((
                path,
                json!({"metadata": shown.metadata.named(), "productIds": shown.product_ids, "page": shown.page}),
            ))
        };
        let events = match self.kind {
            Kind::Search => [
                click("/analytics/search/click", &self.search_click),
                impression("/analytics/search/impression", &self.search_impression),
            ],
            Kind::Category => [
                click("/analytics/category/click", &self.category_click),
                impression("/analytics/category/impression", &self.category_impression),
            ],
        };
        if self.timestamp.as_deref().is_some_and(|at| read_time(at).is_none()) {
            return Err(Error::new("timestamp: is no time"));
        }
        let mut events = events.into_iter().flatten();
        match (events.next(), events.next()) {
            (Some((path, Value::Object(body))), None) => Ok((path, body)),
            _ => Err(Error::new("params: exactly one event of the type is needed")),
        }
    }
}
