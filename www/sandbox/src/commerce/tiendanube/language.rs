//! Text in the languages of a store.
use super::Store;
use super::refusal::Problems;
use serde_json::{Value, json};

/// What the problem of an empty required field is called.
pub const BLANK: &str = "can't be blank";

/// Makes an object with a value for each language: a text stands for all of them, an object for those it names, over
/// what was there before.
pub fn expand(value: Value, before: Option<&Value>, store: &Store) -> Result<Value, String> {
    match value {
        Value::String(text) => {
            Ok(store.languages.iter().map(|language| ((*language).to_owned(), json!(text))).collect())
        }
        Value::Object(texts) => {
            let mut all = match before {
                Some(Value::Object(before)) => before.clone(),
                _ => store.languages.iter().map(|language| ((*language).to_owned(), json!(""))).collect(),
            };
            for (language, text) in texts {
                if !store.languages.contains(&language.as_str()) {
                    return Err(format!("language {language} is not active in this store"));
                }
                if !text.is_string() {
                    return Err(format!("{language} must be a string"));
                }
                all.insert(language, text);
            }
            Ok(Value::Object(all))
        }
        _ => Err("must be a string or an object of languages".into()),
    }
}

/// Expands a member in place; whether it says anything.
pub fn expand_member(
    document: &mut super::Document,
    name: &str,
    before: Option<&super::Document>,
    store: &Store,
    problems: &mut Problems,
) -> bool {
    let before = before.and_then(|before| before.get(name));
    match document.remove(name).or_else(|| before.cloned()).map(|value| expand(value, before, store)) {
        Some(Ok(value)) => {
            let says = value.as_object().is_some_and(|all| all.values().any(|text| text.as_str() != Some("")));
            document.insert(name.to_owned(), value);
            says
        }
        Some(Err(problem)) => {
            problems.add(name, &problem);
            true
        }
        None => false,
    }
}

/// The text in a language, or in the first that has any.
pub fn pick(value: &Value, language: &str) -> String {
    let in_language = value.get(language).and_then(Value::as_str).filter(|text| !text.is_empty());
    let any = || value.as_object()?.values().filter_map(Value::as_str).find(|text| !text.is_empty());
    in_language.or_else(any).unwrap_or_default().to_owned()
}

/// A text as part of an address, without accents.
pub fn slug(text: &str) -> String {
    let plain = |letter: char| match letter {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other if other.is_alphanumeric() => other,
        _ => '-',
    };
    let plain: String = text.to_lowercase().chars().map(plain).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
