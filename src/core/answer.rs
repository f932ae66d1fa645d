//! What the core has to know of an answer. The page's own parser reads the whole of it; here arrives a digest.

use super::json::{self, Kind as Json};

/// `{errors, rejected}` of an answer that is a JSON object: the reasons the server gave as strings, and those of them
/// that reject an order, as objects. What there is none of is not there.
#[derive(Clone, Copy)]
pub struct Answer<'a>(&'a str);

impl<'a> Answer<'a> {
    /// `None` when there is no digest, because the body was no JSON object.
    pub fn read(digest: &'a str) -> Option<Self> {
        (json::kind(digest) == Json::Object).then_some(Self(digest))
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
