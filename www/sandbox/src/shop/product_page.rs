//! The page of one product, with its variants.
use super::action::{Action, script_json};
use super::browse::{crumbs, free_delivery, not_found};
use super::card;
use super::layout::Page;
use super::visit::Visit;
use super::{icon, price};
use crate::catalogue::{Currency, Product, Variant};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use serde_json::{Value, json};

/// The query of a product page.
#[derive(Debug, Deserialize)]
pub struct Arrival {
    /// The variant to show.
    #[serde(default)]
    sku: String,
    /// The campaign result whose link was followed.
    #[serde(default)]
    nosto: String,
}

/// `GET /shop/product/{id}?sku=&nosto=`
pub async fn product(visit: Visit, Path(id): Path<String>, Query(arrival): Query<Arrival>) -> Response {
    let Some(product) = visit.catalogue.product(&id).cloned() else { return not_found(visit).await };
    let asked = product.variant(&arrival.sku);
    let Some(chosen) = asked.or_else(|| product.variants.iter().find(|variant| variant.available)) else {
        return not_found(visit).await;
    };
    let category = visit.catalogue.category(product.category).copied();
    let (slug, shelf) = category.map_or(("", ""), |category| (category.slug, category.name));
    let body = html! {
        (crumbs(&[("/shop/", "Front page"), (&format!("/shop/category/{slug}"), shelf)], &product.name))
        (details(&product, chosen, &arrival.nosto, visit.currency()))
        (card::recommendations("product-1", "Often looked at together"))
        (card::recommendations("product-2", "Often bought together"))
        script #variants type="application/json" { (PreEscaped(script_json(&variants_json(&product, visit.currency())))) }
    };
    let action = action(&product, asked, &arrival.nosto);
    let page =
        Page { category: category.map(|category| category.slug), ..Page::new(product.name.as_str(), action, body) };
    visit.page(StatusCode::OK, page)
}

fn action(product: &Product, asked: Option<&Variant>, result: &str) -> Action {
    let view = match asked {
        Some(variant) => Action::view("viewProductSku", &[&product.id, &variant.id]),
        None => Action::view("viewProduct", &[&product.id]),
    };
    let view = if result.is_empty() { view } else { view.then("setRef", &[product.id.as_str(), result]) };
    view.placements(&["product-1", "product-2"])
}

fn details(product: &Product, chosen: &Variant, result: &str, currency: Currency) -> Markup {
    html! {
        article.product data-test="product-page" data-product=(product.id) {
            div.product-picture {
                img data-picture src=(picture_of(product, chosen)) alt=(product.name) width="800" height="800" fetchpriority="high";
            }
            div.product-info {
                div.product-head {
                    p.product-brand { (product.brand) }
                    h1 { (product.name) }
                    (card::rating(product))
                    p.product-price { (price::tag(chosen.price, product.list_price, currency)) }
                }
                p.prose { (product.description) }
                (buy_form(product, chosen, result))
                ul.facts {
                    li { (icon::parcel()) "Free delivery from " (free_delivery(currency)) }
                    li { (icon::loop_back()) "Sixty days to send it back" }
                    li { (icon::spool()) "Repairs for five years" }
                }
            }
        }
    }
}

fn buy_form(product: &Product, chosen: &Variant, result: &str) -> Markup {
    html! {
        form.buy #buy method="post" action="/shop/cart/add" {
            input type="hidden" name="product" value=(product.id);
            @if !result.is_empty() { input type="hidden" name="result" value=(result); }
            @for (label, values) in options(product) {
                fieldset {
                    legend.legend { (label) }
                    div.options {
                        @for value in values { (chip(label, value, chosen)) }
                    }
                }
            }
            p.buy-note data-note aria-live="polite" { @if chosen.available { "In stock, leaves us within two days." } @else { "Sold out in this combination." } }
            div.buy-row {
                div.field {
                    label for="quantity" { "How many" }
                    input.input #quantity type="number" name="quantity" value="1" min="1" max=(super::cart::MOST_OF_ONE) inputmode="numeric" data-test="quantity";
                }
                button.button type="submit" data-test="add-to-cart" { "Add to cart" }
            }
        }
    }
}

fn chip(label: &str, value: &str, chosen: &Variant) -> Markup {
    let checked = chosen.options.contains(&(label, value));
    html! {
        label.chip {
            input type="radio" name={ "option." (label) } value=(value) checked[checked] required;
            span { (value) }
        }
    }
}

/// Option labels with their values, in the order of the variants.
fn options(product: &Product) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut options: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    for &(label, value) in product.variants.iter().flat_map(|variant| &variant.options) {
        match options.iter_mut().find(|(known, _)| *known == label) {
            Some((_, values)) if !values.contains(&value) => values.push(value),
            Some(_) => {}
            None => options.push((label, vec![value])),
        }
    }
    options
}

fn variants_json(product: &Product, currency: Currency) -> Vec<Value> {
    let json = |variant: &Variant| {
        json!({
            "id": variant.id,
            "options": variant.options,
            "available": variant.available,
            "price": price::format(variant.price.in_currency(currency), currency),
            "picture": picture_of(product, variant),
        })
    };
    product.variants.iter().map(json).collect()
}

fn picture_of(product: &Product, variant: &Variant) -> String {
    let colour = variant.options.iter().find(|(label, _)| *label == "Colour").map(|(_, value)| *value);
    card::picture_address(&product.id, colour)
}
