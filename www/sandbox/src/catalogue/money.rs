//! Money: counted in minor units, shown and serialised in major units, so that no cent is lost.
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};

/// The currencies of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Currency {
    /// Euro, the primary currency.
    #[default]
    Eur,
    /// United States dollar.
    Usd,
}

impl Currency {
    /// ISO 4217 code: `EUR`, `USD`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Usd => "USD",
        }
    }

    /// The sign a price is shown with.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Eur => "€",
            Self::Usd => "$",
        }
    }

    /// The currency of an ISO code, exactly as written.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "EUR" => Some(Self::Eur),
            "USD" => Some(Self::Usd),
            _ => None,
        }
    }
}

/// A price list entry: what something costs in each currency.
/// Serialises as `{"EUR":123.45,"USD":138.45}`; displays as its euro amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    euro_cents: i64,
    dollar_cents: i64,
}

impl Money {
    /// Prices follow the euro price: dollars are 12 % more in whole units with the same cents,
    /// the way shops set them.
    #[must_use]
    pub const fn from_euro_cents(euro_cents: i64) -> Self {
        let dollars = (euro_cents * 112 / 100) / 100;
        Self { euro_cents, dollar_cents: dollars * 100 + euro_cents % 100 }
    }

    /// The amount in one currency.
    #[must_use]
    pub const fn in_currency(self, currency: Currency) -> Amount {
        Amount {
            minor: match currency {
                Currency::Eur => self.euro_cents,
                Currency::Usd => self.dollar_cents,
            },
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.in_currency(Currency::Eur).fmt(formatter)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        for currency in [Currency::Eur, Currency::Usd] {
            map.serialize_entry(currency.code(), &self.in_currency(currency))?;
        }
        map.end()
    }
}

/// An exact amount in one currency. Displays as `123.45`, serialises as the JSON number 123.45.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount {
    minor: i64,
}

impl Amount {
    /// From cents.
    #[must_use]
    pub const fn from_minor(minor: i64) -> Self {
        Self { minor }
    }

    /// In cents.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// In major units, for JSON; a cent amount survives the way through a double and back.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "prices are far below 2^53 cents")]
    pub fn major(self) -> f64 {
        self.minor as f64 / 100.0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        write!(formatter, "{sign}{}.{:02}", minor / 100, minor % 100)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.minor % 100 == 0 {
            serializer.serialize_i64(self.minor / 100)
        } else {
            serializer.serialize_f64(self.major())
        }
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { minor: self.minor + other.minor }
    }
}

impl Mul<u32> for Amount {
    type Output = Self;
    fn mul(self, quantity: u32) -> Self {
        Self { minor: self.minor * i64::from(quantity) }
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}
