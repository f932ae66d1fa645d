//! Checks of JSON by tables of names and kinds.
use crate::clock;
use serde_json::{Map, Value};

/// What a field may hold. `null` always counts as absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Flag,
    /// Milliseconds or an ISO 8601 text.
    Date,
    List,
    /// A list of strings; other members are dropped one by one.
    Texts,
    Object,
}

/// Known fields of one object.
pub(crate) type Fields<'a> = &'a [(&'a str, Kind)];

impl Kind {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Number => value.is_number(),
            Self::Flag => value.is_boolean(),
            Self::Date => clock::read_date(value).is_some(),
            Self::List | Self::Texts => value.is_array(),
            Self::Object => value.is_object(),
        }
    }

    const fn expectation(self) -> &'static str {
        match self {
            Self::Text => "expected a string",
            Self::Number => "expected a number",
            Self::Flag => "expected a boolean",
            Self::Date => "expected a date",
            Self::List | Self::Texts => "expected an array",
            Self::Object => "expected an object",
        }
    }
}

/// Removes the known fields that hold something else than they should, with a line for each
/// unless it is `null`; unknown fields stay.
pub(crate) fn fields(object: &mut Map<String, Value>, known: Fields, path: &str, errors: &mut Vec<String>) {
    for (name, kind) in known {
        let Some(value) = object.get_mut(*name) else {
            continue;
        };
        if !kind.fits(value) {
            if !value.is_null() {
                errors.push(format!("{}: {}", join(path, name), kind.expectation()));
            }
            object.remove(*name);
        } else if *kind == Kind::Texts {
            texts(value, &join(path, name), errors);
        }
    }
}

/// `cart[1]` and `name` → `cart[1].name`.
pub(crate) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn texts(value: &mut Value, path: &str, errors: &mut Vec<String>) {
    let Value::Array(values) = value else {
        return;
    };
    let mut place = 0;
    values.retain(|value| {
        let valid = value.is_string();
        if !valid {
            errors.push(format!("{path}[{place}]: expected a string"));
        }
        place += 1;
        valid
    });
}
