//! Amounts of money: exact decimals in major units. They become binary floating point once, where they are handed to
//! a session.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::{Number, Value};
use std::fmt;

/// An amount in major units of a currency that is said elsewhere: `19.9` is nineteen euros and ninety cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(Decimal);

impl Money {
    /// Nothing to pay.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads an amount in major units: a number, or a plain decimal as text (`"19.00"`).
    ///
    /// `None` for what is no amount: `null` (in shop systems "price on request", never zero), text with separators of
    /// thousands or a comma, which may mean two amounts, and what 28 digits cannot hold.
    pub fn read(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Self::parse(text),
            Value::Number(number) => {
                let text = number.to_string();
                Self::parse(&text).or_else(|| Decimal::from_scientific(&text).ok().map(Self))
            }
            _ => None,
        }
    }

    /// Reads a whole number of minor units, of which `10^digits` make one major unit: with two digits, `7420000` and
    /// `"7420000"` are 74200. How many digits a shop system counts is its own affair, not the currency's: some give
    /// hundredths of a peso that has none. `None` for fractions and for what [`Money::read`] does not read.
    pub fn read_minor(value: &Value, digits: u32) -> Option<Self> {
        let Self(mut amount) = Self::read(value)?;
        amount = amount.normalize();
        if amount.scale() > 0 {
            return None;
        }
        amount.set_scale(digits).ok().map(|()| Self(amount.normalize()))
    }

    /// Reads a plain decimal: an optional sign, digits, and an optional point with digits after it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        // The parser of decimals takes underscores between digits; no shop means that.
        if text.contains('_') {
            return None;
        }
        Decimal::from_str_exact(text).ok().map(|amount| Self(amount.normalize()))
    }

    /// Whether this is more than nothing.
    pub fn is_positive(self) -> bool {
        self > Self::ZERO
    }

    /// The nearest floating-point number, in major units.
    pub fn major(self) -> f64 {
        // By way of the digits, because the parser rounds once and correctly. A decimal always reads.
        self.to_string().parse().unwrap_or_default()
    }

    /// The amount as a JSON number, in major units: whole amounts as `19`, others as `19.9`.
    pub fn to_json(self) -> Value {
        self.to_string().parse::<Number>().map_or(Value::Null, Value::Number)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&Value::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("expected an amount"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(amount: Option<Money>) -> Option<String> {
        amount.map(|amount| amount.to_json().to_string())
    }

    #[test]
    fn reads_amounts_in_major_units() {
        let cases = [
            (json!("19.00"), Some("19")),
            (json!("58.07"), Some("58.07")),
            (json!(" 25.50 "), Some("25.5")),
            (json!("-3.10"), Some("-3.1")),
            (json!("0.00"), Some("0")),
            (json!(13.49), Some("13.49")),
            (json!(20.0), Some("20")),
            (json!(1990), Some("1990")),
            (json!(9007199254740993u64), Some("9007199254740993")),
            (json!(1e-7), Some("1e-7")),
            (json!(null), None),
            (json!(""), None),
            (json!("1,234.50"), None),
            (json!("19,90"), None),
            (json!("1_000"), None),
            (json!("$19.00"), None),
            (json!("NaN"), None),
            (json!(true), None),
            (json!(["19.00"]), None),
            (json!("99999999999999999999999999999999"), None),
            (json!(1e300), None),
        ];
        for (given, wanted) in cases {
            assert_eq!(shown(Money::read(&given)).as_deref(), wanted, "{given}");
        }
    }

    #[test]
    fn reads_minor_units() {
        let cases = [
            (json!(7420000), 2, Some("74200")),
            (json!("1999"), 2, Some("19.99")),
            (json!(29), 2, Some("0.29")),
            (json!(-150), 2, Some("-1.5")),
            (json!(19990), 0, Some("19990")),
            (json!(1999000), 2, Some("19990")),
            (json!(1234), 3, Some("1.234")),
            (json!(1990.0), 2, Some("19.9")),
            (json!(19.5), 2, None),
            (json!(null), 2, None),
        ];
        for (given, digits, wanted) in cases {
            assert_eq!(shown(Money::read_minor(&given, digits)).as_deref(), wanted, "{given}");
        }
    }

    #[test]
    fn every_cent_becomes_the_nearest_float() {
        for cents in 0..200_000u32 {
            let amount = Money::read_minor(&json!(cents), 2).unwrap();
            assert_eq!(amount.major(), f64::from(cents) / 100.0, "{cents}");
        }
    }

    #[test]
    fn travels_in_other_values() {
        let amount: Money = serde_json::from_value(json!("19.90")).unwrap();
        assert_eq!(serde_json::to_value(amount).unwrap(), json!(19.9));
        assert!(serde_json::from_value::<Money>(json!("free")).is_err());
        assert_eq!(serde_json::from_value::<Option<Money>>(json!(null)).unwrap(), None);
    }
}
