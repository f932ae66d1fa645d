//! Recommendations that belong to no placement.
use super::page::read;
use super::product::{self, Product};
use super::session::{books, note};
use crate::catalogue::{Catalogue, Product as Item};
use async_graphql::{Context, Enum, Error, InputObject, Object, Result, SimpleObject};
use serde_json::{Map, json};
use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Products shown unless asked otherwise.
const SHOWN: usize = 10;

/// What a list of the best counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "ToplistSort")]
pub enum Sort {
    Views,
    Buys,
}

/// How products belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Relationship {
    ViewedTogether,
    BoughtTogether,
}

/// What was chosen.
#[derive(Debug, SimpleObject)]
#[graphql(name = "Recommendation")]
pub struct Chosen {
    primary: Vec<Product>,
    result_id: String,
    /// How many there are on all pages.
    total_primary_count: usize,
    /// Where the next page of a category begins; none after the last.
    batch_token: Option<String>,
}

/// Ways to choose, for a visitor when there is one.
#[derive(Debug)]
pub struct Recos {
    /// Whose.
    pub visitor: Option<String>,
}

/// What every way to choose but that of categories is told by.
#[derive(Debug, Clone, Default, InputObject)]
#[graphql(name = "InputRecommendationParams")]
pub struct Params {
    min_products: Option<usize>,
    max_products: Option<usize>,
    /// Nothing is shown beside the products themselves here.
    show_related_products: Option<bool>,
    skip_products_in_cart: Option<bool>,
    skip_bought_products: Option<bool>,
}

impl Params {
    fn frame(&self) -> Frame {
        Frame {
            min: self.min_products,
            max: self.max_products,
            without_cart: self.skip_products_in_cart == Some(true),
            without_bought: self.skip_bought_products == Some(true),
        }
    }
}

/// The same, read.
struct Frame {
    min: Option<usize>,
    max: Option<usize>,
    without_cart: bool,
    without_bought: bool,
}

impl Recos {
    /// Products by id in this order, without those the visitor has, as many as asked for.
    fn choose(
        &self,
        context: &Context<'_>,
        name: &str,
        ids: Vec<String>,
        frame: &Frame,
        skip: usize,
    ) -> Result<Chosen> {
        let (state, books) = books(context)?;
        let mut hidden: Vec<String> = Vec::new();
        if let Some(visitor) = &self.visitor
            && let Some(visitor) = books.ledger().visitor(visitor)
        {
            if frame.without_cart {
                hidden.extend(
                    visitor
                        .cart
                        .iter()
                        .flatten()
                        .filter_map(|line| line.get("product_id")?.as_str().map(str::to_owned)),
                );
            }
            if frame.without_bought {
                hidden.extend(
                    visitor.orders.iter().flat_map(|placed| placed.order.lines.iter().map(|(id, _)| id.clone())),
                );
            }
        }
        let all: Vec<Product> = state.platform.told(books.account.name, |told| {
            let shown = ids.iter().filter(|id| !hidden.contains(id));
            shown.filter_map(|id| product::find(&state.catalogue, told, id)).collect()
        });
        let total = all.len();
        let max = frame.max.unwrap_or(SHOWN);
        let mut primary: Vec<Product> = all.into_iter().skip(skip).take(max).collect();
        if primary.len() < frame.min.unwrap_or(0) {
            primary.clear();
        }
        let next = skip + max;
        Ok(Chosen {
            primary,
            result_id: format!("{name}-{:08x}", print(name)),
            total_primary_count: total,
            batch_token: (next < total).then(|| format!("batch-{next}")),
        })
    }

    /// Products of the catalogue, best first.
    fn ranked(&self, context: &Context<'_>, sort: Sort, keep: impl Fn(&Item) -> bool) -> Result<Vec<String>> {
        let (state, books) = books(context)?;
        let popularity = books.ledger().popularity();
        let products = state.catalogue.products().iter().enumerate().filter(|(_, product)| keep(product));
        let mut ranked: Vec<(usize, &Item)> = products.collect();
        ranked.sort_by_key(|(place, _)| {
            let (orders, carts, views) = popularity.get(*place).copied().unwrap_or_default();
            Reverse(if sort == Sort::Views { (views, orders, carts) } else { (orders, carts, views) })
        });
        Ok(ranked.into_iter().map(|(_, product)| product.id.clone()).collect())
    }
}

fn print(name: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    u32::try_from(hasher.finish() & 0xffff_ffff).unwrap_or_default()
}

fn path_of(catalogue: &Catalogue, product: &Item) -> &'static str {
    catalogue.category(product.category).map_or("", |category| category.path)
}

#[Object(name = "Recos")]
#[allow(clippy::too_many_arguments, reason = "the platform's arguments")]
impl Recos {
    /// The most viewed or bought. All that was counted is as recent as the sandbox.
    async fn toplist(
        &self,
        context: &Context<'_>,
        hours: Option<i32>,
        sort: Option<Sort>,
        params: Option<Params>,
    ) -> Result<Chosen> {
        let _ = hours;
        let frame = params.unwrap_or_default().frame();
        let ids = self.ranked(context, sort.unwrap_or(Sort::Buys), |_| true)?;
        self.choose(context, "toplist", ids, &frame, 0)
    }

