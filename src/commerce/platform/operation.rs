//! The operations of GraphQL: what each is told, and what it is asked.

use serde_json::{Map, Value};

use super::literal::{member, write};
use super::selection;
use crate::commerce::endpoint::Row;
use crate::commerce::error::Error;

/// What is selected of an answer.
enum Select {
    /// Nothing: the answer is a value.
    Nothing,
    /// Always the same.
    Fixed(&'static str),
    /// Products, as `select` has it, between these.
    Products(&'static str, &'static str),
    /// A session: `include`, `pages`, `recos`.
    Session,
    /// The visitor and the recommendations of `pages`.
    Pages,
    /// Recommendations that belong to no placement: the arguments themselves say which.
    Recommendations,
}

/// One operation.
pub struct Operation {
    /// Of which row.
    row: &'static str,
    /// `query` or `mutation`.
    kind: &'static str,
    /// The field of the root.
    pub field: &'static str,
    /// What it takes; a `!` is what must be there.
    arguments: &'static [&'static str],
    /// Whether the arguments hold a shop's own objects.
    plain: bool,
    select: Select,
}

const fn mutation(
    row: &'static str,
    field: &'static str,
    arguments: &'static [&'static str],
    select: Select,
) -> Operation {
    Operation { row, kind: "mutation", field, arguments, plain: false, select }
}

const fn query(
    row: &'static str,
    field: &'static str,
    arguments: &'static [&'static str],
    select: Select,
) -> Operation {
    Operation { row, kind: "query", field, arguments, plain: false, select }
}

const fn of_the_shop(operation: Operation) -> Operation {
    Operation { plain: true, ..operation }
}

const ORDER: &str = "number ref orderStatus paymentProvider statuses{date orderStatus paymentProvider} purchasedItems{productId skuId name unitPrice priceCurrencyCode quantity}";
const UPDATED: &str = "result{errors{field message} data{productId}}";
const CATEGORIES: &str =
    "categoryResult{errors{field message} category{id name parentId urlPath fullName available}}";
const IDENTITY: &str = "email attributes{name value}";
const STATUS: &str = "number statuses{date orderStatus paymentProvider}";

const OPERATIONS: [Operation; 16] = [
    mutation("sessions.create", "newSession", &["referer", "customer"], Select::Nothing),
    mutation("sessions.update", "updateSession", &["by!", "id!", "params!"], Select::Session),
    query("sessions.get", "session", &["by!", "id!"], Select::Session),
    mutation("sessions.attribute", "addAttributionParameters", &["by!", "id!", "params!"], Select::Fixed("id")),
    mutation("orders.place", "placeOrder", &["by!", "id!", "params!"], Select::Pages),
    mutation("orders.updateStatus", "updateStatus", &["number!", "params!"], Select::Fixed(STATUS)),
    query("orders.get", "order", &["id!"], Select::Fixed(ORDER)),
    of_the_shop(mutation("products.update", "updateProducts", &["products!"], Select::Fixed(UPDATED))),
    query("products.get", "product", &["id!"], Select::Products("", "")),
    query("products.list", "products", &["limit", "offset", "sort", "filter"], Select::Products("total products{", "}")),
    of_the_shop(mutation("categories.upsert", "upsertCategories", &["categories!"], Select::Fixed(CATEGORIES))),
    of_the_shop(mutation("identities.upsert", "upsertIdentity", &["identity!"], Select::Fixed(IDENTITY))),
    query("identities.get", "identity", &["email!"], Select::Fixed(IDENTITY)),
    query("segments.list", "segments", &[], Select::Fixed("id name")),
    mutation("analytics.record", "recordAnalyticsEvent", &["by!", "id!", "params!"], Select::Fixed("message errors")),
    query("recommendations.get", "recos", &["preview", "image", "addAttributionParameters"], Select::Recommendations),
];

/// The operation of a row; none for what is REST.
pub fn of(row: &Row) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.row == row.name)
}

impl Operation {
    /// The document: `given` are its arguments, and what is to be selected.
    ///
    /// # Errors
    /// [`crate::commerce::error::Kind::Config`] with the path of what is missing, unknown or cannot be written.
    pub fn document(&self, given: &Map<String, Value>) -> Result<String, Error> {
        let mut told = given.clone();
        let mut arguments = String::new();
        for argument in self.arguments {
            let name = argument.trim_end_matches('!');
            match told.remove(name).filter(|value| !value.is_null()) {
                Some(value) => {
                    arguments.push_str(if arguments.is_empty() { "" } else { "," });
                    self.argument(name, &value, &mut arguments)?;
                }
                None if argument.ends_with('!') => return Err(self.error(name, "is missing")),
                None => {}
            }
        }
        let selection = self.selection(&mut told)?;
        if let Some(unknown) = told.keys().next() {
            return Err(self.error(unknown, "is nothing that this takes"));
        }
        let (arguments, selection) = (wrapped('(', arguments, ')'), wrapped('{', selection, '}'));
        Ok(format!("{}{{{}{arguments}{selection}}}", self.kind, self.field))
    }

    fn argument(&self, name: &str, value: &Value, text: &mut String) -> Result<(), Error> {
        if !self.plain {
            return member(name, value, name, false, text);
        }
        text.push_str(name);
        text.push(':');
        write(value, name, true, text)
    }

    fn selection(&self, told: &mut Map<String, Value>) -> Result<String, Error> {
        Ok(match self.select {
            Select::Nothing => String::new(),
            Select::Fixed(text) => text.to_owned(),
            Select::Products(before, after) => format!("{before}{}{after}", selection::products(told, selection::PRODUCT)?),
            Select::Session => selection::session(told)?,
            Select::Pages => selection::placed(told)?,
            Select::Recommendations => selection::recommendations(told)?,
        })
    }

    fn error(&self, member: &str, problem: &str) -> Error {
        Error::config(format!("{}: {member} {problem}", self.row))
    }
}

fn wrapped(open: char, text: String, close: char) -> String {
    if text.is_empty() { text } else { format!("{open}{text}{close}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commerce::platform::ROWS;

    #[test]
    fn every_row_of_graphql_has_its_operation_and_no_other_has() {
        for row in ROWS {
            assert_eq!(of(row).is_some(), row.path == "/v1/graphql", "{}", row.name);
        }
        assert_eq!(OPERATIONS.len(), ROWS.iter().filter(|row| of(row).is_some()).count());
    }
}
