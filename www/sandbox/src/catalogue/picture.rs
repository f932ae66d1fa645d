//! Draws a product: soft background, shadow, silhouette in the product's colour.
use super::{Product, colour};

/// A square SVG without any fixed size, so that it is crisp at every one.
pub(super) fn draw(product: &Product, colour: &str) -> String {
    let shades = colour::shades(colour);
    let shadow = product
        .shape
        .shadow()
        .map_or_else(String::new, |place| format!(r#"<ellipse {place} fill="{}"/>"#, shades.shadow));
    let form = product.shape.svg().replace("@c", &shades.main).replace("@d", &shades.dark).replace("@l", &shades.light);
    let title = escape(&product.name);
    format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" role="img" aria-label="{title}">"#,
            r#"<defs><linearGradient id="b" x2="0" y2="1"><stop stop-color="{sky}"/>"#,
            r#"<stop offset="1" stop-color="{floor}"/></linearGradient></defs>"#,
            r#"<path fill="url(#b)" d="M0 0h200v200H0z"/>{shadow}{form}</svg>"#,
        ),
        title = title,
        sky = shades.sky,
        floor = shades.floor,
        shadow = shadow,
        form = form,
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
