//! What completes a text: keywords, categories, popular searches.
use super::facet::Facet;
use super::index::{Index, words};
use super::input::{Highlight, Keywords as Page};
use super::redirect;
use crate::catalogue::{Catalogue, Category};
use async_graphql::SimpleObject;
use std::collections::BTreeSet;

/// Hits of a section unless the query says otherwise.
const SIZE: usize = 5;

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchHighlight")]
pub struct Highlighted {
    /// HTML.
    keyword: Option<String>,
}

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchKeyword")]
pub struct Keyword {
    keyword: String,
    total: usize,
    priority: usize,
    position: Option<usize>,
    facets: Vec<Facet>,
    #[graphql(name = "_redirect")]
    redirect: Option<String>,
    #[graphql(name = "_highlight")]
    highlight: Option<Highlighted>,
}

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchCategory")]
pub struct CategoryHit {
    name: Option<String>,
    full_name: Option<String>,
    external_id: Option<String>,
    parent_external_id: Option<String>,
    url: Option<String>,
    url_path: Option<String>,
    #[graphql(name = "_highlight")]
    highlight: Option<Highlighted>,
}

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchPopularSearch")]
pub struct PopularSearch {
    query: Option<String>,
    total: Option<usize>,
    #[graphql(name = "_highlight")]
    highlight: Option<Highlighted>,
}

/// One page of hits.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(concrete(name = "SearchKeywords", params(Keyword)))]
#[graphql(concrete(name = "SearchCategories", params(CategoryHit)))]
#[graphql(concrete(name = "SearchPopularSearches", params(PopularSearch)))]
pub struct Section<T: async_graphql::OutputType> {
    hits: Vec<T>,
    total: usize,
    size: Option<usize>,
    from: Option<usize>,
    fuzzy: Option<bool>,
}

fn page<T: async_graphql::OutputType>(all: Vec<T>, asked: &Page) -> Section<T> {
    let (from, size) = (asked.from.unwrap_or_default(), asked.size.unwrap_or(SIZE));
    let total = all.len();
    Section {
        hits: all.into_iter().skip(from).take(size).collect(),
        total,
        size: Some(size),
        from: Some(from),
        fuzzy: Some(false),
    }
}

/// The words a shopper may have meant: those of which every typed word is a beginning.
fn fits(text: &str, query: &str, asked: &Page) -> bool {
    let typed = words(query);
    if typed.is_empty() {
        return asked.empty_query_matches_all == Some(true);
    }
    let known = words(text);
    typed.iter().all(|word| known.iter().any(|known| known.starts_with(word)))
}

/// The text as HTML with what was typed between the tags.
fn highlighted(text: &str, query: &str, tags: Option<&Highlight>) -> Option<Highlighted> {
    let typed = words(query);
    let (before, after) = tags.map_or(("<em>", "</em>"), |tags| (tags.pre_tag.as_str(), tags.post_tag.as_str()));
    let mark = |word: &str| {
        let lower = word.to_lowercase();
        let length = typed.iter().filter(|typed| lower.starts_with(*typed)).map(|typed| typed.chars().count()).max();
        let (start, rest): (String, String) = match length {
            Some(length) => (word.chars().take(length).collect(), word.chars().skip(length).collect()),
            None => (String::new(), word.to_owned()),
        };
        if start.is_empty() { escape(&rest) } else { format!("{before}{}{after}{}", escape(&start), escape(&rest)) }
    };
    let words: Vec<String> = text.split(' ').map(mark).collect();
    Some(Highlighted { keyword: Some(words.join(" ")) })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Categories, brands and materials of the catalogue, and materials within categories, with what each finds.
pub fn keywords(
    catalogue: &Catalogue,
    index: &Index,
    query: &str,
    asked: &Page,
    origin: &str,
) -> rusqlite::Result<Section<Keyword>> {
    let mut texts: BTreeSet<String> = BTreeSet::new();
    for product in catalogue.products() {
        let shelf =
            catalogue.category(product.category).map(|category| category.name.to_lowercase()).unwrap_or_default();
        let material = product.tags.first().copied().unwrap_or_default();
        texts.extend([product.brand.to_lowercase(), material.to_owned(), format!("{material} {shelf}"), shelf]);
    }
    let mut found = Vec::new();
    for text in texts.into_iter().filter(|text| fits(text, query, asked)) {
        found.push((index.search(&text, None)?.hits.len(), text));
    }
    found.sort_by(|(one_total, one), (other_total, other)| other_total.cmp(one_total).then_with(|| one.cmp(other)));
    let keyword = |(place, (total, keyword)): (usize, (usize, String))| Keyword {
        redirect: redirect(&keyword, origin),
        highlight: highlighted(&keyword, query, asked.highlight.as_ref()),
        position: Some(place + 1),
        priority: place + 1,
        facets: Vec::new(),
        keyword,
        total,
    };
    Ok(page(found.into_iter().enumerate().map(keyword).collect(), asked))
}

/// Shelves whose name fits.
pub fn categories(catalogue: &Catalogue, query: &str, asked: &Page, origin: &str) -> Section<CategoryHit> {
    let hit = |category: &Category| CategoryHit {
        name: Some(category.name.to_owned()),
        full_name: Some(category.path.trim_start_matches('/').replace('/', " > ")),
        external_id: Some(category.slug.to_owned()),
        parent_external_id: category.path.split('/').nth(1).map(str::to_lowercase),
        url: Some(format!("{origin}/shop/category/{}", category.slug)),
        url_path: Some(category.path.to_owned()),
        highlight: highlighted(category.name, query, asked.highlight.as_ref()),
    };
    let fitting = catalogue.categories().iter().filter(|category| fits(category.name, query, asked));
    page(fitting.map(hit).collect(), asked)
}

/// What others searched for, most often first; `searches` are texts with how often.
pub fn popular(searches: Vec<(String, usize)>, query: &str, asked: &Page) -> Section<PopularSearch> {
    let fitting = searches.into_iter().filter(|(text, _)| fits(text, query, asked));
    let hit = |(text, total): (String, usize)| PopularSearch {
        highlight: highlighted(&text, query, asked.highlight.as_ref()),
        query: Some(text),
        total: Some(total),
    };
    page(fitting.map(hit).collect(), asked)
}
