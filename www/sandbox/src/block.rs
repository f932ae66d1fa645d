//! Content blocks: campaigns without products, some with scripts as merchants write them.

/// Leaves its name in `window.ran`, so that a page can tell which scripts ran and in which order.
const CLASSIC: &str = "<script>(window.ran = window.ran || []).push('classic')</script>";
const MODULE: &str = "<script type=\"module\">(window.ran = window.ran || []).push('module')</script>";
const THROWING: &str = "<script>throw new Error('a script of a campaign')</script>";
const DATA: &str = r#"<script type="application/ld+json">{"@type":"Thing"}</script>"#;

/// The markup of a content placement; every name that begins with `block-` has some.
#[must_use]
pub fn html(placement: &str) -> String {
    let text = format!(r#"<p class="vitrine-block">This is {placement}</p>"#);
    match placement {
        "block-scripts" => format!("{text}{DATA}{CLASSIC}{MODULE}"),
        "block-throwing" => format!("{THROWING}{text}{CLASSIC}"),
        "block-broken" => format!("<div><table><p>{text}</span></b><img alt=\"<"),
        "block-huge" => text.repeat(10_000),
        "block-empty" => String::new(),
        _ => text,
    }
}
