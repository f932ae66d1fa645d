//! How prices are written: `€1,234.50`.
use crate::catalogue::{Amount, Currency, Money};
use maud::{Markup, html};

/// Sign, thousands separators, two decimals.
#[must_use]
pub fn format(amount: Amount, currency: Currency) -> String {
    let text = amount.to_string();
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let (minus, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{minus}{}{grouped}.{cents}", currency.symbol())
}

/// The price, with the one before the reduction if there is one.
#[must_use]
pub fn tag(price: Money, list_price: Option<Money>, currency: Currency) -> Markup {
    html! {
        span.price-now.reduced[list_price.is_some()] data-price { (format(price.in_currency(currency), currency)) }
        @if let Some(before) = list_price {
            s.price-was { span.visually-hidden { "before " } (format(before.in_currency(currency), currency)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_thousands_and_keeps_cents() {
        let written = |minor| format(Amount::from_minor(minor), Currency::Eur);
        assert_eq!(written(5), "€0.05");
        assert_eq!(written(99_900), "€999.00");
        assert_eq!(written(123_450), "€1,234.50");
        assert_eq!(written(123_456_789), "€1,234,567.89");
        assert_eq!(written(-4_905), "−€49.05");
        assert_eq!(format(Amount::from_minor(100_000), Currency::Usd), "$1,000.00");
    }
}
