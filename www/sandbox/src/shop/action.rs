//! The inline script with which a page tells the session library what it shows.
use serde::Serialize;
use serde_json::Value;

/// One page's action: `api.defaultSession()…load()`.
#[derive(Debug, Clone)]
pub struct Action {
    calls: String,
    placements: &'static [&'static str],
    injected: bool,
}

impl Action {
    /// `view` is a method of the session, `arguments` what it takes: `viewProduct`, `["id"]`.
    #[must_use]
    pub fn view<T: Serialize>(view: &str, arguments: &[T]) -> Self {
        Self { calls: call(view, arguments), placements: &[], injected: false }
    }

    /// Continues the chain with another method.
    #[must_use]
    pub fn then<T: Serialize>(mut self, method: &str, arguments: &[T]) -> Self {
        self.calls.push_str(&call(method, arguments));
        self
    }

    /// The placements the page has slots for.
    #[must_use]
    pub const fn placements(mut self, placements: &'static [&'static str]) -> Self {
        self.placements = placements;
        self
    }

    /// Lets the back end render (response mode HTML) and the library fill the slots.
    #[must_use]
    pub const fn injected(mut self) -> Self {
        self.injected = true;
        self
    }

    /// The script of a page that shows `cart` and prices in the currency `variation` to
    /// `customer`; null for nobody, `{}` for somebody to forget. `added_from` is the product just
    /// added to the cart and the campaign result that led to it.
    #[must_use]
    pub fn script(
        &self,
        variation: &str,
        cart: &Value,
        customer: &Value,
        added_from: Option<&(String, String)>,
    ) -> String {
        let mut chain = call("setVariation", &[variation]);
        chain.push_str(&call("setCart", &[cart]));
        if !customer.is_null() {
            chain.push_str(&call("setCustomer", &[customer]));
        }
        if self.injected {
            chain.push_str(&call("setResponseMode", &["HTML"]));
            chain.push_str("\n  .enableCampaignInjection()");
        }
        chain.push_str(&self.calls);
        if !self.placements.is_empty() {
            chain.push_str(&call("setPlacements", &[self.placements]));
        }
        let mut script = format!(
            "const show = response => import(\"/assets/recommendations.js\").then(shop => shop.show(response));\n\
             nostojs(api => api.defaultSession(){chain}\n  .load()\n  .then(show, () => show()));\n"
        );
        if let Some((product, result)) = added_from {
            let report = call("reportAddToCart", &[product, result]);
            script.push_str(&format!("nostojs(api => api.defaultSession(){report}\n  .update());\n"));
        }
        script
    }
}

fn call<T: Serialize>(method: &str, arguments: &[T]) -> String {
    let arguments: Vec<String> = arguments.iter().map(script_json).collect();
    format!("\n  .{method}({})", arguments.join(", "))
}

/// JSON that may stand inside a `<script>` element: nothing in it can close the element or
/// open a comment, and it is valid JavaScript in every edition of the language.
#[must_use]
pub fn script_json<T: Serialize + ?Sized>(value: &T) -> String {
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_in_the_json_can_end_the_script() {
        let hostile = "</script><!--<script>\u{2028}&\"'";
        let written = script_json(hostile);
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).ok().as_deref(), Some(hostile));
    }

    #[test]
    fn the_chain_reads_as_the_documentation_does() {
        let script = Action::view("viewProduct", &["mug"])
            .then("setRef", &["mug", "home-1-best"])
            .placements(&["product-1"])
            .script("EUR", &json!({"items": []}), &Value::Null, None);
        let chain = "api.defaultSession()\n  .setVariation(\"EUR\")\n  .setCart({\"items\":[]})\n  .viewProduct(\"mug\")\n  \
                     .setRef(\"mug\", \"home-1-best\")\n  .setPlacements([\"product-1\"])\n  .load()";
        assert!(script.contains(chain), "{script}");
    }
}