    /// What was viewed or bought together with products.
    async fn related(
        &self,
        context: &Context<'_>,
        product_ids: Vec<String>,
        relationship: Option<Relationship>,
        params: Option<Params>,
    ) -> Result<Chosen> {
        let (state, books) = books(context)?;
        let slot = match relationship {
            Some(Relationship::BoughtTogether) => "product-2",
            _ => "product-1",
        };
        let events: Vec<_> = product_ids.iter().map(|id| json!(["vp", id])).collect();
        let mut message = Map::new();
        message.insert("elements".into(), json!([slot]));
        message.insert("events".into(), json!(events));
        let visitor = self.visitor.clone().unwrap_or_default();
        let filled = read(&state.store.answer(books, &visitor, message), &[slot.to_owned()]);
        let ids =
            filled.into_iter().flat_map(|filled| filled.primary).filter_map(|product| product.product_id).collect();
        let frame = params.unwrap_or_default().frame();
        self.choose(context, "related", ids, &frame, 0)
    }

    /// What fits a text best.
    async fn search(&self, context: &Context<'_>, term: String, params: Option<Params>) -> Result<Chosen> {
        let (state, _) = books(context)?;
        let ids = state.catalogue.search(&term).into_iter().map(|product| product.id.clone()).collect();
        let frame = params.unwrap_or_default().frame();
        self.choose(context, "search", ids, &frame, 0)
    }

    /// Anything.
    async fn random(&self, context: &Context<'_>, params: Option<Params>) -> Result<Chosen> {
        let (state, _) = books(context)?;
        let seed = crate::id::minted(crate::clock::now());
        let mut ids: Vec<String> = state.catalogue.products().iter().map(|product| product.id.clone()).collect();
        ids.sort_by_key(|id| print(&format!("{seed}{id}")));
        let frame = params.unwrap_or_default().frame();
        self.choose(context, "random", ids, &frame, 0)
    }

    /// What the visitor saw, latest first.
    async fn history(&self, context: &Context<'_>, params: Option<Params>) -> Result<Chosen> {
        let (state, books) = books(context)?;
        let visitor = self.visitor.as_deref().ok_or_else(|| Error::new("history: needs a session"))?;
        let recent = books.ledger().visitor(visitor).map(|visitor| visitor.recent.clone()).unwrap_or_default();
        let products = state.catalogue.products();
        let ids = recent.iter().filter_map(|place| products.get(*place)).map(|product| product.id.clone()).collect();
        let frame = params.unwrap_or_default().frame();
        self.choose(context, "history", ids, &frame, 0)
    }

    /// A page of a category, merchandised.
    async fn category(
        &self,
        context: &Context<'_>,
        category: String,
        min_products: Option<usize>,
        max_products: Option<usize>,
        skip_pages: Option<usize>,
        batch_token: Option<String>,
        #[graphql(name = "skipVCEvent")] skip_vc_event: Option<bool>,
        include: Option<CategoryFilter>,
        exclude: Option<CategoryFilter>,
    ) -> Result<Chosen> {
        let (state, books) = books(context)?;
        let is_in = |product: &Item| {
            path_of(&state.catalogue, product).trim_start_matches('/') == category.trim_start_matches('/')
        };
        let fits = |filter: &Option<CategoryFilter>, product: &Item, default: bool| {
            filter.as_ref().map_or(default, |filter| filter.fits(product))
        };
        let ids = self.ranked(context, Sort::Buys, |product| {
            is_in(product) && fits(&include, product, true) && !fits(&exclude, product, false)
        })?;
        if let (Some(visitor), false) = (&self.visitor, skip_vc_event == Some(true)) {
            let mut message = Map::new();
            message.insert("events".into(), json!([["vc", category]]));
            note(state, books, visitor, &message)?;
        }
        let frame = Frame { min: min_products, max: max_products, without_cart: false, without_bought: false };
        let start = match batch_token {
            Some(token) => token
                .strip_prefix("batch-")
                .and_then(|start| start.parse().ok())
                .ok_or_else(|| Error::new("batchToken: is unknown"))?,
            None => skip_pages.unwrap_or(0) * frame.max.unwrap_or(SHOWN),
        };
        self.choose(context, "category", ids, &frame, start)
    }
}

/// Products of a category to show or to leave out.
#[derive(Debug, Clone, InputObject)]
#[graphql(name = "InputFilterParams")]
pub struct CategoryFilter {
    product_ids: Option<Vec<String>>,
    brands: Option<Vec<String>>,
}

impl CategoryFilter {
    fn fits(&self, product: &Item) -> bool {
        let has = |list: &Option<Vec<String>>, value: &String| list.as_ref().is_some_and(|list| list.contains(value));
        has(&self.product_ids, &product.id) || has(&self.brands, &product.brand)
    }
}
