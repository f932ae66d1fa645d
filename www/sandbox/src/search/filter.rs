//! Whether a product meets a condition.
use super::field::Document;
use super::input::{Filter, Range};

/// Deeper nesting than this is no honest query.
const DEPTH: u8 = 16;

/// Whether all conditions of a filter hold. A filter without any holds.
pub fn matches(filter: &Filter, document: &Document) -> bool {
    holds(filter, document, DEPTH)
}

fn holds(filter: &Filter, document: &Document, depth: u8) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let inside = |inner: &Filter| holds(inner, document, depth);
    let field = filter.field.as_deref().unwrap_or_default();
    let values = document.values(field);
    filter.all.iter().flatten().all(inside)
        && filter.any.as_ref().is_none_or(|any| any.iter().any(inside))
        && filter.not.as_ref().is_none_or(|not| !not.iter().all(inside))
        && filter.value.as_ref().is_none_or(|wanted| values.iter().any(|value| wanted.contains(value)))
        && filter.has_value.is_none_or(|wanted| wanted != values.is_empty())
        && filter.prefix.as_ref().is_none_or(|prefixes| starts(values, prefixes))
        && filter.range.as_ref().is_none_or(|ranges| ranges.iter().any(|range| within(document.number(field), range)))
}

fn starts(values: &[String], prefixes: &[String]) -> bool {
    values.iter().any(|value| {
        let value = value.to_lowercase();
        prefixes.iter().any(|prefix| value.starts_with(&prefix.to_lowercase()))
    })
}

/// A bound that is no number lets nothing through.
fn within(value: Option<f64>, range: &Range) -> bool {
    let Some(value) = value else { return false };
    let meets = |bound: &Option<String>, compare: fn(f64, f64) -> bool| match bound {
        Some(bound) => bound.trim().parse().is_ok_and(|bound| compare(value, bound)),
        None => true,
    };
    meets(&range.gt, |value, bound| value > bound)
        && meets(&range.gte, |value, bound| value >= bound)
        && meets(&range.lt, |value, bound| value < bound)
        && meets(&range.lte, |value, bound| value <= bound)
}
