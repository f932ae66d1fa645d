//! The schema's root: one query, whose sections are computed when they are selected.
use super::facet::{self, Facet};
use super::field::Document;
use super::index::Found;
use super::input::{self, AbTest};
use super::product::{self, SearchProduct};
use super::rank::{self, Candidate};
use super::suggest::{self, CategoryHit, Keyword, PopularSearch, Section};
use super::{Engine, redirect};
use crate::accounts::Account;
use crate::catalogue::Currency;
use crate::state::AppState;
use async_graphql::{Context, EmptyMutation, EmptySubscription, Error, Json, Object, Result, SimpleObject};
use serde_json::Value;

/// No search reaches further than this.
const REACH: usize = 10_000;

/// Hits of a page unless the query says otherwise.
const SIZE: usize = 5;

/// The test the account `beta` runs, and its variations.
const TEST: &str = "sandbox-order";
const VARIATIONS: [&str; 2] = ["relevance", "popularity"];

/// The schema, built once.
pub type Schema = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// Where the page reached this server: what addresses in answers begin with.
#[derive(Debug, Clone)]
pub struct Origin(pub String);

#[derive(Debug, Default)]
pub struct Query;

#[Object]
impl Query {
    /// Searches the catalogue of an account.
    #[allow(clippy::too_many_arguments, reason = "the platform's arguments")]
    async fn search(
        &self,
        context: &Context<'_>,
        account_id: Option<String>,
        query: Option<String>,
        segments: Option<Vec<String>>,
        rules: Option<Vec<String>>,
        products: Option<input::Products>,
        keywords: Option<input::Keywords>,
        categories: Option<input::Categories>,
        popular_searches: Option<input::PopularSearches>,
        session_params: Option<input::Query>,
        ab_tests: Option<Vec<AbTest>>,
        explain: Option<bool>,
        redirect: Option<String>,
        time: Option<f64>,
    ) -> Result<Option<SearchResult>> {
        // There are neither segments nor rules here, and no time makes a difference.
        let _ = (segments, rules, redirect, time);
        let Some(account) = account_id.as_deref().and_then(Account::find).filter(|account| account.enabled) else {
            return Err(Error::new("accountId: unknown account"));
        };
        let state = context.data::<AppState>()?.clone();
        let origin = context.data::<Origin>()?.0.clone();
        let mut asked = products.unwrap_or_default();
        if let Some(known) = session_params.and_then(|params| params.products) {
            asked.boost.get_or_insert_default().extend(known.boost.unwrap_or_default());
            asked.personalization_boost.get_or_insert_default().extend(known.personalization_boost.unwrap_or_default());
            asked.filter.get_or_insert_default().extend(known.filter.unwrap_or_default());
        }
        let text = query.unwrap_or_default();
        let found = state.search.index.search(text.trim(), asked.query_fields.as_deref())?;
        Ok(Some(SearchResult {
            variation: variation(account, &state.search, ab_tests.unwrap_or_default()),
            keywords: keywords.unwrap_or_default(),
            categories: categories.unwrap_or_default().page,
            popular: popular_searches.unwrap_or_default().page,
            explain: explain == Some(true),
            state,
            origin,
            account,
            asked,
            text,
            found,
        }))
    }
}

/// The variation this visitor sees: the one they know, else the next of both in turn.
fn variation(account: &Account, engine: &Engine, known: Vec<AbTest>) -> Option<&'static str> {
    if account.name != "beta" {
        return None;
    }
    let known = known.into_iter().find(|test| test.id == TEST).map(|test| test.active_variation.id);
    let known = known.and_then(|known| VARIATIONS.into_iter().find(|variation| *variation == known));
    known.or_else(|| VARIATIONS.get(engine.turn() % VARIATIONS.len()).copied())
}

pub struct SearchResult {
    state: AppState,
    origin: String,
    account: &'static Account,
    text: String,
    found: Found,
    asked: input::Products,
    keywords: input::Keywords,
    categories: input::Keywords,
    popular: input::Keywords,
    variation: Option<&'static str>,
    explain: bool,
}

#[Object]
impl SearchResult {
    /// The text the results are of.
    async fn query(&self) -> Option<&str> {
        (!self.text.is_empty()).then_some(self.found.query.as_str())
    }

    /// Where the text leads, when it stands for a page.
    async fn redirect(&self) -> Option<String> {
        redirect(&self.text, &self.origin)
    }

    async fn autocorrect(&self) -> Option<Autocorrect> {
        self.found.original.clone().map(|original| Autocorrect { original })
    }

    async fn explain(&self) -> Option<Explain> {
        self.explain.then(|| Explain { matched_rules: Vec::new() })
    }

    async fn ab_tests(&self) -> Option<Vec<ActiveTest>> {
        let variation = self.variation?;
        Some(vec![ActiveTest { id: TEST.to_owned(), active_variation: ActiveVariation { id: variation.to_owned() } }])
    }

    async fn products(&self) -> Result<Option<Products>> {
        self.find_products().map(Some)
    }

    async fn keywords(&self) -> Result<Option<Section<Keyword>>> {
        let (catalogue, index) = (&self.state.catalogue, &self.state.search.index);
        Ok(Some(suggest::keywords(catalogue, index, &self.text, &self.keywords, &self.origin)?))
    }

