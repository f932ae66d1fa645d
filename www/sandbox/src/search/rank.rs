//! From what was found to what is shown: filters, scores, order, pins, one page.
use super::field::Document;
use super::filter::matches;
use super::input::{Boost, Filter, Order, Pin, Products, Sort};
use std::cmp::Ordering;
use std::collections::HashSet;

/// How often a product was ordered, put into a cart, viewed: compares as bestsellers rank.
pub type Popularity = (u32, u32, u32);

/// One product on its way to the page.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// In the catalogue.
    pub position: usize,
    pub document: &'a Document,
    /// How well it fits the text, 0–1.
    pub relevance: f64,
    pub popularity: Popularity,
}

/// A hit: position in the catalogue, and whether it was pinned.
pub type Placed = (usize, bool);

/// All hits in their order. `popular_first` is the other variation of the shop's A/B test.
pub fn rank(mut candidates: Vec<Candidate>, asked: &Products, popular_first: bool) -> Vec<Placed> {
    let filters = asked.filter.as_deref().unwrap_or_default();
    candidates.retain(|candidate| filters.iter().all(|filter| matches(&filter.filter, candidate.document)));
    let scores = candidates.iter().map(|candidate| (score(candidate, asked), *candidate));
    let mut scored: Vec<(f64, Candidate)> = scores.collect();
    let sorts = asked.sort.as_deref().unwrap_or_default();
    scored.sort_by(|(score, one), (other_score, other)| {
        let by_popularity = other.popularity.cmp(&one.popularity);
        by_fields(one.document, other.document, sorts)
            .then(if popular_first { by_popularity } else { Ordering::Equal })
            .then(other_score.total_cmp(score))
            .then(by_popularity)
            .then(one.position.cmp(&other.position))
    });
    let mut ordered: Vec<Candidate> = scored.into_iter().map(|(_, candidate)| candidate).collect();
    if let Some(field) = &asked.collapse {
        let mut seen = HashSet::new();
        ordered.retain(|candidate| candidate.document.values(field).first().is_none_or(|value| seen.insert(value)));
    }
    pin(ordered, asked.pin.as_deref().unwrap_or_default())
}

/// Relevance, the shop's boosts, and the visitor's.
fn score(candidate: &Candidate, asked: &Products) -> f64 {
    let sum =
        |boosts: &Option<Vec<Boost>>| boosts.iter().flatten().map(|boost| gain(boost, candidate.document)).sum::<f64>();
    let personal = sum(&asked.personalization_boost) * asked.personalization_weight.unwrap_or(1.0);
    candidate.relevance * asked.relevance_weight.unwrap_or(1.0) + sum(&asked.boost) + personal
}

fn gain(boost: &Boost, document: &Document) -> f64 {
    let Filter { all, any, not, value, range, has_value, prefix, field } = &boost.filter;
    let is_condition = all.is_some()
        || any.is_some()
        || not.is_some()
        || value.is_some()
        || range.is_some()
        || has_value.is_some()
        || prefix.is_some();
    if is_condition {
        return if matches(&boost.filter, document) { boost.weight } else { 0.0 };
    }
    let number = field.as_ref().and_then(|field| document.number(field));
    number.unwrap_or_default() * boost.weight
}

/// What has no such field comes last in either order.
fn by_fields(one: &Document, other: &Document, sorts: &[Sort]) -> Ordering {
    sorts.iter().fold(Ordering::Equal, |known, Sort { field, order }| {
        known.then_with(|| {
            let turn = |ordering: Ordering| if *order == Order::Desc { ordering.reverse() } else { ordering };
            if let (Some(one), Some(other)) = (one.number(field), other.number(field)) {
                return turn(one.total_cmp(&other));
            }
            match (one.values(field).first(), other.values(field).first()) {
                (Some(one), Some(other)) => turn(one.cmp(other)),
                (one, other) => other.is_some().cmp(&one.is_some()),
            }
        })
    })
}

/// Moves what is pinned to its place, counted from 1; what was not found is not pinned.
fn pin(ordered: Vec<Candidate>, pins: &[Pin]) -> Vec<Placed> {
    let place = |candidate: &Candidate| {
        let pinned = pins.iter().find(|pin| {
            let values = candidate.document.values(pin.field.as_deref().unwrap_or("productId"));
            values.iter().any(|value| pin.value.contains(value))
        });
        pinned.map(|pin| pin.position.max(1))
    };
    let mut pinned: Vec<(u32, usize)> = Vec::new();
    let mut placed: Vec<Placed> = Vec::new();
    for candidate in &ordered {
        match place(candidate) {
            Some(place) => pinned.push((place, candidate.position)),
            None => placed.push((candidate.position, false)),
        }
    }
    pinned.sort_by_key(|(place, _)| *place);
    for (place, position) in pinned {
        let index = usize::try_from(place - 1).unwrap_or(usize::MAX).min(placed.len());
        placed.insert(index, (position, true));
    }
    placed
}
