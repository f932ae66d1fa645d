//! What the core has to know of an answer. The page's own parser reads the whole of it; here arrives a digest.

use super::json::{self, Kind as Json, Writer};

/// `{customer, errors}` of an answer that is a JSON object, each as the server sent it.
#[derive(Clone, Copy)]
pub struct Answer<'a>(&'a str);

impl<'a> Answer<'a> {
    /// `None` when there is no digest, because the body was no JSON object.
    pub fn read(digest: &'a str) -> Option<Self> {
        (json::kind(digest) == Json::Object).then_some(Self(digest))
    }

    /// The visitor id, decoded.
    pub fn visitor(&self) -> Option<String> {
        let value = json::get(self.0, "customer")?;
        match json::kind(value) {
            Json::Number => Some(value.into()),
            _ => json::text(value).map(|id| id.into_owned()),
        }
    }

    /// The reasons the server gave, as a JSON array of strings, if it gave any.
    pub fn errors(&self) -> Option<String> {
        let given = json::get(self.0, "errors")?;
        let mut errors = Writer::list();
        let single = json::kind(given) == Json::Text;
        for error in single.then_some(given).into_iter().chain(json::elements(given)) {
            match json::kind(error) {
                Json::Text => errors.push(error),
                Json::Object => errors.push(&json::quoted(error)),
                _ => {}
            }
        }
        (!errors.is_empty()).then(|| errors.finish())
    }

    /// The rejections of an order as the `response` of `ordererror`, if the server named any.
    pub fn violations(&self) -> Option<String> {
        let mut violations = Writer::list();
        for error in json::elements(json::get(self.0, "errors")?) {
            if json::kind(error) == Json::Object {
                violations.push(error);
            }
        }
        (!violations.is_empty()).then(|| {
            let mut out = Writer::object();
            out.raw("errors", &violations.finish());
            out.finish()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_may_be_a_list_or_one() {
        let errors = |digest| Answer::read(digest).and_then(|answer| answer.errors());
        assert_eq!(errors(r#"{"errors":["a",{"key":"b"},4]}"#).as_deref(), Some(r#"["a","{\"key\":\"b\"}"]"#));
        assert_eq!(errors(r#"{"errors":"a"}"#).as_deref(), Some(r#"["a"]"#));
        assert_eq!(errors(r#"{"errors":[]}"#), None);
    }

    #[test]
    fn visitors_may_be_numbers_and_nothing_else_than_texts() {
        let visitor = |digest: &str| Answer::read(digest).and_then(|answer| answer.visitor());
        assert_eq!(visitor(r#"{"customer":5}"#).as_deref(), Some("5"));
        assert_eq!(visitor(r#"{"customer":"a\u0062"}"#).as_deref(), Some("ab"));
        for other in ["[]", "{}", "true", "null"] {
            assert_eq!(visitor(&format!(r#"{{"customer":{other}}}"#)), None);
        }
        assert!(Answer::read("").is_none());
    }
}
