//! Customers.

use super::Options;
use crate::commerce::map::reader::{Mapped, Reader, map};
use crate::commerce::map::shapes::Customer;
use crate::commerce::map::split_name;
use serde_json::Value;

/// A customer of the REST API or of NubeSDK; `null`, which says that nobody is logged in, resets.
pub fn customer(value: &Value, options: &Options) -> Mapped<Customer> {
    map("customer", value, |customer| {
        if customer.is_absent() {
            return Some(Customer::default());
        }
        if !customer.is_object() {
            return None;
        }
        let email = member(customer, "email").must(Reader::text);
        let (first_name, last_name) = names(customer, "name");
        let consent = consent(customer);
        let read = Customer {
            email,
            first_name,
            last_name,
            newsletter: consent,
            marketing_permission: consent,
            customer_reference: options.customer_reference.clone(),
        };
        (read.email.is_some() || read.customer_reference.is_some()).then_some(read)
    })
}

/// NubeSDK keeps the way to a customer in `contact`.
fn member<'a>(customer: &Reader<'a>, name: &str) -> Reader<'a> {
    let own = customer.get(name);
    let contact = customer.get("contact").get(name);
    if own.is_absent() && !contact.is_absent() { contact } else { own }
}

/// Whether the customer agreed to marketing; nothing where the shop does not say.
pub(super) fn consent(customer: &Reader) -> Option<bool> {
    member(customer, "accepts_marketing").flag()
}

/// First and last name: those of an address, where they stand apart, else the one `name` in two.
pub(super) fn names(customer: &Reader, name: &str) -> (Option<String>, Option<String>) {
    for address in ["shipping_address", "billing_address", "default_address"] {
        let address = customer.get(address);
        let first = address.get("first_name").text();
        if first.is_some() {
            return (first, address.get("last_name").text());
        }
    }
    member(customer, name).text().map(|name| split_name(&name)).unwrap_or_default()
}
