//! Facets: what the found products have in common, counted as if the filter on the facet's own field were not there.
use super::field::Document;
use super::filter::matches;
use super::input::{FacetConfig, FacetKind, FacetOrder, TopLevelFilter};
use async_graphql::{Error, SimpleObject, Union};
use std::collections::HashMap;

/// Values of a terms facet unless its configuration says otherwise.
const TERMS: usize = 100;

#[derive(Debug, Clone, Union)]
#[graphql(name = "SearchFacet")]
pub enum Facet {
    Stats(StatsFacet),
    Terms(TermsFacet),
}

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchStatsFacet")]
pub struct StatsFacet {
    id: String,
    name: String,
    field: String,
    #[graphql(name = "type")]
    kind: FacetKind,
    min: f64,
    max: f64,
}

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchTermsFacet")]
pub struct TermsFacet {
    id: String,
    name: String,
    field: String,
    #[graphql(name = "type")]
    kind: FacetKind,
    data: Vec<Term>,
}

#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchFacetTerm")]
pub struct Term {
    value: String,
    count: usize,
    selected: bool,
    position: Option<usize>,
    visual: Option<Visual>,
}

/// How a value looks; the sandbox has no pictures of values.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SearchFacetValueVisual")]
pub struct Visual {
    #[graphql(name = "type")]
    kind: String,
    value: String,
}

/// What the shop's dashboard would hold.
fn configured() -> Vec<FacetConfig> {
    let facet = |id: &str, name: &str, field: &str, kind| FacetConfig {
        id: id.to_owned(),
        name: Some(name.to_owned()),
        field: Some(field.to_owned()),
        kind: Some(kind),
        ..FacetConfig::default()
    };
    vec![
        facet("category", "Category", "categories", FacetKind::Terms),
        facet("brand", "Brand", "brand", FacetKind::Terms),
        facet("colour", "Colour", "customFields.colour", FacetKind::Terms),
        facet("material", "Material", "customFields.material", FacetKind::Terms),
        facet("price", "Price", "price", FacetKind::Stats),
        facet("rating", "Rating", "ratingValue", FacetKind::Stats),
    ]
}

/// The facets a query asks for: of the configured ones those it names, changed or joined by its own.
fn chosen(named: Option<&[String]>, custom: &[FacetConfig]) -> Vec<FacetConfig> {
    let mut facets = configured();
    if let Some(named) = named {
        facets.retain(|facet| named.iter().any(|name| name == "*" || *name == facet.id));
    }
    for own in custom {
        match facets.iter_mut().find(|facet| facet.id == own.id) {
            Some(known) => merge(known, own),
            None => facets.push(own.clone()),
        }
    }
    facets.retain(|facet| facet.enabled != Some(false));
    facets.sort_by_key(|facet| facet.position.unwrap_or(u32::MAX));
    facets
}

fn merge(known: &mut FacetConfig, own: &FacetConfig) {
    let own = own.clone();
    known.enabled = own.enabled.or(known.enabled);
    known.field = own.field.or(known.field.take());
    known.name = own.name.or(known.name.take());
    known.kind = own.kind.or(known.kind);
    known.order = own.order.or(known.order);
    known.position = own.position.or(known.position);
    known.size = own.size.or(known.size);
    known.prefix = own.prefix.or(known.prefix.take());
    known.infix = own.infix.or(known.infix.take());
}

/// Counts the facets over `found`, the documents before the filters. One without values is left out.
///
/// # Errors
/// A facet of the query's own that lacks its field or type.
pub fn facets(
    named: Option<&[String]>,
    custom: &[FacetConfig],
    filters: &[TopLevelFilter],
    found: &[&Document],
) -> Result<Vec<Facet>, Error> {
    let mut counted = Vec::new();
    for config in chosen(named, custom) {
        let (Some(field), Some(kind)) = (&config.field, config.kind) else {
            return Err(Error::new(format!("customFacets: {} needs a field and a type", config.id)));
        };
        let counts = |filter: &&TopLevelFilter| match &filter.exclude_facets {
            Some(excluded) => !excluded.contains(&config.id),
            None => filter.filter.field.as_ref() != Some(field),
        };
        let applied: Vec<&TopLevelFilter> = filters.iter().filter(counts).collect();
        let seen: Vec<&Document> = found
            .iter()
            .filter(|document| applied.iter().all(|filter| matches(&filter.filter, document)))
            .copied()
            .collect();
        counted.extend(match kind {
            FacetKind::Stats => stats(&config, field, &seen),
            FacetKind::Terms => terms(&config, field, &seen, filters),
        });
    }
    Ok(counted)
}

fn named(config: &FacetConfig) -> String {
    config.name.clone().unwrap_or_else(|| config.id.clone())
}

fn stats(config: &FacetConfig, field: &str, seen: &[&Document]) -> Option<Facet> {
    let numbers = || seen.iter().filter_map(|document| document.number(field));
    let (min, max) = (numbers().reduce(f64::min)?, numbers().reduce(f64::max)?);
    let kind = FacetKind::Stats;
    Some(Facet::Stats(StatsFacet {
        id: config.id.clone(),
        name: named(config),
        field: field.to_owned(),
        kind,
        min,
        max,
    }))
}

fn terms(config: &FacetConfig, field: &str, seen: &[&Document], filters: &[TopLevelFilter]) -> Option<Facet> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for value in seen.iter().flat_map(|document| document.values(field)) {
        *counts.entry(value).or_default() += 1;
    }
    let lower =
        |texts: &Option<Vec<String>>| texts.iter().flatten().map(|text| text.to_lowercase()).collect::<Vec<_>>();
    let (prefixes, infixes) = (lower(&config.prefix), lower(&config.infix));
    let wanted = |value: &str| {
        let value = value.to_lowercase();
        (prefixes.is_empty() || prefixes.iter().any(|prefix| value.starts_with(prefix)))
            && (infixes.is_empty() || infixes.iter().any(|infix| value.contains(infix)))
    };
    let mut terms: Vec<(&str, usize)> = counts.into_iter().filter(|(value, _)| wanted(value)).collect();
    let by_index = config.order == Some(FacetOrder::Index);
    terms.sort_by(|(one, count), (other, other_count)| {
        let by_count = if by_index { std::cmp::Ordering::Equal } else { other_count.cmp(count) };
        by_count.then_with(|| one.cmp(other))
    });
    terms.truncate(config.size.unwrap_or(TERMS));
    let is_selected = |value: &str| {
        let mut of_field = filters.iter().filter(|filter| filter.filter.field.as_deref() == Some(field));
        of_field.any(|filter| filter.filter.value.iter().flatten().any(|selected| selected == value))
    };
    let term = |(value, count): (&str, usize)| Term {
        value: value.to_owned(),
        count,
        selected: is_selected(value),
        position: None,
        visual: None,
    };
    let data: Vec<Term> = terms.into_iter().map(term).collect();
    let kind = FacetKind::Terms;
    let facet = TermsFacet { id: config.id.clone(), name: named(config), field: field.to_owned(), kind, data };
    (!facet.data.is_empty()).then_some(Facet::Terms(facet))
}
