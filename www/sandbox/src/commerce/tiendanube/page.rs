//! Pages of a list: by number, with the addresses of the others.
use super::refusal::Refusal;
use axum::http::{HeaderMap, HeaderValue, StatusCode};

/// Items of a page unless asked otherwise, and at most.
const SIZE: usize = 30;
const LARGEST: usize = 200;

/// One page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    number: usize,
    size: usize,
    total: usize,
}

impl Page {
    /// Reads `page` and `per_page`. The documents do not say what a larger size or a page past the end gives: 422, so
    /// that a client's slip is seen, and 404 with the number of the last page.
    pub fn read(parameters: &[(String, String)], total: usize) -> Result<Self, Refusal> {
        let read = |name: &str, default: usize, most: usize| {
            let Some((_, text)) = parameters.iter().find(|(known, _)| known == name) else {
                return Ok(default);
            };
            let number = text.parse().ok().filter(|number| (1..=most).contains(number));
            number.ok_or_else(|| Refusal::field(name, &format!("must be between 1 and {most}")))
        };
        let page = Self { number: read("page", 1, usize::MAX)?, size: read("per_page", SIZE, LARGEST)?, total };
        if page.number > page.last() {
            return Err(Refusal::coded(StatusCode::NOT_FOUND, format!("Last page is {}", page.last())));
        }
        Ok(page)
    }

    /// This page's part of all items.
    pub fn of<T>(self, items: impl Iterator<Item = T>) -> Vec<T> {
        items.skip((self.number - 1) * self.size).take(self.size).collect()
    }

    fn last(self) -> usize {
        self.total.div_ceil(self.size).max(1)
    }

    /// Writes `X-Total-Count` and `Link`; `address` is the list's, without a query.
    pub fn write(self, headers: &mut HeaderMap, address: &str, parameters: &[(String, String)]) {
        headers.insert("x-total-count", HeaderValue::from(self.total));
        let others: Vec<(&str, &String, &String)> = parameters
            .iter()
            .filter(|(name, _)| name != "page" && name != "per_page")
            .map(|(name, value)| ("", name, value))
            .collect();
        let rest = serde_urlencoded::to_string(others.iter().map(|(_, name, value)| (name, value)).collect::<Vec<_>>());
        let rest = rest.ok().filter(|rest| !rest.is_empty()).map_or(String::new(), |rest| format!("&{rest}"));
        let (size, last) = (self.size, self.last());
        let link = |number: usize, relation: &str| {
            format!("<{address}?page={number}&per_page={size}{rest}>; rel=\"{relation}\"")
        };
        let mut links = Vec::new();
        if self.number < last {
            links.extend([link(self.number + 1, "next"), link(last, "last")]);
        }
        if self.number > 1 {
            links.extend([link(1, "first"), link(self.number - 1, "prev")]);
        }
        if let Ok(links) = links.join(", ").parse::<HeaderValue>()
            && !links.is_empty()
        {
            headers.insert("link", links);
        }
    }
}
