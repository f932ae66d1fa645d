//! Texts by language.

use super::Options;
use crate::commerce::map::reader::Reader;
use serde_json::Value;

/// The text in the visitor's language, else in the base of that language, else in the shop's main language, else in
/// any. Some members are plain text in one version of the API and by language in another: both read.
pub fn text(reader: &Reader, options: &Options) -> Option<String> {
    let Value::Object(texts) = reader.value() else { return reader.text() };
    let said = |text: &Value| text.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let wanted = options.language.as_deref();
    let base = wanted.and_then(|locale| locale.split(['_', '-']).next());
    let named = [wanted, base, options.main_language.as_deref()];
    let in_named = named.into_iter().flatten().find_map(|language| texts.get(language).and_then(said));
    in_named.or_else(|| texts.values().find_map(said))
}
