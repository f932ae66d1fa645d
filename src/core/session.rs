//! What a session knows about its visitor. Setters change this and nothing else: they never send.

use super::diagnostic::Diagnostics;
use super::json::{self, Kind as Json};
use super::schema::{self, CART_ITEM, CUSTOMER, Kind};

/// The parts of a message that belong to the visitor rather than to one page. A session has them, and an action
/// may have its own in their place. Each is raw JSON of the wire; `None` is not sent and changes nothing there.
#[derive(Clone, Debug, Default)]
pub struct Tagging {
    /// The lines of the cart; `[]` empties it.
    pub cart: Option<String>,
    /// The hash of the visitor id for which the cart was rendered.
    pub cart_hash: Option<String>,
    /// The customer; `{}` forgets the one known so far.
    pub customer: Option<String>,
    /// The active currency or customer group.
    pub variation: Option<String>,
    /// The link that restores this cart.
    pub restore_link: Option<String>,
}

impl Tagging {
    /// Applies a setter that sessions and actions share; any other `verb` is none of its business.
    pub fn apply(&mut self, verb: &str, value: &str, problems: &mut Diagnostics) {
        match verb {
            "setCart" => {
                let outside = problems.enter("cart");
                self.set_cart(value, problems);
                problems.leave(outside);
            }
            "setCustomer" => self.set_customer(value, problems),
            "setVariation" => self.variation = non_empty("variation", value, problems),
            "setRestoreLink" => self.restore_link = non_empty("restoreLink", value, problems),
            _ => {}
        }
    }

    /// `null` changes nothing, `{}` resets, a cart replaces as a whole. A bare list counts as the lines.
    fn set_cart(&mut self, value: &str, problems: &mut Diagnostics) {
        let lines = match json::kind(value) {
            Json::Null => return,
            Json::List => value,
            Json::Object => json::get(value, "items").unwrap_or("[]"),
            _ => return problems.report("expected a cart"),
        };
        let read = schema::read_at("items", &Kind::List(CART_ITEM), lines, problems);
        if read.is_some() {
            self.cart = read;
            let hash = json::get(value, "hcid");
            self.cart_hash = hash.and_then(|hash| schema::read_at("hcid", &Kind::Id, hash, problems));
        }
    }

    /// As [`Self::set_cart`]. A customer of whom nothing is readable is no reset.
    fn set_customer(&mut self, value: &str, problems: &mut Diagnostics) {
        if value == "null" {
            return;
        }
        let read = schema::read_at("customer", &Kind::Object(CUSTOMER), value, problems);
        let is_reset = json::members(value).all(|(_, member)| member == "null");
        if let Some(customer) = read.filter(|customer| customer != "{}" || is_reset) {
            self.customer = Some(customer);
        }
    }

    /// The gaps of this filled from `session`, as wire name and value.
    pub fn over<'a>(&'a self, session: &'a Self) -> [(&'static str, Option<&'a str>); 5] {
        // The hash belongs to the cart beside it.
        let with_cart = if self.cart.is_some() { self } else { session };
        let pick = |own: &'a Option<String>, other: &'a Option<String>| own.as_deref().or(other.as_deref());
        [
            ("cart", pick(&self.cart, &session.cart)),
            ("cart_hash", with_cart.cart_hash.as_deref()),
            ("customer", pick(&self.customer, &session.customer)),
            ("current_variant_id", pick(&self.variation, &session.variation)),
            ("restore_link", pick(&self.restore_link, &session.restore_link)),
        ]
    }
}

/// A string that is worth sending: storefronts pass `""` and `undefined` where they have none.
fn non_empty(name: &str, value: &str, problems: &mut Diagnostics) -> Option<String> {
    if matches!(value, "null" | "\"\"") {
        return None;
    }
    schema::read_at(name, &Kind::Text, value, problems)
}

/// The response mode of the Session API unless the page sets another.
const DEFAULT_RESPONSE_MODE: &str = r#""JSON_ORIGINAL""#;

/// A session: what its setters have said so far.
#[derive(Debug, Default)]
pub struct Session {
    /// What every message of this session carries.
    pub tagging: Tagging,
    response_mode: Option<String>,
    /// Whether cart and customer went out since a setter said something new.
    pub told: [bool; 2],
    /// Whether results are put into the page.
    pub inject: bool,
}