    async fn categories(&self) -> Option<Section<CategoryHit>> {
        Some(suggest::categories(&self.state.catalogue, &self.text, &self.categories, &self.origin))
    }

    async fn popular_searches(&self) -> Option<Section<PopularSearch>> {
        let searches = self.state.store.books(self.account.name)?.ledger().popular_searches();
        Some(suggest::popular(searches, &self.text, &self.popular))
    }
}

impl SearchResult {
    fn find_products(&self) -> Result<Products> {
        let asked = &self.asked;
        let is_private = asked.show_private_fields == Some(true)
            || asked.exclusion_behaviour.is_some()
            || asked.out_of_stock_behaviour.is_some();
        if is_private {
            return Err(Error::new("products: showPrivateFields and behaviours need a private key"));
        }
        let (from, size) = (asked.from.unwrap_or_default(), asked.size.unwrap_or(SIZE));
        if from.saturating_add(size) > REACH {
            return Err(Error::new(format!("products: from + size must be at most {REACH}")));
        }
        let currency = self.currency()?;
        let documents = self.state.search.documents(currency);
        let candidates = self.candidates(documents)?;
        let facets = {
            let found: Vec<&Document> = candidates.iter().map(|candidate| candidate.document).collect();
            let own = asked.custom_facets.as_deref().unwrap_or_default();
            facet::facets(asked.facets.as_deref(), own, asked.filter.as_deref().unwrap_or_default(), &found)?
        };
        let ranked = rank::rank(candidates, asked, self.variation == VARIATIONS.last().copied());
        let hit = |(position, pinned): (usize, bool)| {
            let mut hit = product::hit(&self.state.catalogue, position, currency, &self.origin)?;
            hit.pinned = Some(pinned);
            Some(hit)
        };
        Ok(Products {
            total: ranked.len().min(REACH),
            hits: ranked.into_iter().skip(from).take(size).filter_map(hit).collect(),
            facets: Some(facets),
            from: Some(from),
            size: Some(size),
            fuzzy: Some(self.found.fuzzy),
            collapse: asked.collapse.clone(),
            category_id: asked.category_id.clone(),
            category_path: asked.category_path.clone(),
        })
    }

    fn currency(&self) -> Result<Currency> {
        let named = self.asked.currency.as_deref().or(self.asked.variation_id.as_deref());
        let Some(code) = named else { return Ok(self.account.currency) };
        Currency::from_code(code).ok_or_else(|| Error::new("products: unknown currency"))
    }

    /// The products of the text or, without one, of the category. The public may not ask for all there are.
    fn candidates<'a>(&self, documents: &'a [Document]) -> Result<Vec<Candidate<'a>>> {
        let asked = &self.asked;
        let in_category = |document: &Document| {
            let path = |path: &String| {
                let path = format!("/{}", path.trim_matches('/')).to_lowercase();
                document.values("categories").iter().any(|known| known.to_lowercase() == path)
            };
            asked.category_path.as_ref().is_none_or(path)
                && asked.category_id.as_ref().is_none_or(|id| document.values("categoryIds").contains(id))
        };
        let has_category = asked.category_path.is_some() || asked.category_id.is_some();
        let hits: Vec<(usize, f64)> = match (self.text.trim().is_empty(), has_category) {
            (false, _) => self.found.hits.clone(),
            (true, true) => (0..documents.len()).map(|position| (position, 1.0)).collect(),
            (true, false) => return Err(Error::new("products: a query, categoryId or categoryPath is needed")),
        };
        let popularity = self.state.store.books(self.account.name).map(|books| books.ledger().popularity());
        let before = asked.pre_filter.as_deref().unwrap_or_default();
        let candidates = hits.into_iter().filter_map(|(position, relevance)| {
            let document = documents.get(position)?;
            let popularity = popularity.as_ref().and_then(|all| all.get(position)).copied().unwrap_or_default();
            Some(Candidate { position, document, relevance, popularity })
        });
        let meets = |candidate: &Candidate| {
            in_category(candidate.document)
                && before.iter().all(|filter| super::filter::matches(filter, candidate.document))
        };
        Ok(candidates.filter(meets).collect())
    }
}

#[derive(SimpleObject)]
#[graphql(name = "SearchProducts")]
struct Products {
    hits: Vec<SearchProduct>,
    total: usize,
    size: Option<usize>,
    from: Option<usize>,
    facets: Option<Vec<Facet>>,
    fuzzy: Option<bool>,
    collapse: Option<String>,
    category_id: Option<String>,
    category_path: Option<String>,
}

#[derive(SimpleObject)]
#[graphql(name = "SearchAutocorrect")]
struct Autocorrect {
    original: String,
}

#[derive(SimpleObject)]
#[graphql(name = "SearchExplain")]
struct Explain {
    matched_rules: Vec<ExplainRule>,
}

#[derive(SimpleObject)]
#[graphql(name = "SearchExplainRule")]
struct ExplainRule {
    id: String,
    name: Option<String>,
    set: Option<Json<Value>>,
}

#[derive(SimpleObject)]
#[graphql(name = "SearchABTest")]
struct ActiveTest {
    id: String,
    active_variation: ActiveVariation,
}

#[derive(SimpleObject)]
#[graphql(name = "SearchABTestVariation")]
struct ActiveVariation {
    id: String,
}
