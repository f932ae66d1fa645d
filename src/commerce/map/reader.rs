//! Reads what shop systems answer: ids and amounts as numbers or text, absent and `null` alike, and what cannot be read
//! is noted with its path, never its value.

use crate::commerce::money::Money;
use serde::Serialize;
use serde_json::Value;
use std::cell::RefCell;

/// What was wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Where: `cart.products[2].price`.
    pub path: String,
    /// `missing`, `expected an amount`, …
    pub problem: &'static str,
}

/// What became of a value: its place in a session, when it has one, and what was wrong on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mapped<T> {
    /// `None` when the session shall not be told anything.
    pub value: Option<T>,
    /// Empty when everything was as expected.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs `job` over `value`, whose name in paths is `root`.
pub fn map<T>(root: &str, value: &Value, job: impl FnOnce(&Reader) -> Option<T>) -> Mapped<T> {
    let problems = RefCell::new(Vec::new());
    let value = job(&Reader { value, path: root.into(), problems: &problems });
    Mapped { value, diagnostics: problems.into_inner() }
}

static ABSENT: Value = Value::Null;

/// A value, and where it stands.
#[derive(Clone)]
pub struct Reader<'a> {
    value: &'a Value,
    path: String,
    problems: &'a RefCell<Vec<Diagnostic>>,
}

impl<'a> Reader<'a> {
    /// The member `name`; one that is not there reads as `null`.
    pub fn get(&self, name: &str) -> Reader<'a> {
        let value = self.value.get(name).unwrap_or(&ABSENT);
        Reader { value, path: format!("{}.{name}", self.path), problems: self.problems }
    }

    /// What is at `path`, members with dots between them.
    pub fn at(&self, path: &str) -> Reader<'a> {
        path.split('.').fold(self.clone(), |reader, name| reader.get(name))
    }

    /// The first of `names` that is there, else the first.
    pub fn any(&self, names: &[&str]) -> Reader<'a> {
        let found = names.iter().copied().find(|name| !self.get(name).is_absent());
        self.get(found.or(names.first().copied()).unwrap_or_default())
    }

    /// The elements of a list.
    pub fn list(&self) -> Option<Vec<Reader<'a>>> {
        let Value::Array(elements) = self.value else {
            return self.unless_absent("expected a list");
        };
        let path = |index| format!("{}[{index}]", self.path);
        let element = |(index, value)| Reader { value, path: path(index), problems: self.problems };
        Some(elements.iter().enumerate().map(element).collect())
    }

    /// Whether there is nothing, or `null`.
    pub fn is_absent(&self) -> bool {
        self.value.is_null()
    }

    /// Whether this is an object; notes when it is something else.
    pub fn is_object(&self) -> bool {
        let is_object = self.value.is_object();
        if !is_object {
            self.report("expected an object");
        }
        is_object
    }

    /// The value itself.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// An identifier: text, or a whole number of up to 64 bits.
    pub fn id(&self) -> Option<String> {
        match self.value {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().into()),
            Value::String(_) => None,
            Value::Number(number) if !number.is_f64() => Some(number.to_string()),
            _ => self.unless_absent("expected an id"),
        }
    }

    /// Text that says something, or a number as text.
    pub fn text(&self) -> Option<String> {
        match self.value {
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => self.unless_absent("expected a string"),
        }
    }

    /// An amount in major units.
    pub fn money(&self) -> Option<Money> {
        Money::read(self.value).or_else(|| self.unless_absent("expected an amount"))
    }

    /// An amount in minor units, see [`Money::read_minor`].
    pub fn minor(&self, digits: u32) -> Option<Money> {
        Money::read_minor(self.value, digits).or_else(|| self.unless_absent("expected a whole number of minor units"))
    }

    /// A whole number.
    pub fn count(&self) -> Option<i64> {
        let read = match self.value {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        read.or_else(|| self.unless_absent("expected a whole number"))
    }

    /// `true` or `false`.
    pub fn flag(&self) -> Option<bool> {
        self.value.as_bool().or_else(|| self.unless_absent("expected true or false"))
    }

    /// `read`, noting when there is nothing.
    pub fn must<T>(&self, read: impl FnOnce(&Self) -> Option<T>) -> Option<T> {
        let value = read(self);
        if value.is_none() && (self.is_absent() || self.value == "") {
            self.report("missing");
        }
        value
    }

    /// Notes a problem here.
    pub fn report(&self, problem: &'static str) {
        self.problems.borrow_mut().push(Diagnostic { path: self.path.clone(), problem });
    }

    fn unless_absent<T>(&self, problem: &'static str) -> Option<T> {
        if !self.is_absent() {
            self.report(problem);
        }
        None
    }
}
