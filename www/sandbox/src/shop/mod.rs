//! The demo shop, rendered by the server: every page and form works without JavaScript.
//!
//! What it knows of a browser (cart, login, currency) lives in [`session::Sessions`], in memory
//! and keyed by the cookie `shop`. Each page tells the session library what it shows through
//! one inline script, see [`action::Action`].
mod account;
mod action;
mod browse;
mod card;
mod cart;
mod cart_page;
mod checkout;
mod customer;
mod fields;
mod form;
mod icon;
mod layout;
mod order;
mod price;
mod product_page;
mod session;
mod single_page;
mod visit;

use crate::AppState;
use axum::extract::DefaultBodyLimit;
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Extension, Router};
use session::Sessions;
use std::sync::Arc;

/// No form of the shop is larger than this, in bytes.
const FORM_LIMIT: usize = 32 * 1024;

/// The routes below `/shop`, and the catalogue of the single-page shop at
/// `/spa-data/catalogue.json`.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/shop", get(|| async { Redirect::permanent("/shop/") }))
        .route("/shop/", get(browse::front))
        .route("/shop/category/{slug}", get(browse::category))
        .route("/shop/search", get(browse::search))
        .route("/shop/product/{id}", get(product_page::product))
        .route("/shop/cart", get(cart_page::cart))
        .route("/shop/cart/add", post(cart_page::add))
        .route("/shop/cart/line", post(cart_page::change_line))
        .route("/shop/checkout", get(checkout::form).post(checkout::place_order))
        .route("/shop/order/{number}", get(checkout::confirmation))
        .route("/shop/login", get(account::account).post(account::log_in))
        .route("/shop/logout", post(account::log_out))
        .route("/shop/currency", post(account::choose_currency))
        .route("/shop/{*path}", get(browse::not_found))
        .route("/spa-data/catalogue.json", get(single_page::catalogue))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(Extension(Arc::new(Sessions::default())))
}
