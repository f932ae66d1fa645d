//! Logging in and out, and the choice of currency.
use super::action::Action;
use super::customer::{Customer, problems};
use super::fields::Fields;
use super::layout::Page;
use super::session::Notice;
use super::visit::{Visit, page_of_shop};
use super::{form, price};
use crate::catalogue::Currency;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

/// `GET /shop/login`: the form, or the account of who is logged in.
pub async fn account(visit: Visit) -> Response {
    let body = match &visit.state.customer {
        Some(customer) => account_body(&visit, customer),
        None => login_body(&Fields::default(), &[]),
    };
    let title = if visit.state.customer.is_some() { "Your account" } else { "Log in" };
    visit.page(StatusCode::OK, Page::new(title, Action::view::<()>("viewOther", &[]), body))
}

fn login_body(fields: &Fields, problems: &[(&str, &str)]) -> Markup {
    html! {
        div.narrow.stack {
            h1 { "Log in" }
            p.muted { "A demonstration: any name and address will do, and there is no password." }
            (form::problem_summary(problems))
            form.form method="post" action="/shop/login" novalidate {
                div.pair {
                    (form::Field::new("first_name", "First name").autocomplete("given-name").required().render(fields, problems))
                    (form::Field::new("last_name", "Last name").autocomplete("family-name").render(fields, problems))
                }
                (form::Field::new("email", "E-mail").kind("email").autocomplete("email").required().render(fields, problems))
                (form::newsletter(fields.ticked("newsletter")))
                button.button type="submit" data-test="log-in" { "Log in" }
            }
        }
    }
}

fn account_body(visit: &Visit, customer: &Customer) -> Markup {
    html! {
        div.stack.narrow {
            h1 { "Hello, " (customer.first_name) }
            p { "Logged in as " (customer.email) @if customer.newsletter { ", with our newsletter" } "." }
            @if visit.state.orders.is_empty() { p.muted { "No orders yet." } }
            @else {
                h2 { "Your orders" }
                ul.mini {
                    @for order in visit.state.orders.iter().rev() {
                        li.order-row { a.number href={ "/shop/order/" (order.number) } { (order.number) } span { (price::format(order.total, order.currency)) } }
                    }
                }
            }
            form method="post" action="/shop/logout" { button.button.quiet type="submit" data-test="log-out" { "Log out" } }
        }
    }
}

/// `POST /shop/login` with `first_name`, `last_name`, `email`, `newsletter`.
pub async fn log_in(mut visit: Visit, fields: Fields) -> Response {
    let problems = problems(&fields);
    if !problems.is_empty() {
        let page = Page::new("Log in", Action::view::<()>("viewOther", &[]), login_body(&fields, &problems));
        return visit.page(StatusCode::UNPROCESSABLE_ENTITY, page);
    }
    let newsletter = fields.ticked("newsletter");
    let customer = Customer {
        customer_reference: visit.customer_reference(fields.text("email")),
        email: fields.text("email").to_owned(),
        first_name: fields.text("first_name").to_owned(),
        last_name: fields.text("last_name").to_owned(),
        newsletter,
        marketing_permission: newsletter,
    };
    visit.change(|state| {
        state.next_page.notice = Some(Notice::Done(format!("Good to see you, {}.", customer.first_name)));
        state.next_page.forget_customer = false;
        state.customer = Some(customer);
    });
    let to = if visit.state.cart.is_empty() { "/shop/login" } else { "/shop/cart" };
    visit.redirect(to)
}

/// `POST /shop/logout`
pub async fn log_out(mut visit: Visit) -> Response {
    visit.change(|state| {
        state.next_page.forget_customer = state.customer.take().is_some();
        state.next_page.notice = Some(Notice::Done("You are logged out.".to_owned()));
        state.orders.clear();
    });
    visit.redirect("/shop/")
}

/// `POST /shop/currency` with `currency` (`EUR`, `USD`) and `next`, the page to return to.
pub async fn choose_currency(mut visit: Visit, fields: Fields) -> Response {
    if let Some(currency) = Currency::from_code(fields.text("currency")) {
        visit.change(|state| state.currency = currency);
    }
    visit.redirect(page_of_shop(fields.text("next")))
}
