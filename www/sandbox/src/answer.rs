//! The answer to an `ev1` request: kept as a small recipe, written out when it is sent, so that
//! a repeated request gets the same answer without the server keeping the long text.
use crate::accounts::Account;
use crate::campaign::{Cards, Pick, style};
use crate::catalogue::Currency;
use crate::message::Message;
use crate::placement::strategy;
use crate::recommend::Scene;
use crate::visitor::Visitor;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Everything an answer is written from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Recipe {
    customer: String,
    visit: String,
    page_views: u64,
    cart_total: f64,
    cart_size: f64,
    affinity: Value,
    segments: Vec<String>,
    cmpid: Option<String>,
    at: u64,
    errors: Vec<String>,
    html: bool,
    attributed: bool,
    currency: String,
    picks: Vec<Pick>,
}

impl Recipe {
    /// Looks at the visitor after the message was applied.
    pub fn new(
        account: &Account,
        customer: &str,
        at: u64,
        visitor: &Visitor,
        message: &Message,
        scene: &Scene,
        errors: Vec<String>,
    ) -> Self {
        let style = style(account, message.html, visitor.variation.as_deref());
        let (cart_total, cart_size) = cart_figures(visitor.cart.as_deref().unwrap_or_default());
        Self {
            customer: customer.to_owned(),
            visit: visitor.visit.id.clone(),
            page_views: visitor.visit.page_views,
            cart_total,
            cart_size,
            affinity: visitor.interest.answer(),
            segments: segments(visitor),
            cmpid: cmpid(message),
            at,
            errors,
            html: style.html,
            attributed: style.attributed,
            currency: style.currency.code().to_owned(),
            picks: picks(message, scene),
        }
    }

    /// The JSON text of the answer.
    pub fn write(&self, cards: &Cards) -> String {
        let style = crate::campaign::Style {
            html: self.html,
            attributed: self.attributed,
            currency: Currency::from_code(&self.currency).unwrap_or_default(),
        };
        let campaigns: Vec<String> = self
            .picks
            .iter()
            .map(|pick| format!("{}:{}", Value::from(pick.placement.as_str()), cards.campaign(pick, style)))
            .collect();
        let segments: Vec<Value> = self.segments.iter().map(|id| json!({"id": id})).collect();
        let mut rest = json!({
            "customer": self.customer,
            "visit": self.visit,
            "pv": self.page_views,
            "gl": ["FI", "18", "Helsinki"],
            "ct": number(self.cart_total),
            "cs": number(self.cart_size),
            "af": self.affinity,
            "se": {"active_segments": segments},
            "ed": self.at,
            "errors": self.errors,
        });
        if let (Some(cmpid), Value::Object(fields)) = (&self.cmpid, &mut rest) {
            fields.insert("cmpid".into(), json!(cmpid));
        }
        let rest = rest.to_string();
        let rest = rest.strip_prefix('{').unwrap_or_default();
        format!("{{\"recommendations\":{{{}}},{rest}", campaigns.join(","))
    }
}

/// A whole number is written as one: `999`, not `999.0`.
#[allow(clippy::cast_possible_truncation, reason = "checked to be a whole number below 2^53")]
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9.0e15 { json!(value as i64) } else { json!(value) }
}

/// A placement with nothing to show is left out.
fn picks(message: &Message, scene: &Scene) -> Vec<Pick> {
    let mut picks: Vec<Pick> = Vec::new();
    for placement in &message.elements {
        let Some(strategy) = strategy(placement) else {
            continue;
        };
        let choice = scene.choose(strategy);
        let empty = choice.products.is_empty() && !strategy.is_content();
        if empty || picks.iter().any(|pick| pick.placement == *placement) {
            continue;
        }
        let (sources, products) = (choice.sources, choice.products);
        picks.push(Pick { placement: placement.clone(), strategy, sources, products });
    }
    picks
}

/// Total in major units, exact to the cent, and number of pieces. Both are f64 because a
/// quantity may be a fraction (cloth by the metre).
fn cart_figures(cart: &[Value]) -> (f64, f64) {
    let number = |item: &Value, name: &str, otherwise| item.get(name).and_then(Value::as_f64).unwrap_or(otherwise);
    let (cents, pieces) = cart.iter().fold((0.0, 0.0), |(cents, pieces), item| {
        let quantity = number(item, "quantity", 1.0);
        (cents + (number(item, "unit_price", 0.0) * quantity * 100.0).round(), pieces + quantity)
    });
    (cents / 100.0, pieces)
}

/// Ids of the segments a visitor is in, 24 hex digits as everywhere; then the page's own codes.
/// Segments a visitor is in.
pub fn segments(visitor: &Visitor) -> Vec<String> {
    let in_cart = visitor.cart.as_ref().is_some_and(|cart| !cart.is_empty());
    let memberships = [
        (true, "5e9000000000000000000001"),
        (visitor.page_views > visitor.visit.page_views, "5e9000000000000000000002"),
        (in_cart, "5e9000000000000000000003"),
        (visitor.customer.is_some(), "5e9000000000000000000004"),
        (!visitor.orders.is_empty(), "5e9000000000000000000005"),
    ];
    let own = memberships.iter().filter(|(member, _)| *member).map(|(_, id)| (*id).to_owned());
    own.chain(visitor.visit.segment_codes.iter().cloned()).collect()
}

/// Category pages are merchandised: their answer names the result that ordered the page.
fn cmpid(message: &Message) -> Option<String> {
    if message.page_type.as_deref() != Some("category") {
        return None;
    }
    let category = message.targets("vc").last().or(message.categories.last().map(String::as_str))?;
    Some(crate::id::derived(0, category))
}
