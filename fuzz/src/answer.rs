//! The digest of an answer, and whoever the page says that the visitor is: `status`, `digest`, `visitor`.

use super::{page, parts, serialized};

pub fn run(text: &str) {
    let [status, digest, visitor] = parts(text);
    let page = page::shop();
    page::submit(&page, r#"[[],{},{},["viewFrontPage"],["addOrder",{"info":{"order_number":"1"},"items":[]}]]"#);
    // What is no JSON never gets here as a digest, but nothing may break if it does.
    let known = serialized(digest);
    let digest = known.as_ref().map_or(digest, |(_, text)| text);
    page::answer_all(&page, status.parse().unwrap_or(200), digest);
    if known.is_some() {
        page::check_told(&page);
    }
    page.ports().visitor.replace(Some(visitor.into()));
    page::submit(&page, r#"[[],{},{},["viewOther"]]"#);
    for request in page.ports().flights.borrow().iter() {
        assert!(request.url.starts_with("https://server.test/ev1?"), "{}", request.url);
        assert!(request.url.bytes().all(|byte| byte.is_ascii_graphic()), "{}", request.url);
    }
}
