//! The popups of account `delta`: one for each trigger.
use serde_json::{Map, Value, json};

/// One popup campaign.
#[derive(Debug)]
pub struct Popup {
    /// What opens it: a key of `discountPopupTriggers`.
    trigger: &'static str,
    /// Its campaign, as events name it.
    pub id: &'static str,
    /// The popup itself.
    pub popup_id: &'static str,
    name: &'static str,
    /// JSON of the members of its condition that are not empty.
    condition: &'static str,
    /// In ms.
    delay: u32,
    /// What the minimised popup says.
    ribbon: &'static str,
    /// The code it gives.
    coupon: Option<&'static str>,
    heading: &'static str,
    /// What stands below the heading.
    body: &'static str,
}

const POPUPS: [Popup; 6] = [
    Popup {
        trigger: "externalCampaign",
        id: "d-external",
        popup_id: "9d1000000000000000000001",
        name: "From the newsletter",
        condition: r#"{"url_parameters": ["utm_source=letter"]}"#,
        delay: 0,
        ribbon: "Your letter's code",
        coupon: Some("LETTER10"),
        heading: "Welcome, reader",
        body: r#"<p>Ten per cent for readers of the letter: <strong data-popup="code"></strong></p>"#,
    },
    Popup {
        trigger: "allCustomers",
        id: "d-all",
        popup_id: "9d1000000000000000000002",
        name: "Season sale, from the fifth page on",
        condition: r#"{"min_page_views": 5, "exc_page_types": ["order"]}"#,
        delay: 0,
        ribbon: "Sale",
        coupon: None,
        heading: "The autumn sale",
        body: r#"<p><a href="/shop/category/lighting">Lamps for long evenings</a></p>"#,
    },
    Popup {
        trigger: "newCustomer",
        id: "d-new",
        popup_id: "9d1000000000000000000003",
        name: "Newsletter for new visitors",
        condition: "{}",
        delay: 1500,
        ribbon: "10 % for you",
        coupon: Some("WELCOME10"),
        heading: "Ten per cent for your first order",
        body: r#"<form data-popup="email"><label>E-mail <input type="email" name="email" required autocomplete="email"></label><label><input type="checkbox" name="newsletter"> Send me the letter</label><button>Get the code</button></form><p data-popup="thanks">Thank you. Your code: <strong data-popup="code"></strong></p><button type="button" data-popup="minimize">Later</button><button type="button" data-popup="close">No, thanks</button>"#,
    },
    Popup {
        trigger: "exitIntent",
        id: "d-exit",
        popup_id: "9d1000000000000000000004",
        name: "On the way out with something in the cart",
        condition: r#"{"min_cart_size": 1}"#,
        delay: 0,
        ribbon: "5 off",
        coupon: Some("STAY5"),
        heading: "Before you go",
        body: r#"<p>Five off what is in your cart.</p><button type="button" data-popup="coupon">Show the code</button><p data-popup="thanks">Your code: <strong data-popup="code"></strong></p><button type="button" data-popup="close">No, thanks</button>"#,
    },
    Popup {
        trigger: "abandonedCart",
        id: "d-cart",
        popup_id: "9d1000000000000000000005",
        name: "Keep the cart by e-mail",
        condition: r#"{"min_cart_value": 50}"#,
        delay: 0,
        ribbon: "Your cart",
        coupon: None,
        heading: "Shall we keep your cart?",
        body: r#"<form data-popup="email"><label>E-mail <input type="email" name="email" required autocomplete="email"></label><button>Keep it</button></form><p data-popup="thanks">It is on its way to you.</p>"#,
    },
    Popup {
        trigger: "api",
        id: "d-api",
        popup_id: "9d1000000000000000000006",
        name: "Size guide",
        condition: "{}",
        delay: 0,
        ribbon: "Sizes",
        coupon: None,
        heading: "Find your size",
        body: r#"<style>.guide{color:#0a5}</style><p class="guide">Measure around the chest.</p><p><a href="/shop/">All sizes</a></p>"#,
    },
];

/// Members of a condition that are lists.
const LISTS: [&str; 8] =
    ["brands", "categories", "locations", "page_types", "referer_urls", "tags", "url_parameters", "urls"];
const BOUNDS: [&str; 3] = ["cart_size", "cart_value", "page_views"];

/// The popup of either id.
pub fn find(id: &str) -> Option<&'static Popup> {
    POPUPS.iter().find(|popup| popup.id == id || popup.popup_id == id)
}

/// What an account's settings say about popups.
pub fn settings(account: &str) -> Map<String, Value> {
    let mut settings = Map::new();
    if account == "delta" {
        let mut triggers = Map::new();
        for (place, popup) in POPUPS.iter().enumerate() {
            triggers.insert(popup.trigger.into(), json!([popup.entry(place)]));
        }
        settings.insert("discountPopupTriggers".into(), triggers.into());
        settings.insert("discountPopupVisible".into(), json!(true));
        settings.insert("recoveryPopupEnabled".into(), json!(true));
        settings.insert("popupRibbonUrlFilter".into(), json!(false));
    }
    settings
}

impl Popup {
    fn entry(&self, place: usize) -> Value {
        json!({
            "id": self.id,
            "popup_id": self.popup_id,
            "name": self.name,
            "enabled": true,
            "ordinal": place,
            "condition": self.condition(),
            "effect": {"delay_min": self.delay, "scroll_min": 0, "re_entry_tolerance": 0},
        })
    }

    /// Every member of a condition; those that ask for nothing are empty.
    fn condition(&self) -> Value {
        let mut condition = Map::new();
        for name in LISTS {
            condition.insert(name.into(), json!([]));
            condition.insert(format!("exc_{name}"), json!([]));
        }
        for name in BOUNDS {
            condition.insert(format!("min_{name}"), json!(0));
            condition.insert(format!("max_{name}"), json!(0));
        }
        for name in ["advanced", "hide_on_desktop", "hide_on_mobile", "treat_url_conditions_as_filters"] {
            condition.insert(name.into(), json!(false));
        }
        for name in ["enabled", "enabledInJs"] {
            condition.insert(name.into(), json!(true));
        }
        let own: Map<String, Value> = serde_json::from_str(self.condition).unwrap_or_default();
        condition.extend(own);
        condition.into()
    }

    /// What its answer holds. A preview gives no code away.
    pub fn content(&self, is_preview: bool) -> Value {
        let mut content = json!({"html": format!("<h2>{}</h2>{}", self.heading, self.body), "label": self.heading, "ribbon": self.ribbon});
        if let (Some(code), false, Value::Object(members)) = (self.coupon, is_preview, &mut content) {
            members.insert("coupon".into(), json!({"code": code}));
        }
        content
    }
}
