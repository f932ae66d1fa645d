//! Values as GraphQL writes them. They stand in the document itself: as variables they would need the names of the
//! vendor's input types, of which few are documented, while all documented requests are written this way.

use serde_json::Value;

use crate::commerce::error::Error;

/// Members whose text is the name of a constant and not a text.
const CONSTANTS: [&str; 7] = ["by", "type", "fields", "image", "imageVersion", "relationship", "sort"];

/// Appends a value; `path` names it in errors, which never show it. Members of `plain` objects, which are a shop's own,
/// are texts whatever they are called.
pub fn write(value: &Value, path: &str, plain: bool, text: &mut String) -> Result<(), Error> {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                write(item, &[path, "[", &index.to_string(), "]"].concat(), plain, text)?;
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                member(name, value, &[path, ".", name].concat(), plain, text)?;
            }
            text.push('}');
        }
        // JSON escapes a subset of what GraphQL does, in the same way.
        other => text.push_str(&other.to_string()),
    }
    Ok(())
}

/// Appends `name:value`.
pub fn member(name: &str, value: &Value, path: &str, plain: bool, text: &mut String) -> Result<(), Error> {
    if !is_name(name) {
        return Err(Error::config([path, ": GraphQL has no such name"].concat()));
    }
    text.push_str(name);
    text.push(':');
    if plain || !CONSTANTS.contains(&name) {
        return write(value, path, plain, text);
    }
    match value {
        Value::Object(_) => write(value, path, plain, text),
        Value::Array(list) => {
            text.push('[');
            for (index, value) in list.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                constant(value, path, text)?;
            }
            text.push(']');
            Ok(())
        }
        value => constant(value, path, text),
    }
}

fn constant(value: &Value, path: &str, text: &mut String) -> Result<(), Error> {
    match value {
        Value::String(name) if is_constant(name) => text.push_str(name),
        _ => return Err(Error::config([path, ": must be a constant, such as BY_CID"].concat())),
    }
    Ok(())
}

fn is_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.bytes().next().is_some_and(|first| !first.is_ascii_digit())
}

fn is_constant(text: &str) -> bool {
    is_name(text) && text.bytes().all(|byte| !byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(value: Value, plain: bool) -> Result<String, Error> {
        let mut text = String::new();
        write(&value, "params", plain, &mut text).map(|()| text)
    }

    #[test]
    fn values_are_written_as_graphql_reads_them() {
        assert_eq!(written(json!({"fields": ["NAME", "PRICE"]}), false).unwrap(), "{fields:[NAME,PRICE]}");
        let value = json!({"type": "VIEWED_PRODUCT", "target": "a \"b\"\n\\ é", "list": [1, 2.5, true, null], "inner": {"sort": "BUYS"}});
        assert_eq!(
            written(value, false).unwrap(),
            r#"{inner:{sort:BUYS},list:[1,2.5,true,null],target:"a \"b\"\n\\ é",type:VIEWED_PRODUCT}"#
        );
    }

    #[test]
    fn a_shops_own_members_are_texts() {
        assert_eq!(written(json!([{"type": "Boots}"}]), true).unwrap(), r#"[{type:"Boots}"}]"#);
    }

    #[test]
    fn nothing_leaves_its_place_in_a_document() {
        for (value, path) in [
            (json!({"type": "A){x}"}), "params.type"),
            (json!({"event": {"type": "lower"}}), "params.event.type"),
            (json!({"type": 1}), "params.type"),
            (json!({"fields": ["A", "a}"]}), "params.fields"),
            (json!([{"a b": 1}]), "params[0].a b"),
            (json!({"": 1}), "params."),
            (json!({"1a": 1}), "params.1a"),
        ] {
            let error = written(value, false).unwrap_err();
            assert!(error.message.starts_with(&format!("{path}:")), "{error}");
        }
    }
}
