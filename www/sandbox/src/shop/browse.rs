//! Finding things: front page, categories, search, and the page for what is not there.
use super::action::Action;
use super::card::{self, Loading};
use super::layout::Page;
use super::visit::Visit;
use super::{icon, price};
use crate::catalogue::{Catalogue, Currency, Product};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

/// Shown in the hero, and where no campaign is: one for each corner of the catalogue.
const WINDOW: [&str; 6] = [
    "meadow-tiered-dress",
    "mushroom-table-lamp",
    "stoneware-mug",
    "fisher-rib-jumper",
    "suede-trainer",
    "linen-camp-shirt",
];

/// `GET /shop/`
pub async fn front(visit: Visit) -> Response {
    let action = Action::view::<()>("viewFrontPage", &[]).placements(&["banner-1", "home-1", "home-2"]);
    let body = html! {
        (hero(&visit.catalogue))
        div.nosto_element.banner #banner-1 aria-busy="true" {}
        template data-fallback-for="banner-1" { (house_banner()) }
        (card::recommendations_or("home-1", "Most loved just now", &card::fallback_row("home-1", &window(&visit.catalogue), visit.currency())))
        section.band aria-labelledby="shelves" {
            div.band-head { h2 #shelves { "By shelf" } }
            ul.tiles { @for category in visit.catalogue.categories() { li { (tile(&visit.catalogue, category.slug, category.name)) } } }
        }
        (promises())
        (card::recommendations("home-2", "You looked at these"))
    };
    visit.page(StatusCode::OK, Page::new("Clothes and things for the house", action, body))
}

fn window(catalogue: &Catalogue) -> Vec<&Product> {
    WINDOW.iter().filter_map(|id| catalogue.product(id)).collect()
}

/// What the banner says when no campaign has the place.
fn house_banner() -> Markup {
    html! {
        a.vitrine-reco-banner-link href="/shop/category/knitwear" {
            strong.vitrine-reco-banner-title { "Worn through at the elbow?" }
            span.vitrine-reco-banner-text { "Whatever we knitted, we mend." }
        }
    }
}

fn hero(catalogue: &Catalogue) -> Markup {
    html! {
        section.hero {
            div.hero-text {
                h1 { "Made slowly, kept for long" }
                p { "Dresses, knits and things for the table, in small runs and colours that get along." }
                div.hero-actions {
                    a.button href="/shop/category/dresses" { "See the dresses" }
                    a.button.quiet href="/shop/category/tableware" { "Set the table" }
                }
            }
            div.hero-pictures {
                @for product in window(catalogue).into_iter().take(3) {
                    a href=(card::href(&product.id)) aria-label=(product.name) { (card::picture(product, 480, Loading::Eager)) }
                }
            }
        }
    }
}

fn tile(catalogue: &Catalogue, slug: &str, name: &str) -> Markup {
    let products = catalogue.in_category(slug);
    html! {
        a.tile href={ "/shop/category/" (slug) } data-test="category" {
            div.tile-picture { @if let Some(product) = products.get(1) { (card::picture(product, 400, Loading::Lazy)) } }
            div.tile-name { span { (name) } span.tile-count { (products.len()) span.visually-hidden { " products" } } }
        }
    }
}

fn promises() -> Markup {
    html! {
        section.band.promises aria-label="What we promise" {
            div { h3 { (icon::spool()) "Mended for free" } p.muted { "Whatever we made, we repair for five years." } }
            div { h3 { (icon::parcel()) "Two days to your door" } p.muted { "Packed in paper, sent in the afternoon." } }
            div { h3 { (icon::loop_back()) "Sixty days to decide" } p.muted { "Wear it at home, send it back if it is not yours." } }
        }
    }
}

/// The query of a category page.
#[derive(Debug, Deserialize)]
pub struct Listing {
    #[serde(default)]
    sort: String,
}

/// `GET /shop/category/{slug}?sort=`
pub async fn category(visit: Visit, Path(slug): Path<String>, Query(listing): Query<Listing>) -> Response {
    let Some(category) = visit.catalogue.category(&slug).copied() else { return not_found(visit).await };
    let mut products = visit.catalogue.in_category(category.slug);
    sort(&mut products, &listing.sort, visit.currency());
    let action = Action::view("viewCategory", &[category.path]).placements(&["category-1"]);
    let body = html! {
        (crumbs(&[("/shop/", "Front page")], category.name))
        div.listing-head {
            div { h1 { (category.name) } p { (products.len()) " products" } }
            (sorter(&listing.sort))
        }
        (card::grid(&products, visit.currency()))
        (card::recommendations("category-1", "Most wanted on this shelf"))
    };
    let page = Page { category: Some(category.slug), ..Page::new(category.name, action, body) };
    visit.page(StatusCode::OK, page)
}

fn sort(products: &mut [&Product], by: &str, currency: Currency) {
    match by {
        "cheapest" => products.sort_by_key(|product| product.price.in_currency(currency)),
        "dearest" => products.sort_by_key(|product| std::cmp::Reverse(product.price.in_currency(currency))),
        "rating" => products.sort_by_key(|product| std::cmp::Reverse((product.rating, product.reviews))),
        _ => {}
    }
}

fn sorter(chosen: &str) -> Markup {
    const ORDERS: [(&str, &str); 4] =
        [("", "Our choice"), ("cheapest", "Lowest price"), ("dearest", "Highest price"), ("rating", "Best rated")];
    html! {
        form.sort method="get" {
            label for="sort" { "Sort by" }
            select.input #sort name="sort" data-sort data-test="sort" {
                @for (value, name) in ORDERS { option value=(value) selected[value == chosen] { (name) } }
            }
            button.button.quiet type="submit" { "Sort" }
        }
    }
}

