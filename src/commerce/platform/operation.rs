//! The operations of GraphQL: what each is told, and what it is asked.

use serde_json::{Map, Value};

use super::literal::member;
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

impl Select {
    /// What is told of it beside the arguments.
    fn members(&self) -> &'static [&'static str] {
        match self {
            Self::Nothing | Self::Fixed(_) => &[],
            Self::Products(..) => &["select"],
            Self::Session => &["include", "pages", "recos"],
            Self::Pages => &["pages"],
            Self::Recommendations => &selection::WAY_NAMES,
        }
    }
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
    Operation { kind: "query", ..mutation(row, field, arguments, select) }
}

const fn of_the_shop(operation: Operation) -> Operation {
    Operation { plain: true, ..operation }
}

const ORDER: &str = "number ref orderStatus paymentProvider statuses{date orderStatus paymentProvider} purchasedItems{productId skuId name unitPrice priceCurrencyCode quantity}";
const UPDATED: &str = "result{errors{field message} data{productId}}";
const CATEGORIES: &str = "categoryResult{errors{field message} category{id name parentId urlPath fullName available}}";
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
    query(
        "products.list",
        "products",
        &["limit", "offset", "sort", "filter"],
        Select::Products("total products{", "}"),
    ),
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
    /// Whether it looks for something that may not be there.
    pub fn finds(&self) -> bool {
        self.kind == "query" && self.arguments.iter().any(|argument| argument.ends_with('!'))
    }

    /// The document: `given` are its arguments, and what is to be selected; those of `page` go before them.
    ///
    /// # Errors
    /// [`crate::commerce::error::Kind::Config`] with the path of what is missing, unknown or cannot be written.
    pub fn document(&self, given: &Map<String, Value>, page: &[(&str, Value)]) -> Result<String, Error> {
        let takes = |name: &str| {
            self.arguments.iter().any(|argument| argument.trim_end_matches('!') == name)
                || self.select.members().contains(&name)
        };
        if let Some(unknown) = given.keys().find(|name| !takes(name)) {
            return Err(self.error(unknown, "is nothing that this takes"));
        }
        let mut arguments = String::new();
        for argument in self.arguments {
            let name = argument.trim_end_matches('!');
            let turned = page.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
            match turned.or(given.get(name)).filter(|value| !value.is_null()) {
                Some(value) => {
                    arguments.push_str(if arguments.is_empty() { "" } else { "," });
                    member(name, value, name, self.plain, &mut arguments)?;
                }
                None if argument.ends_with('!') => return Err(self.error(name, "is missing")),
                None => {}
            }
        }
        let selection = self.selection(given)?;
        let (arguments, selection) = (wrapped("(", arguments, ")"), wrapped("{", selection, "}"));
        Ok([self.kind, "{", self.field, &arguments, &selection, "}"].concat())
    }

    fn selection(&self, given: &Map<String, Value>) -> Result<String, Error> {
        Ok(match self.select {
            Select::Nothing => String::new(),
            Select::Fixed(text) => text.to_owned(),
            Select::Products(before, after) => {
                [before, selection::products(given, selection::PRODUCT)?, after].concat()
            }
            Select::Session => selection::session(given)?,
            Select::Pages => selection::placed(given)?,
            Select::Recommendations => selection::recommendations(given)?,
        })
    }

    fn error(&self, member: &str, problem: &str) -> Error {
        Error::config(format!("{}: {member} {problem}", self.row))
    }
}

fn wrapped(open: &str, text: String, close: &str) -> String {
    if text.is_empty() { text } else { [open, &text, close].concat() }
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
