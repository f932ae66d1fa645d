//! Line icons, drawn on a 24 by 24 grid. They decorate text or a labelled control, so
//! assistive technology skips them.
use maud::{Markup, PreEscaped, html};

fn draw(class: &str, paths: &str) -> Markup {
    html! {
        svg class={ "icon " (class) } viewBox="0 0 24 24" aria-hidden="true" focusable="false" { (PreEscaped(paths)) }
    }
}

pub(super) fn search() -> Markup {
    draw("", r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="m20 20-4.8-4.8"/>"#)
}
pub(super) fn bag() -> Markup {
    draw("", r#"<path d="M5 8h14l1 12.5H4L5 8Z"/><path d="M8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5"/>"#)
}
pub(super) fn person() -> Markup {
    draw("", r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"/>"#)
}
pub(super) fn sun() -> Markup {
    draw(
        "sun",
        r#"<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4"/>"#,
    )
}
pub(super) fn moon() -> Markup {
    draw("moon", r#"<path d="M20 14.2A8.2 8.2 0 0 1 9.8 4a8.2 8.2 0 1 0 10.2 10.2Z"/>"#)
}
pub(super) fn star() -> Markup {
    draw("", r#"<path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.9l-5.3 2.8 1.1-5.9L3.5 9.7l5.9-.8L12 3.5Z"/>"#)
}
pub(super) fn parcel() -> Markup {
    draw("", r#"<path d="m3.5 7.5 8.5-4 8.5 4v9l-8.5 4-8.5-4v-9Z"/><path d="m3.5 7.5 8.5 4 8.5-4M12 11.5v9"/>"#)
}
pub(super) fn loop_back() -> Markup {
    draw("", r#"<path d="M4 11a8 8 0 1 1 2.3 6.3"/><path d="M4 5v6h6"/>"#)
}
pub(super) fn spool() -> Markup {
    draw("", r#"<path d="M7 4h10M7 20h10M8.5 4v16M15.5 4v16M8.5 7.5l7 2.5M8.5 11.5l7 2.5M8.5 15.5l7 2.5"/>"#)
}
pub(super) fn done() -> Markup {
    draw("", r#"<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.5"/>"#)
}