impl Session {
    /// How the server shall render, a raw JSON string.
    pub fn response_mode(&self) -> &str {
        self.response_mode.as_deref().unwrap_or(DEFAULT_RESPONSE_MODE)
    }

    /// Applies setters in their order: a JSON array of `[verb, argument]`.
    pub fn apply(&mut self, setters: &str, problems: &mut Diagnostics) {
        for setter in json::elements(setters) {
            let mut parts = json::elements(setter);
            let verb = json::bare(parts.next().unwrap_or(""));
            let value = parts.next().unwrap_or("null");
            match verb {
                "enableCampaignInjection" => self.inject = true,
                "disableCampaignInjection" => self.inject = false,
                "setResponseMode" => self.response_mode = non_empty("responseMode", value, problems),
                verb => {
                    for (told, setter) in self.told.iter_mut().zip(["setCart", "setCustomer"]) {
                        if verb == setter && value != "null" {
                            *told = false;
                        }
                    }
                    self.tagging.apply(verb, value, problems);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(setters: &str) -> Tagging {
        let mut session = Session::default();
        session.apply(setters, &mut Diagnostics::new(""));
        session.tagging
    }

    const LINE: &str = r#"{"product_id":"1","name":"n","unit_price":1,"price_currency_code":"EUR","quantity":1}"#;

    #[test]
    fn a_cart_has_three_states() {
        let set = format!(r#"["setCart",{{"hcid":"h","items":[{LINE}]}}]"#);
        let lines = format!("[{LINE}]");
        assert_eq!(after("[]").cart, None);
        assert_eq!(after(&format!("[{set}]")).cart.as_deref(), Some(&*lines));
        assert_eq!(after(&format!("[{set}]")).cart_hash.as_deref(), Some(r#""h""#));
        assert_eq!(after(&format!(r#"[{set},["setCart",null]]"#)).cart.as_deref(), Some(&*lines));
        assert_eq!(after(&format!(r#"[{set},["setCart"]]"#)).cart.as_deref(), Some(&*lines));
        assert_eq!(after(&format!(r#"[{set},["setCart",{{}}]]"#)).cart.as_deref(), Some("[]"));
        assert_eq!(after(&format!(r#"[{set},["setCart",{{}}]]"#)).cart_hash, None);
        assert_eq!(after(r#"[["setCart",{"items":[]}]]"#).cart.as_deref(), Some("[]"));
        assert_eq!(after(&format!(r#"[["setCart",[{LINE}]]]"#)).cart.as_deref(), Some(&*lines));
    }

    #[test]
    fn an_unreadable_cart_changes_nothing() {
        let set = format!(r#"["setCart",{{"items":[{LINE}]}}]"#);
        for bad in ["5", r#""x""#, r#"{"items":7}"#, r#"{"items":[{"name":"no id"}]}"#] {
            let cart = after(&format!(r#"[{set},["setCart",{bad}]]"#)).cart;
            assert_eq!(cart, Some(format!("[{LINE}]")), "{bad}");
        }
    }

    #[test]
    fn a_customer_has_three_states() {
        let set = r#"["setCustomer",{"email":"a@b.test","newsletter":true}]"#;
        let wire = r#"{"email":"a@b.test","newsletter":true}"#;
        assert_eq!(after("[]").customer, None);
        assert_eq!(after(&format!("[{set}]")).customer.as_deref(), Some(wire));
        assert_eq!(after(&format!(r#"[{set},["setCustomer",null]]"#)).customer.as_deref(), Some(wire));
        assert_eq!(after(&format!(r#"[{set},["setCustomer",{{}}]]"#)).customer.as_deref(), Some("{}"));
        for unreadable in ["5", r#"{"mail":"x"}"#, r#"{"email":{}}"#] {
            let kept = after(&format!(r#"[{set},["setCustomer",{unreadable}]]"#)).customer;
            assert_eq!(kept.as_deref(), Some(wire), "{unreadable}");
        }
    }

    #[test]
    fn variation_and_restore_link_can_be_taken_back() {
        assert_eq!(after(r#"[["setVariation","EUR"]]"#).variation.as_deref(), Some(r#""EUR""#));
        for none in [r#""""#, "null"] {
            assert_eq!(after(&format!(r#"[["setVariation","EUR"],["setVariation",{none}]]"#)).variation, None);
        }
        assert_eq!(
            after(r#"[["setRestoreLink","https://x.test"]]"#).restore_link.as_deref(),
            Some(r#""https://x.test""#)
        );
    }
}
