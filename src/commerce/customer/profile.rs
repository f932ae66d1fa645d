//! Where a shop's resources are and what they are called. Nothing of it is documented: the default is a guess that no
//! shop has confirmed, and each part can be said otherwise.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::commerce::endpoint::Row;
use crate::commerce::error::Error;

/// A shop's ways.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Profile {
    /// Below the shop's address; `/api/customer`, where its tokens are.
    pub base: String,
    /// The paths of calls, by their names (`orders.list`), with the same `{…}` as the default has.
    pub paths: BTreeMap<String, String>,
    /// The member that holds the items of a list; a bare list is understood without.
    pub list: Option<String>,
    /// How lists go on; nothing for by `Link` alone.
    pub paging: Option<Paging>,
}

/// Numbered pages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paging {
    /// The name of the page's number in the query, counted from 1.
    pub page: String,
    /// The member that tells how many pages there are.
    #[serde(default)]
    pub pages: Option<String>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            base: "/api/customer".to_owned(),
            paths: BTreeMap::new(),
            list: Some("items".to_owned()),
            paging: Some(Paging { page: "page".to_owned(), pages: Some("pages".to_owned()) }),
        }
    }
}

impl Profile {
    /// Refuses paths of calls nobody knows, and such as take other values.
    pub(super) fn check(&self, rows: &[Row]) -> Result<(), Error> {
        let values = |path: &str| path.matches('{').count();
        for (name, path) in &self.paths {
            let row = rows.iter().find(|row| row.name == name);
            let row = row.ok_or_else(|| Error::config(format!("profile.paths: there is no call {name}")))?;
            if !path.starts_with('/') || values(path) != values(row.path) {
                return Err(Error::config(format!("profile.paths.{name}: a path with the values of {}", row.path)));
            }
        }
        Ok(())
    }
}
