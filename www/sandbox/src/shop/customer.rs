//! Who is logged in. Any name and e-mail address will do: this is a demo.
use super::fields::Fields;
use serde::Serialize;

/// A customer in the shape of `setCustomer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Customer {
    /// Long and not to be guessed; stands for the customer on every channel.
    pub customer_reference: String,
    /// Where mail goes.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// Has asked for the newsletter.
    pub newsletter: bool,
    /// Has allowed marketing by e-mail: here the same box as the newsletter.
    pub marketing_permission: bool,
}

/// Whether mail could be sent there, as far as the looks of it go.
#[must_use]
pub fn is_email(text: &str) -> bool {
    text.len() <= 254
        && !text.contains(char::is_whitespace)
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.contains('@')
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
        })
}

/// The problems of the fields `first_name` and `email`, by field.
#[must_use]
pub fn problems(fields: &Fields) -> Vec<(&'static str, &'static str)> {
    let mut problems = Vec::new();
    if fields.text("first_name").is_empty() {
        problems.push(("first_name", "Enter your first name."));
    }
    if !is_email(fields.text("email")) {
        problems.push(("email", "Enter an e-mail address such as ada@example.com."));
    }
    problems
}
