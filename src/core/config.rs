//! What the page configured: the account, where its server is, and the settings that the core obeys.

use super::json;

/// The configuration of one page. Built from the options of `init` and the platform's `Settings` together.
#[derive(Clone, Debug)]
pub struct Config {
    /// The account id, sent as `m`.
    pub account: String,
    /// Origin of the back end, without a slash at its end.
    pub server: String,
    /// Path of the event endpoint.
    pub events_path: String,
    /// Path of the order endpoint.
    pub order_path: String,
    /// How long a request may take, in ms.
    pub timeout: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            account: String::new(),
            server: "https://connect.nosto.com".into(),
            events_path: "/ev1".into(),
            order_path: "/order/track".into(),
            timeout: 8_000,
        }
    }
}

impl Config {
    /// Takes over what `options` (a JSON object) names; unreadable members leave the former value.
    pub fn update(&mut self, options: &str) {
        let endpoints = json::get(options, "endpoints").unwrap_or("{}");
        for (place, object, name) in [
            (&mut self.account, options, "account"),
            (&mut self.server, options, "server"),
            (&mut self.events_path, endpoints, "events"),
            (&mut self.order_path, endpoints, "order"),
        ] {
            if let Some(value) = json::get_text(object, name) {
                *place = value.strip_suffix("/").unwrap_or(value).into();
            }
        }
        if let Some(timeout) = positive(options, "timeout") {
            self.timeout = timeout;
        }
    }
}

/// The member `name` as a positive whole number; whatever comes after a decimal point is cut off.
pub fn positive(object: &str, name: &str) -> Option<u32> {
    let number = json::get(object, name).and_then(json::whole_number)?;
    // Saturates where it is larger than the type.
    Some(number as u32).filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_replace_only_what_they_name() {
        let mut config = Config::default();
        config.update(r#"{"account":"demo","server":"https://x.test/","timeout":60.5,"endpoints":{"events":"/e/"}}"#);
        assert_eq!(config.server, "https://x.test");
        assert_eq!(config.events_path, "/e");
        assert_eq!(config.order_path, "/order/track");
        assert_eq!(config.timeout, 60);
        config.update(r#"{"account":5,"timeout":-1,"server":null}"#);
        assert_eq!(config.account, "demo");
        assert_eq!(config.timeout, 60);
        assert_eq!(config.server, "https://x.test");
    }
}
