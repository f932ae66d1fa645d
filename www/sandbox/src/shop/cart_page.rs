//! The cart page and the forms that change the cart.
use super::action::Action;
use super::browse::free_delivery;
use super::card;
use super::cart::{MOST_OF_ONE, PricedCart, PricedLine, free_delivery_from};
use super::fields::Fields;
use super::layout::Page;
use super::price;
use super::session::Notice;
use super::visit::Visit;
use crate::catalogue::{Amount, Product, Variant};
use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::json;

/// `GET /shop/cart`
pub async fn cart(visit: Visit) -> Response {
    // Nothing goes with nothing: an empty cart asks for no companions.
    let empty = visit.cart().lines.is_empty();
    let action = Action::view::<()>("viewCart", &[]).placements(if empty { &[] } else { &["cart-1"] });
    let body = html! {
        h1 tabindex="-1" { "Your cart" }
        div #cart { (contents(&visit.cart())) }
        @if !empty { (card::recommendations("cart-1", "Goes well with these")) }
    };
    visit.page(StatusCode::OK, Page::new("Cart", action, body))
}

fn contents(cart: &PricedCart<'_>) -> Markup {
    html! {
        @if cart.lines.is_empty() {
            div.empty data-test="cart-empty" {
                p { "There is nothing in it yet." }
                a.button href="/shop/" { "Look around" }
            }
        } @else {
            div.split {
                ul.lines aria-label="Cart lines" { @for line in &cart.lines { (row(line, cart)) } }
                section.summary aria-labelledby="summary" {
                    h2 #summary { "Summary" }
                    (sums(cart.subtotal(), cart.delivery(), cart.total(), cart.currency))
                    @if cart.delivery() != Amount::default() {
                        p.small.muted { "Delivery is free from " (free_delivery(cart.currency)) ": " (missing(cart)) " to go." }
                    }
                    a.button.wide href="/shop/checkout" data-test="checkout" { "Go to checkout" }
                }
            }
        }
    }
}

fn missing(cart: &PricedCart<'_>) -> String {
    let minor = free_delivery_from(cart.currency).minor() - cart.subtotal().minor();
    price::format(Amount::from_minor(minor), cart.currency)
}

fn row(line: &PricedLine<'_>, cart: &PricedCart<'_>) -> Markup {
    let page = format!("{}?sku={}", card::href(&line.product.id), line.variant.id);
    html! {
        li.line data-test="cart-line" data-sku=(line.variant.id) {
            a.line-picture href=(page) tabindex="-1" aria-hidden="true" { (card::variant_picture(&line.product.id, &line.variant.name, 112)) }
            div.line-body {
                div.line-top {
                    div { a href=(page) { (line.product.name) } p.muted.small { (line.variant.name) " · " (price::format(line.unit, cart.currency)) } }
                    p.line-total data-test="line-total" { (price::format(line.total(), cart.currency)) }
                }
                form.line-controls method="post" action="/shop/cart/line" data-cart-line {
                    input type="hidden" name="sku" value=(line.variant.id);
                    (stepper(line))
                    button.plain.small type="submit" name="quantity" value="0" aria-label={ "Remove " (line.product.name) ", " (line.variant.name) } data-test="remove" { "Remove" }
                }
            }
        }
    }
}

fn stepper(line: &PricedLine<'_>) -> Markup {
    let (sku, quantity) = (&line.variant.id, line.quantity);
    let what = format!("{}, {}", line.product.name, line.variant.name);
    html! {
        div.stepper role="group" aria-label={ "Quantity of " (what) } {
            button type="submit" name="quantity" value=(quantity - 1) id={ "less-" (sku) } aria-label={ "One less: " (what) } data-test="less" { "−" }
            output data-test="line-quantity" { (quantity) }
            button type="submit" name="quantity" value=(quantity + 1) id={ "more-" (sku) } aria-label={ "One more: " (what) } data-test="more" disabled[quantity >= MOST_OF_ONE] { "+" }
        }
    }
}

/// Goods, delivery and total as a list of terms.
#[must_use]
pub fn sums(subtotal: Amount, delivery: Amount, total: Amount, currency: crate::catalogue::Currency) -> Markup {
    let delivery = if delivery == Amount::default() { "Free".to_owned() } else { price::format(delivery, currency) };
    html! {
        dl.sums {
            div { dt { "Goods" } dd data-test="subtotal" { (price::format(subtotal, currency)) } }
            div { dt { "Delivery" } dd data-test="delivery" { (delivery) } }
            div.total { dt { "Total" } dd data-test="total" { (price::format(total, currency)) } }
        }
    }
}

/// `POST /shop/cart/add` with `product`, `quantity`, and either `sku` or `option.<label>` for
/// each option; `result` is the campaign result that led to the product.
pub async fn add(mut visit: Visit, fields: Fields) -> Response {
    let Some(product) = visit.catalogue.product(fields.text("product")).cloned() else {
        return visit.redirect("/shop/cart");
    };
    let Some(variant) = wanted(&product, &fields).filter(|variant| variant.available) else {
        visit.say(Notice::Problem("That combination is sold out. Please choose another.".to_owned()));
        return visit.redirect(&card::href(&product.id));
    };
    let quantity = fields.count("quantity").unwrap_or(1);
    let result = fields.text("result");
    visit.change(|state| {
        state.cart.add(&product.id, &variant.id, quantity);
        state.next_page.notice = Some(Notice::Done(format!("{}, {}: in your cart.", product.name, variant.name)));
        if !result.is_empty() {
            state.next_page.added_from = Some((product.id.clone(), result.to_owned()));
        }
    });
    visit.redirect("/shop/cart")
}

fn wanted<'a>(product: &'a Product, fields: &Fields) -> Option<&'a Variant> {
    product.variant(fields.text("sku")).or_else(|| {
        product.variants.iter().find(|variant| {
            variant.options.iter().all(|(label, value)| fields.text(&format!("option.{label}")) == *value)
        })
    })
}

/// `POST /shop/cart/line` with `sku` and `quantity`. Answers the changed cart to a request that
/// accepts JSON, and the cart page to any other.
pub async fn change_line(mut visit: Visit, headers: HeaderMap, fields: Fields) -> Response {
    if let Some(quantity) = fields.count("quantity") {
        visit.change(|state| state.cart.set(fields.text("sku"), quantity));
    }
    let wants_json = headers.get(header::ACCEPT).is_some_and(|accept| accept == "application/json");
    if !wants_json {
        return visit.redirect("/shop/cart");
    }
    let cart = visit.cart();
    let answer = json!({
        "html": contents(&cart).into_string(),
        "count": cart.count(),
        "announcement": format!("Cart updated. Total {}.", price::format(cart.total(), cart.currency)),
        "cart": cart.to_json(),
    });
    visit.with_cookie(Json(answer).into_response())
}