/// The query of the search page.
#[derive(Debug, Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

/// `GET /shop/search?q=`
pub async fn search(visit: Visit, Query(search): Query<Search>) -> Response {
    let query: String = search.q.trim().chars().take(100).collect();
    let found = visit.catalogue.search(&query);
    let action =
        if query.is_empty() { Action::view::<()>("viewOther", &[]) } else { Action::view("viewSearch", &[&query]) };
    let body = html! {
        div.listing-head {
            div {
                @if query.is_empty() { h1 { "Search" } p { "Type what you look for into the field above." } }
                @else { h1 { "“" (query) "”" } p data-test="result-count" { (found.len()) @if found.len() == 1 { " product" } @else { " products" } } }
            }
        }
        @if found.is_empty() && !query.is_empty() { p.prose { "Nothing matches. Try a material such as linen, a colour, or a thing: mug, lamp, jumper." } }
        (card::grid(&found, visit.currency()))
        (card::recommendations("search-1", "Others who searched chose"))
    };
    let title = if query.is_empty() { "Search".to_owned() } else { format!("Search: {query}") };
    let page = Page { query, ..Page::new(title, action.placements(&["search-1"]), body) };
    visit.page(StatusCode::OK, page)
}

/// Everything below `/shop/` that is no page. Its recommendations come as HTML and are
/// injected by the library: the other way of filling a placement.
pub async fn not_found(visit: Visit) -> Response {
    let action = Action::view::<()>("viewNotFound", &[]).placements(&["notfound-1"]).injected();
    let body = html! {
        div.empty {
            h1 { "This page has been tidied away" }
            p.prose { "The address may be old or mistyped. What is on the shelves is all still there." }
            a.button href="/shop/" { "To the front page" }
        }
        (card::injected_recommendations("notfound-1"))
    };
    visit.page(StatusCode::NOT_FOUND, Page::new("Not found", action, body))
}

/// The way back: links, then the page itself.
#[must_use]
pub fn crumbs(links: &[(&str, &str)], here: &str) -> Markup {
    html! {
        nav.crumbs aria-label="You are here" {
            ol.crumb-list {
                @for (to, name) in links { li { a href=(to) { (name) } } }
                li aria-current="page" { (here) }
            }
        }
    }
}

/// The price from which delivery is free, written out.
#[must_use]
pub fn free_delivery(currency: Currency) -> String {
    price::format(super::cart::free_delivery_from(currency), currency)
}
