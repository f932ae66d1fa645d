//! What was kept on the device of what the server knows, and whoever the page says that the visitor is: `memo`,
//! `visitor`.

use super::{page, parts, serialized};

pub fn run(text: &str) {
    let [memo, visitor] = parts(text);
    let known = serialized(memo);
    let page = page::open(known.as_ref().map_or(memo, |(_, text)| text), visitor);
    let setters = r#"[["setCart",{"items":[]}],["setCustomer",{"email":"a@b.test"}]]"#;
    let order = r#"["addOrder",{"info":{"order_number":"195"},"items":[]}]"#;
    page::submit(&page, &format!(r#"[{setters},{{}},{{}},["viewFrontPage"],{order}]"#));
    page::check_requests(&page);
    page::accept_all(&page);
    page::check_told(&page);
}
