//! The checkout form, placing the order, and its confirmation.
use super::action::Action;
use super::browse::not_found;
use super::card;
use super::cart_page::sums;
use super::customer;
use super::fields::Fields;
use super::form::{Field, newsletter, problem_summary};
use super::layout::Page;
use super::order::{Contact, Order};
use super::visit::Visit;
use super::{icon, price};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

const COUNTRIES: [(&str, &str); 8] = [
    ("AT", "Austria"),
    ("FI", "Finland"),
    ("FR", "France"),
    ("DE", "Germany"),
    ("NL", "Netherlands"),
    ("SE", "Sweden"),
    ("GB", "United Kingdom"),
    ("US", "United States"),
];

/// Name in the order, and what the buyer reads.
const PAYMENTS: [(&str, &str); 2] = [("invoice", "Invoice, thirty days"), ("card", "Card at the door")];

/// `GET /shop/checkout`
pub async fn form(visit: Visit) -> Response {
    if visit.cart().lines.is_empty() {
        return visit.redirect("/shop/cart");
    }
    let known = visit.state.customer.iter().flat_map(|customer| {
        let texts =
            [("email", &customer.email), ("first_name", &customer.first_name), ("last_name", &customer.last_name)];
        let ticked = customer.newsletter.then(|| ("newsletter".to_owned(), "yes".to_owned()));
        texts.map(|(name, value)| (name.to_owned(), value.clone())).into_iter().chain(ticked)
    });
    let fields = known.collect();
    checkout_page(visit, StatusCode::OK, &fields, &[])
}

// Checkout steps are cart views for the session library: there is no view of their own.
fn checkout_page(visit: Visit, status: StatusCode, fields: &Fields, problems: &[(&str, &str)]) -> Response {
    let body = html! {
        h1 { "Checkout" }
        (problem_summary(problems))
        div.split {
            (address_form(fields, problems))
            (summary(&visit))
        }
    };
    visit.page(status, Page::new("Checkout", Action::view::<()>("viewCart", &[]), body))
}

fn address_form(fields: &Fields, problems: &[(&str, &str)]) -> Markup {
    let field = |field: Field| field.render(fields, problems);
    html! {
        form.form #checkout method="post" action="/shop/checkout" novalidate {
            div.form-section {
                h2 { "Who is it for?" }
                (field(Field::new("email", "E-mail").kind("email").autocomplete("email").required()))
                div.pair {
                    (field(Field::new("first_name", "First name").autocomplete("given-name").required()))
                    (field(Field::new("last_name", "Last name").autocomplete("family-name")))
                }
                (field(Field::new("phone", "Telephone").kind("tel").autocomplete("tel")))
                (newsletter(fields.ticked("newsletter")))
            }
            div.form-section {
                h2 { "Where does it go?" }
                (field(Field::new("street", "Street and number").autocomplete("street-address").required()))
                div.pair {
                    (field(Field::new("post_code", "Postal code").autocomplete("postal-code").required()))
                    (field(Field::new("city", "Town").autocomplete("address-level2").required()))
                }
                div.field {
                    label for="country" { "Country" }
                    select.input #country name="country" autocomplete="country" {
                        @for (code, name) in COUNTRIES { option value=(code) selected[is_chosen(fields.text("country"), code, "FI")] { (name) } }
                    }
                }
            }
            div.form-section {
                fieldset {
                    legend { "How will you pay?" }
                    div.choices {
                        @for (name, text) in PAYMENTS {
                            label.choice { input type="radio" name="payment" value=(name) checked[is_chosen(fields.text("payment"), name, "invoice")]; (text) }
                        }
                    }
                }
            }
            button.button type="submit" data-test="place-order" { "Place the order" }
            p.small.muted { "Nothing is charged and nothing is sent: this shop is a demonstration." }
        }
    }
}

fn is_chosen(sent: &str, value: &str, default: &str) -> bool {
    value == if sent.is_empty() { default } else { sent }
}

