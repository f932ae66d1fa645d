//! Products in lists: cards, grids, pictures, and the slots that recommendations fill.
use super::{icon, price};
use crate::catalogue::{Currency, Product};
use maud::{Markup, html};

/// How many cards a row's skeleton has: as many as the widest layout shows.
const SKELETONS: usize = 5;

/// Whether a picture is in view when the page opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loading {
    /// Load with the page.
    Eager,
    /// Load when scrolled near.
    Lazy,
}

/// The page of a product.
#[must_use]
pub fn href(product_id: &str) -> String {
    format!("/shop/product/{product_id}")
}

/// The address of a product's picture, in one of its colours if `colour` names one.
#[must_use]
pub fn picture_address(product_id: &str, colour: Option<&str>) -> String {
    colour.map_or_else(|| format!("/img/{product_id}.svg"), |colour| format!("/img/{product_id}.svg?colour={colour}"))
}

/// A variant's picture in its own colour, of `side` pixels.
#[must_use]
pub fn variant_picture(product_id: &str, variant: &str, side: u16) -> Markup {
    // A variant is named by its colour first: `Ink, M`.
    let colour = variant.split(',').next();
    html! { img src=(picture_address(product_id, colour)) alt="" width=(side) height=(side) decoding="async"; }
}

/// A square picture of `side` pixels.
#[must_use]
pub fn picture(product: &Product, side: u16, loading: Loading) -> Markup {
    let lazy = (loading == Loading::Lazy).then_some("lazy");
    html! { img src=(picture_address(&product.id, None)) alt="" width=(side) height=(side) loading=[lazy] decoding="async"; }
}

/// Products as a grid of cards; the first row of pictures loads with the page.
#[must_use]
pub fn grid(products: &[&Product], currency: Currency) -> Markup {
    html! {
        ul.grid data-test="products" {
            @for (place, product) in products.iter().enumerate() {
                li { (card(product, currency, if place < 4 { Loading::Eager } else { Loading::Lazy })) }
            }
        }
    }
}

fn card(product: &Product, currency: Currency, loading: Loading) -> Markup {
    html! {
        article.card data-test="product" data-product=(product.id) {
            a.card-link href=(href(&product.id)) {
                div.card-picture { (picture(product, 400, loading)) }
                div.card-text {
                    p.card-brand { (product.brand) }
                    h3.card-name { (product.name) }
                    p.card-price { (price::tag(product.price, product.list_price, currency)) }
                }
            }
            @if product.list_price.is_some() { span.flag { "Reduced" } }
        }
    }
}

/// `★ 4.6 (120 reviews)`
#[must_use]
pub fn rating(product: &Product) -> Markup {
    html! {
        p.rating {
            (icon::star())
            span { span.visually-hidden { "Rated " } (product.rating / 10) "." (product.rating % 10) span.visually-hidden { " of 5" } " (" (product.reviews) " reviews)" }
        }
    }
}

/// A row that keeps its height until the placement's campaign arrives.
#[must_use]
pub fn recommendations(placement: &str, title: &str) -> Markup {
    recommendations_or(placement, title, &html! {})
}

/// The same with what stands there when no campaign comes.
#[must_use]
pub fn recommendations_or(placement: &str, title: &str, fallback: &Markup) -> Markup {
    html! {
        section.reco aria-labelledby={ (placement) "-title" } {
            h2.reco-title id={ (placement) "-title" } { (title) }
            div.nosto_element id=(placement) aria-busy="true" {
                (skeleton())
            }
            (fallback)
        }
    }
}

/// A row of cards for a placement without a campaign, as tall as the placement's skeleton.
#[must_use]
pub fn fallback_row(placement: &str, products: &[&Product], currency: Currency) -> Markup {
    html! {
        template data-fallback-for=(placement) {
            ul.reco-row { @for product in products { li { (card(product, currency, Loading::Lazy)) } } }
        }
    }
}

/// The same for a campaign that comes as HTML and brings its own heading.
#[must_use]
pub fn injected_recommendations(placement: &str) -> Markup {
    html! {
        div.reco {
            div.nosto_element id=(placement) aria-busy="true" {
                p.reco-title.display aria-hidden="true" { "\u{a0}" }
                (skeleton())
            }
        }
    }
}

fn skeleton() -> Markup {
    html! { ul.reco-row aria-hidden="true" { @for _ in 0..SKELETONS { li.skeleton {} } } }
}
