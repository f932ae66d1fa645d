//! What a search may ask for: the input types of the schema.
use async_graphql::{Enum, InputObject};

/// A condition on products. What is given must all hold; within `value`, `range` and `prefix` one is enough.
#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchFilter")]
pub struct Filter {
    pub all: Option<Vec<Filter>>,
    pub any: Option<Vec<Filter>>,
    /// Fails when all of these hold.
    pub not: Option<Vec<Filter>>,
    pub field: Option<String>,
    pub value: Option<Vec<String>>,
    pub range: Option<Vec<Range>>,
    pub has_value: Option<bool>,
    pub prefix: Option<Vec<String>>,
}

/// Bounds as texts of numbers.
#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchRangeFilter")]
pub struct Range {
    pub gt: Option<String>,
    pub gte: Option<String>,
    pub lt: Option<String>,
    pub lte: Option<String>,
}

/// A filter that says which facets count without it.
#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchTopLevelFilter")]
pub struct TopLevelFilter {
    #[graphql(flatten)]
    pub filter: Filter,
    /// Unless given: the facets of the same field.
    pub exclude_facets: Option<Vec<String>>,
}

/// Raises the score of what matches, or by a numeric field when there is no condition.
#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchBoost")]
pub struct Boost {
    #[graphql(flatten)]
    pub filter: Filter,
    pub weight: f64,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputSearchSort")]
pub struct Sort {
    pub field: String,
    pub order: Order,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SearchSortOrder", rename_items = "lowercase")]
pub enum Order {
    Asc,
    Desc,
}

#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputSearchPin")]
pub struct Pin {
    pub field: Option<String>,
    /// From 1.
    pub position: u32,
    pub value: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SearchFacetType", rename_items = "lowercase")]
pub enum FacetKind {
    Stats,
    Terms,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SearchFacetOrder", rename_items = "lowercase")]
pub enum FacetOrder {
    Count,
    Index,
}

#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchFacetConfig")]
pub struct FacetConfig {
    pub id: String,
    pub enabled: Option<bool>,
    pub field: Option<String>,
    pub name: Option<String>,
    #[graphql(name = "type")]
    pub kind: Option<FacetKind>,
    pub order: Option<FacetOrder>,
    pub position: Option<u32>,
    pub size: Option<usize>,
    pub prefix: Option<Vec<String>>,
    pub infix: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SearchQueryField", rename_items = "lowercase")]
pub enum QueryField {
    High,
    Medium,
    Low,
}

/// How hidden and sold-out products are treated; for holders of a key, so here for nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "SearchOutOfStockBehaviour", rename_items = "lowercase")]
pub enum Behaviour {
    Deboost,
    Hide,
    None,
}

#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchProducts")]
pub struct Products {
    pub boost: Option<Vec<Boost>>,
    pub category_id: Option<String>,
    pub category_path: Option<String>,
    pub collapse: Option<String>,
    pub currency: Option<String>,
    pub custom_facets: Option<Vec<FacetConfig>>,
    pub empty_query_matches_all: Option<bool>,
    pub exclusion_behaviour: Option<Behaviour>,
    pub facets: Option<Vec<String>>,
    pub filter: Option<Vec<TopLevelFilter>>,
    pub from: Option<usize>,
    pub out_of_stock_behaviour: Option<Behaviour>,
    pub personalization_boost: Option<Vec<Boost>>,
    pub personalization_weight: Option<f64>,
    pub pin: Option<Vec<Pin>>,
    pub pre_filter: Option<Vec<Filter>>,
    pub query_fields: Option<Vec<QueryField>>,
    pub relevance_weight: Option<f64>,
    pub show_private_fields: Option<bool>,
    pub size: Option<usize>,
    pub sort: Option<Vec<Sort>>,
    pub variation_id: Option<String>,
}

#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchHighlight")]
pub struct Highlight {
    pub pre_tag: String,
    pub post_tag: String,
}

/// The paging of the sections that are no products.
#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchKeywords")]
pub struct Keywords {
    pub from: Option<usize>,
    pub size: Option<usize>,
    pub empty_query_matches_all: Option<bool>,
    pub highlight: Option<Highlight>,
}

#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchCategories")]
pub struct Categories {
    #[graphql(flatten)]
    pub page: Keywords,
}

#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchPopularSearches")]
pub struct PopularSearches {
    #[graphql(flatten)]
    pub page: Keywords,
}

#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchABTest")]
pub struct AbTest {
    pub id: String,
    pub active_variation: Variation,
}

#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchABTestVariation")]
pub struct Variation {
    pub id: String,
}

/// A whole query; as `sessionParams`, what the page knows of the visitor.
#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputSearchQuery")]
pub struct Query {
    pub account_id: Option<String>,
    pub query: Option<String>,
    pub segments: Option<Vec<String>>,
    pub rules: Option<Vec<String>>,
    pub products: Option<Products>,
    pub keywords: Option<Keywords>,
    pub categories: Option<Categories>,
    pub popular_searches: Option<PopularSearches>,
    pub session_params: Option<Box<Query>>,
    pub ab_tests: Option<Vec<AbTest>>,
    pub explain: Option<bool>,
    pub redirect: Option<String>,
    pub time: Option<f64>,
}
