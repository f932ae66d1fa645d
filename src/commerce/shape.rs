//! What is the same kind of thing in every answer of a system, told by the names of members. Servers write one id as
//! text here and as a number there, and prices as either; what leaves the connectors is always the same.

use serde_json::Value;

/// The names of a system's members that need care. Every other member stays as it came, known or not.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Ids besides `id`, `…_id` and lists named `…_ids`: become text, so that none loses digits in JavaScript.
    pub ids: &'static [&'static str],
    /// Amounts of money in major units: become decimal text with the digits they came with.
    pub amounts: &'static [&'static str],
    /// Counts: become numbers.
    pub counts: &'static [&'static str],
}

impl Shape {
    /// Makes ids text, amounts decimal text and counts numbers, in the whole value.
    pub fn apply(&self, value: &mut Value) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|item| self.apply(item)),
            Value::Object(members) => {
                for (name, member) in members {
                    if self.is_id(name) {
                        stringify(member);
                    } else if self.amounts.contains(&name.as_str()) {
                        stringify_number(member);
                    } else if self.counts.contains(&name.as_str()) {
                        count(member);
                    }
                    self.apply(member);
                }
            }
            _ => {}
        }
    }

    fn is_id(&self, name: &str) -> bool {
        name == "id" || name.ends_with("_id") || name.ends_with("_ids") || self.ids.contains(&name)
    }
}

/// An id, or a list of ids.
fn stringify(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(stringify_number),
        other => stringify_number(other),
    }
}

/// The shortest decimal that reads back as the same number, which is how it was written.
fn stringify_number(value: &mut Value) {
    if let Value::Number(number) = value {
        *value = Value::String(number.to_string());
    }
}

fn count(value: &mut Value) {
    let number = value.as_str().and_then(|text| text.trim().parse::<i64>().ok());
    if let Some(number) = number {
        *value = number.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const SHAPE: Shape = Shape { ids: &["categories"], amounts: &["price"], counts: &["quantity"] };

    #[test]
    fn ids_amounts_and_counts_come_out_in_one_form() {
        let mut value = json!({
            "id": 18_446_744_073_709_551_615_u64, "store_id": "271146", "customer_ids": [1, "2"],
            "categories": [7, {"id": 8, "parent": null}], "price": 13.49,
            "lines": [{"id": 9_007_199_254_740_993_u64, "quantity": "3", "price": null}, {"quantity": 5, "price": "19.00"}],
            "unknown": {"member": 1},
        });
        SHAPE.apply(&mut value);
        assert_eq!(
            value,
            json!({
                "id": "18446744073709551615", "store_id": "271146", "customer_ids": ["1", "2"],
                "categories": ["7", {"id": "8", "parent": null}], "price": "13.49",
                "lines": [{"id": "9007199254740993", "quantity": 3, "price": null}, {"quantity": 5, "price": "19.00"}],
                "unknown": {"member": 1},
            })
        );
    }
}