fn summary(visit: &Visit) -> Markup {
    let cart = visit.cart();
    html! {
        section.summary aria-labelledby="summary" {
            h2 #summary { "Your order" }
            ul.mini {
                @for line in &cart.lines {
                    li {
                        (card::variant_picture(&line.product.id, &line.variant.name, 56))
                        div { (line.product.name) p.muted.small { (line.variant.name) " · " (line.quantity) " ×" } }
                        span { (price::format(line.total(), cart.currency)) }
                    }
                }
            }
            (sums(cart.subtotal(), cart.delivery(), cart.total(), cart.currency))
        }
    }
}

/// `POST /shop/checkout`: places the order, or says what is missing.
pub async fn place_order(mut visit: Visit, fields: Fields) -> Response {
    if visit.cart().lines.is_empty() {
        return visit.redirect("/shop/cart");
    }
    let problems = problems(&fields);
    if !problems.is_empty() {
        return checkout_page(visit, StatusCode::UNPROCESSABLE_ENTITY, &fields, &problems);
    }
    let payment = known(&PAYMENTS, fields.text("payment")).unwrap_or("invoice");
    let order = Order::place(&visit.cart(), contact(&fields), payment);
    let confirmation = format!("/shop/order/{}", order.number);
    visit.change(|state| {
        state.cart.clear();
        state.orders.push(order);
    });
    visit.redirect(&confirmation)
}

fn problems(fields: &Fields) -> Vec<(&'static str, &'static str)> {
    let mut problems = customer::problems(fields);
    let needed =
        [("street", "Enter a street and number."), ("post_code", "Enter a postal code."), ("city", "Enter a town.")];
    problems.extend(needed.into_iter().filter(|(name, _)| fields.text(name).is_empty()));
    problems
}

fn contact(fields: &Fields) -> Contact {
    let text = |name| fields.text(name).to_owned();
    Contact {
        email: text("email"),
        first_name: text("first_name"),
        last_name: text("last_name"),
        phone: text("phone"),
        street: text("street"),
        post_code: text("post_code"),
        city: text("city"),
        country: known(&COUNTRIES, fields.text("country")).unwrap_or("FI"),
        newsletter: fields.ticked("newsletter"),
    }
}

fn known(table: &[(&'static str, &str)], name: &str) -> Option<&'static str> {
    table.iter().map(|(known, _)| *known).find(|known| *known == name)
}

/// `GET /shop/order/{number}`: the confirmation, for the browser that placed the order.
/// A reload reports the order again; the back end counts an order number once.
pub async fn confirmation(visit: Visit, Path(number): Path<String>) -> Response {
    let Some(order) = visit.state.orders.iter().find(|order| order.number == number) else {
        return not_found(visit).await;
    };
    let action = Action::view("addOrder", &[order.to_json()]).placements(&["order-1"]);
    let body = html! {
        div.split {
            div.stack {
                div.thanks data-test="order-thanks" {
                    (icon::done())
                    h1 { "Thank you, " (order.contact.first_name) }
                    p { "Your order " strong.number data-test="order-number" { (order.number) } " is with us." }
                }
                p.muted { "It would go to " (order.contact.street) ", " (order.contact.post_code) " " (order.contact.city) ", if this were a real shop." }
                a.button.quiet href="/shop/" { "Back to the shop" }
            }
            section.summary aria-labelledby="summary" {
                h2 #summary { "What you ordered" }
                ul.mini {
                    @for line in &order.lines {
                        li {
                            (card::variant_picture(&line.product_id, &line.variant, 56))
                            div { (line.name) p.muted.small { (line.variant) " · " (line.quantity) " ×" } }
                            span { (price::format(line.total, order.currency)) }
                        }
                    }
                }
                (sums(order.subtotal, order.delivery, order.total, order.currency))
            }
        }
        (card::recommendations("order-1", "For next time"))
    };
    let page = Page::new("Thank you", action, body);
    visit.page(StatusCode::OK, page)
}
