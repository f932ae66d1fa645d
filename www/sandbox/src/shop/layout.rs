//! The frame of every page: head, masthead, footer, session panel, the page's action.
use super::action::Action;
use super::cart::free_delivery_from;
use super::session::{NextPage, Notice};
use super::visit::Visit;
use super::{icon, price};
use crate::catalogue::Currency;
use axum::http::{HeaderMap, HeaderValue, header};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Value, json};

/// Kept as short as it can be: it runs before anything else.
const STUB: &str = "window.nostojs=window.nostojs||function(cb){(window.nostojs.q=window.nostojs.q||[]).push(cb)}";

/// What is particular to one page.
#[derive(Debug)]
pub struct Page {
    /// Stands before the shop's name in the title.
    pub title: String,
    /// The contents of `main`.
    pub body: Markup,
    /// What the session library is told.
    pub action: Action,
    /// Slug of the category to mark in the navigation.
    pub category: Option<&'static str>,
    /// What stands in the search field.
    pub query: String,
}

impl Page {
    /// A page outside the categories and the search.
    #[must_use]
    pub fn new(title: impl Into<String>, action: Action, body: Markup) -> Self {
        Self { title: title.into(), body, action, category: None, query: String::new() }
    }
}

/// Sets the security policy of a page whose inline scripts carry `nonce`.
pub fn protect(headers: &mut HeaderMap, nonce: &str) {
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; style-src 'self'; \
         img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
}

/// The whole document.
pub fn document(visit: &Visit, page: &Page, once: &NextPage, nonce: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(visit, page, nonce))
            body {
                a.skip href="#main" { "Skip to content" }
                div.shop {
                    (notice_bar(visit.currency()))
                    (masthead(visit, page))
                    main #main tabindex="-1" {
                        div.wrap {
                            @if let Some(notice) = &once.notice { (message(notice)) }
                            (page.body)
                        }
                    }
                    (footer(visit))
                    p.visually-hidden #live role="status" {}
                }
                aside.panel #session-panel aria-label="Session panel" {}
                script nonce=(nonce) { (PreEscaped(page_script(visit, page, once))) }
            }
        }
    }
}

fn head(visit: &Visit, page: &Page, nonce: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (page.title) " · Alder & Row" }
            link rel="icon" href="/assets/icon.svg" type="image/svg+xml";
            @for sheet in ["base", "layout", "shop", "recommendations", "panel"] {
                link rel="stylesheet" href={ "/assets/" (sheet) ".css" };
            }
            script nonce=(nonce) { (PreEscaped(STUB)) }
            script src="/assets/early.js" {}
            script src="/assets/session-log.js" {}
            script async src="/vitrine.js" data-account="demo" data-server=(visit.origin) data-auto-load="false" {}
            script type="module" src="/assets/shop.js" {}
            script type="module" src="/assets/panel.js" {}
        }
    }
}

fn page_script(visit: &Visit, page: &Page, once: &NextPage) -> String {
    let customer = match &visit.state.customer {
        Some(customer) => json!(customer),
        None if once.forget_customer => json!({}),
        None => Value::Null,
    };
    let variation = visit.currency().code();
    page.action.script(variation, &visit.cart().to_json(), &customer, once.added_from.as_ref())
}

fn notice_bar(currency: Currency) -> Markup {
    let from = price::format(free_delivery_from(currency), currency);
    html! {
        div.notice { div.wrap { "Free delivery from " (from.trim_end_matches(".00")) ", returns for sixty days" } }
    }
}

fn masthead(visit: &Visit, page: &Page) -> Markup {
    html! {
        header.masthead {
            div.wrap {
                div.masthead-row {
                    a.wordmark href="/shop/" aria-label="Alder & Row, front page" { "Alder" em { "&" } "Row" }
                    form.search role="search" action="/shop/search" method="get" {
                        label.visually-hidden for="q" { "Search the shop" }
                        input.input #q type="search" name="q" value=(page.query) placeholder="Search" autocomplete="off" data-test="search-field";
                        button type="submit" aria-label="Search" data-test="search-button" { (icon::search()) }
                    }
                    (currency_switch(visit))
                    div.tools { (theme_toggle()) (account_link(visit)) (cart_link(visit.cart().count())) }
                }
                nav.strip aria-label="Categories" {
                    ul role="list" {
                        @for category in visit.catalogue.categories() {
                            li { a href={ "/shop/category/" (category.slug) } aria-current=[(page.category == Some(category.slug)).then_some("page")] { (category.name) } }
                        }
                    }
                }
            }
        }
    }
}

fn currency_switch(visit: &Visit) -> Markup {
    html! {
        form.currency method="post" action="/shop/currency" role="group" aria-label="Currency" {
            input type="hidden" name="next" value=(visit.here);
            @for (currency, name) in [(Currency::Eur, "Euro"), (Currency::Usd, "US dollar")] {
                button type="submit" name="currency" value=(currency.code()) aria-label=(name)
                    aria-pressed=(currency == visit.currency()) data-test={ "currency-" (currency.code()) } { (currency.symbol()) }
            }
        }
    }
}

fn theme_toggle() -> Markup {
    html! {
        button.tool.theme type="button" data-theme-toggle aria-label="Dark theme" aria-pressed="false" data-test="theme" { (icon::moon()) (icon::sun()) }
    }
}

fn account_link(visit: &Visit) -> Markup {
    let name = visit.state.customer.as_ref().map_or("Log in", |customer| &customer.first_name);
    html! {
        a.tool.account href="/shop/login" data-test="account" { (icon::person()) span.tool-label { (name) } }
    }
}

fn cart_link(count: u32) -> Markup {
    html! {
        a.tool href="/shop/cart" data-test="cart-link" {
            (icon::bag())
            span.visually-hidden { "Cart " }
            span.badge data-cart-count data-test="cart-count" hidden[count == 0] { (count) }
        }
    }
}

fn message(notice: &Notice) -> Markup {
    let (class, text) = match notice {
        Notice::Done(text) => ("message", text),
        Notice::Problem(text) => ("message problem", text),
    };
    html! { p class=(class) role="status" data-test="notice" { (text) } }
}

fn footer(visit: &Visit) -> Markup {
    html! {
        footer.footer {
            div.wrap {
                div.footer-grid {
                    section { h2 { "Alder & Row" } p.muted { "Clothes and things for the house, made in small runs by people whose names we know." } }
                    nav aria-label="Shop" {
                        h2 { "Shop" }
                        ul.footer-list {
                            @for category in visit.catalogue.categories().iter().take(5) {
                                li { a href={ "/shop/category/" (category.slug) } { (category.name) } }
                            }
                        }
                    }
                    nav aria-label="Help" {
                        h2 { "You" }
                        ul.footer-list {
                            li { a href="/shop/login" { "Account" } }
                            li { a href="/shop/cart" { "Cart" } }
                            li { a href="/spa/" { "The same shop as a single-page app" } }
                        }
                    }
                }
                p.footer-note { "A demonstration shop: nothing here is for sale, nothing is charged, nothing is sent." }
            }
        }
    }
}
