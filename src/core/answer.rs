//! What the core has to know of an answer. The page's own parser reads the whole of it; here arrives a digest.

use super::json::{self, Kind as Json};

/// `{customer, errors, rejected}` of an answer that is a JSON object: the visitor id, the reasons the server gave as
/// strings, and those of them that reject an order, as objects. What there is none of is not there.
#[derive(Clone, Copy)]
pub struct Answer<'a>(&'a str);

impl<'a> Answer<'a> {
    /// `None` when there is no digest, because the body was no JSON object.
    pub fn read(digest: &'a str) -> Option<Self> {
        (json::kind(digest) == Json::Object).then_some(Self(digest))
    }

    /// The visitor id.
    pub fn visitor(&self) -> Option<&'a str> {
        let value = json::get(self.0, "customer")?;
        if json::kind(value) == Json::Number { Some(value) } else { json::text(value) }
    }

    /// The reasons the server gave, as a JSON array of strings.
    pub fn errors(&self) -> Option<&'a str> {
        json::get(self.0, "errors")
    }

    /// The rejections of an order, as a JSON array of objects.
    pub fn rejections(&self) -> Option<&'a str> {
        json::get(self.0, "rejected")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visitors_may_be_numbers_and_nothing_else_than_texts() {
        let visitor = |digest| Answer::read(digest).and_then(|answer| answer.visitor());
        assert_eq!(visitor(r#"{"customer":5}"#), Some("5"));
        assert_eq!(visitor(r#"{"customer":"ab"}"#), Some("ab"));
        for other in [r#"{"customer":[]}"#, r#"{"customer":{}}"#, r#"{"customer":true}"#, r#"{"customer":null}"#] {
            assert_eq!(visitor(other), None);
        }
        assert!(Answer::read("").is_none());
    }
}
