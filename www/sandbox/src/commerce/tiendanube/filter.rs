//! Which documents of a list a query asks for.
use super::super::clock;
use super::super::table::{Document, text, whole};
use serde_json::Value;

/// What a parameter means.
#[derive(Debug, Clone, Copy)]
pub enum Filter {
    /// The member has this value, as text; `any` asks for all.
    Is(&'static str),
    /// The member is one of a comma-separated list.
    OneOf(&'static str),
    /// A text member, or one of its languages, has this in it.
    Has(&'static [&'static str]),
    /// The member is larger.
    Above(&'static str),
    /// The time is this or later, or this or earlier.
    Since(&'static str),
    /// See `Since`.
    Until(&'static str),
    /// The amount is at least, or at most, this.
    Least(&'static str),
    /// See `Least`.
    Most(&'static str),
    /// One of the objects in a list has this id.
    Includes(&'static str),
}

/// Parameters which most lists take.
pub const COMMON: &[(&str, Filter)] = &[
    ("since_id", Filter::Above("id")),
    ("created_at_min", Filter::Since("created_at")),
    ("created_at_max", Filter::Until("created_at")),
    ("updated_at_min", Filter::Since("updated_at")),
    ("updated_at_max", Filter::Until("updated_at")),
];

impl Filter {
    /// Whether a document is asked for.
    pub fn matches(self, document: &Document, wanted: &str) -> bool {
        let amount = |name: &str| text(document, name).and_then(|amount| amount.parse::<f64>().ok());
        let time = |name: &str| text(document, name).and_then(clock::read);
        match self {
            Self::Is(name) => wanted == "any" || document.get(name).is_some_and(|value| plain(value) == wanted),
            Self::OneOf(name) => {
                document.get(name).is_some_and(|value| wanted.split(',').any(|one| one.trim() == plain(value)))
            }
            Self::Has(names) => names.iter().any(|name| document.get(*name).is_some_and(|value| has(value, wanted))),
            Self::Above(name) => whole(document.get(name)) > wanted.parse().ok(),
            Self::Since(name) => clock::read(wanted).is_none_or(|wanted| time(name).is_some_and(|at| at >= wanted)),
            Self::Until(name) => clock::read(wanted).is_none_or(|wanted| time(name).is_some_and(|at| at <= wanted)),
            Self::Least(name) => wanted.parse().is_ok_and(|least: f64| amount(name).is_some_and(|it| it >= least)),
            Self::Most(name) => wanted.parse().is_ok_and(|most: f64| amount(name).is_some_and(|it| it <= most)),
            Self::Includes(name) => {
                let members = document.get(name).and_then(Value::as_array);
                members.is_some_and(|all| all.iter().any(|it| it.get("id").is_some_and(|id| plain(id) == wanted)))
            }
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn has(value: &Value, wanted: &str) -> bool {
    match value {
        Value::String(text) => text.to_lowercase().contains(&wanted.to_lowercase()),
        Value::Object(languages) => languages.values().any(|text| has(text, wanted)),
        Value::Array(members) => members.iter().any(|member| has(member, wanted)),
        _ => false,
    }
}
