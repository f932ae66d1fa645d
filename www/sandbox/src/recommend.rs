//! Chooses products, by strategy, from the counted events.
use crate::catalogue::{Catalogue, Category, Product};
use crate::counters::Counters;
use crate::message::Message;
use crate::placement::Strategy;
use crate::visitor::{Visitor, normalised};
use std::cmp::Reverse;

/// How many products a campaign shows.
const SHOWN: usize = 6;

/// What a choice is made from: the shop, its statistics, the visitor and the page.
#[derive(Debug)]
pub struct Scene<'a> {
    catalogue: &'a Catalogue,
    counters: &'a Counters,
    visitor: &'a Visitor,
    /// Products of the page.
    viewed: Vec<usize>,
    cart: Vec<usize>,
    /// Products of the latest order.
    ordered: Vec<usize>,
    categories: Vec<&'a str>,
    search: Option<&'a str>,
}

/// Chosen products and those they were chosen for, by position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the choice started from.
    pub sources: Vec<usize>,
    /// What to show, best first.
    pub products: Vec<usize>,
}

impl<'a> Scene<'a> {
    /// The scene after `message` was applied to `visitor`.
    pub fn new(catalogue: &'a Catalogue, counters: &'a Counters, visitor: &'a Visitor, message: &'a Message) -> Self {
        let mut categories: Vec<&str> = message.categories.iter().map(String::as_str).collect();
        categories.extend(message.targets("vc"));
        Self {
            catalogue,
            counters,
            visitor,
            viewed: message.targets("vp").filter_map(|id| catalogue.position(id)).collect(),
            cart: visitor.cart_products(catalogue),
            ordered: latest_order(visitor, catalogue),
            categories,
            search: message.targets("is").last(),
        }
    }

    /// The choice of one strategy; no products when it has nothing to say.
    #[must_use]
    pub fn choose(&self, strategy: Strategy) -> Choice {
        match strategy {
            Strategy::Bestsellers => self.ranked(vec![], |_, position| self.popularity(position)),
            Strategy::RecentlyViewed => self.recently_viewed(),
            Strategy::ViewedTogether => {
                self.companions(self.viewed.clone(), |one, other| self.counters.viewed_together.count(one, other))
            }
            Strategy::BoughtTogether => {
                self.companions(self.viewed.clone(), |one, other| self.counters.bought_together.count(one, other))
            }
            Strategy::CartCompanions => self.companions(self.cart.clone(), |one, other| {
                2 * self.counters.bought_together.count(one, other) + self.counters.carted_together.count(one, other)
            }),
            Strategy::OrderCompanions => {
                self.companions(self.ordered.clone(), |one, other| self.counters.bought_together.count(one, other))
            }
            Strategy::CategoryTop => self.category_top(),
            Strategy::SearchTop => self.search_top(),
            Strategy::Personal => self.ranked(vec![], |product, position| {
                (self.visitor.interest.score(product, self.catalogue), self.popularity(position))
            }),
            Strategy::Banner | Strategy::Block => Choice::default(),
        }
    }

    /// Most often together with `sources` first, then the same category, then the popular.
    fn companions(&self, sources: Vec<usize>, together: impl Fn(usize, usize) -> u32) -> Choice {
        let products = self.catalogue.products();
        let shelves: Vec<&str> = sources.iter().filter_map(|source| Some(products.get(*source)?.category)).collect();
        let known = sources.clone();
        self.ranked(sources, |product, position| {
            let count: u32 = known.iter().map(|source| together(*source, position)).sum();
            (count, shelves.contains(&product.category), self.popularity(position))
        })
    }

    fn recently_viewed(&self) -> Choice {
        let seen = self.visitor.recent.iter().copied();
        let products = seen.filter(|product| self.may_show(*product)).take(SHOWN).collect();
        Choice { sources: vec![], products }
    }

    fn category_top(&self) -> Choice {
        let shelves: Vec<&str> = self
            .catalogue
            .categories()
            .iter()
            .filter(|category| self.categories.iter().any(|name| belongs(category, name)))
            .map(|category| category.slug)
            .collect();
        let mut choice =
            self.ranked(vec![], |product, position| (shelves.contains(&product.category), self.popularity(position)));
        choice.products.retain(|position| {
            let product = self.catalogue.products().get(*position);
            product.is_some_and(|product| shelves.contains(&product.category))
        });
        choice
    }

    fn search_top(&self) -> Choice {
        let Some(terms) = self.search else {
            return Choice::default();
        };
        let normal = normalised(terms);
        let mut found: Vec<usize> =
            self.catalogue.search(terms).iter().filter_map(|product| self.catalogue.position(&product.id)).collect();
        let clicked = (0..self.catalogue.products().len())
            .filter(|product| self.counters.found(&normal, *product) > 0 && !found.contains(product));
        let clicked: Vec<usize> = clicked.collect();
        found.extend(clicked);
        found.retain(|product| self.may_show(*product));
        found.sort_by_key(|product| Reverse(self.counters.found(&normal, *product)));
        found.truncate(SHOWN);
        Choice { sources: vec![], products: found }
    }

    /// The products that may be shown, best key first, in catalogue order where keys are equal.
    fn ranked<K: Ord>(&self, sources: Vec<usize>, key: impl Fn(&Product, usize) -> K) -> Choice {
        let mut ranked: Vec<(Reverse<K>, usize)> = self
            .catalogue
            .products()
            .iter()
            .enumerate()
            .filter(|(position, _)| self.may_show(*position) && !sources.contains(position))
            .map(|(position, product)| (Reverse(key(product, position)), position))
            .collect();
        if ranked.len() > SHOWN {
            ranked.select_nth_unstable(SHOWN);
            ranked.truncate(SHOWN);
        }
        ranked.sort_unstable();
        Choice { sources, products: ranked.into_iter().map(|(_, position)| position).collect() }
    }

    /// Neither what the visitor looks at nor what is in the cart.
    fn may_show(&self, product: usize) -> bool {
        !self.viewed.contains(&product) && !self.cart.contains(&product)
    }

    fn popularity(&self, position: usize) -> (u32, u32, u32) {
        self.counters.popularity(position)
    }
}

fn latest_order(visitor: &Visitor, catalogue: &Catalogue) -> Vec<usize> {
    let lines = visitor.orders.last().map(|placed| placed.order.lines.as_slice());
    lines.unwrap_or_default().iter().filter_map(|(id, _)| catalogue.position(id)).collect()
}

/// A category page names its category by path, by a parent's path, by slug or by name.
fn belongs(category: &Category, name: &str) -> bool {
    let path = category.path.to_lowercase();
    let name = name.trim_end_matches('/').to_lowercase();
    path == name
        || path.strip_prefix(&name).is_some_and(|rest| !name.is_empty() && rest.starts_with('/'))
        || category.slug == name
        || category.name.to_lowercase() == name
}
