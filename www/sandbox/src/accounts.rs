//! The accounts this server knows, and the settings each gives its pages.
mod gamma;

use crate::catalogue::Currency;
use serde_json::{Value, json};

/// One merchant account.
#[derive(Debug)]
pub struct Account {
    /// As in `m=` and `/include/<name>`.
    pub name: &'static str,
    /// A disabled account answers 403 on the wire and an empty include script.
    pub enabled: bool,
    /// The currency of prices when a visitor has chosen none.
    pub currency: Currency,
    /// HTML campaigns arrive as `{div_id, result_id, html}` instead of bare strings.
    pub parameterless_attribution: bool,
    /// Lifetime of the visitor cookie in seconds.
    cookie_time: u64,
    /// Thousands and decimal separators of shown prices.
    separators: (&'static str, &'static str),
}

/// Four years, as the hosted service has it.
const FOUR_YEARS: u64 = 126_144_000;

/// `demo` is the demo shop; the others are for tests: `alpha` and `beta` differ in their settings, `gamma` has placements,
/// `delta` popups.
pub static ACCOUNTS: [Account; 6] = [
    Account {
        name: "demo",
        enabled: true,
        currency: Currency::Eur,
        parameterless_attribution: false,
        cookie_time: FOUR_YEARS,
        separators: (",", "."),
    },
    Account {
        name: "alpha",
        enabled: true,
        currency: Currency::Eur,
        parameterless_attribution: false,
        cookie_time: FOUR_YEARS,
        separators: (",", "."),
    },
    Account {
        name: "beta",
        enabled: true,
        currency: Currency::Usd,
        parameterless_attribution: true,
        cookie_time: 86_400,
        separators: (".", ","),
    },
    Account {
        name: "gamma",
        enabled: true,
        currency: Currency::Eur,
        parameterless_attribution: true,
        cookie_time: FOUR_YEARS,
        separators: (",", "."),
    },
    Account {
        name: "delta",
        enabled: true,
        currency: Currency::Eur,
        parameterless_attribution: false,
        cookie_time: FOUR_YEARS,
        separators: (",", "."),
    },
    Account {
        name: "disabled",
        enabled: false,
        currency: Currency::Eur,
        parameterless_attribution: false,
        cookie_time: FOUR_YEARS,
        separators: (",", "."),
    },
];

impl Account {
    /// The account of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        ACCOUNTS.iter().find(|account| account.name == name)
    }

    /// The `Settings` object of the account; `origin` is where its pages reach this server.
    #[must_use]
    pub fn settings(&self, origin: &str) -> Value {
        let mut settings = json!({
            "account": self.name,
            "server": origin,
            "searchApiUrl": format!("{origin}/v1/graphql"),
            "site": "www",
            "subDomain": "",
            "anyDomain": false,
            "extraHosts": [],
            "cookieTime": self.cookie_time,
            "secureCookie": false,
            "nostoRefParam": "nosto",
            "sourceParameterName": "nosto_source",
            "trackingTypes": ["api", "email", "imgrec", "cmp"],
            "parameterlessAttribution": self.parameterless_attribution,
            "parameterlessAttributionNoQueryCheck": false,
            "collectEmailFromURL": false,
            "emailAddressUrlParamName": "",
            "segmentUrlParameters": [],
            "currencySettings": {
                "EUR": self.format(true, "€"),
                "USD": self.format(true, "$"),
            },
            "defaultCurrencyCode": self.currency.code(),
            "defaultVariantId": self.currency.code(),
            "exchangeRates": true,
            "placements": {},
        });
        if let (Value::Object(settings), Value::Object(features)) = (&mut settings, features()) {
            settings.extend(features);
            settings.extend(crate::popups::settings(self.name));
            settings.extend(gamma::settings(self.name));
        }
        settings
    }

    fn format(&self, before: bool, token: &str) -> Value {
        let (thousands, decimal) = self.separators;
        json!({
            "currencyBeforeAmount": before,
            "currencyToken": token,
            "decimalCharacter": decimal,
            "groupingSeparator": thousands,
            "decimalPlaces": 2,
        })
    }
}

/// What the sandbox does not offer, said in the words of the hosted service.
fn features() -> Value {
    json!({
        "intersectionObserved": [],
        "mutationObserved": [],
        "disablePlacementAntiFlickering": true,
        "fullTaggingRequired": false,
        "sendTaggingOnlyIfNeeded": false,
        "browserQueueActive": false,
        "serverProductPlacementFiltering": false,
        "pageTypeFiltersForUntaggedPages": [],
        "discountPopupTriggers": {},
        "discountPopupVisible": false,
        "recoveryPopupEnabled": false,
        "searchEnabled": true,
        "searchTemplatesEnabled": false,
        "categoriesEnabled": false,
        "cmpMode": "DISABLED",
        "skuParam": "sku",
        "measurePerformance": false,
        "jsErrorUrl": "",
        "webComponents": false,
        "testing": false,
        "live": true,
    })
}
