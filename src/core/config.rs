//! What the page configured: the account, where its server is, and the settings that the core obeys.

use super::cookie::DEFAULT_LIFETIME;
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
    /// Lifetime of the visitor cookie, in seconds.
    pub cookie_lifetime: u32,
    /// Whether the visitor cookie is marked `Secure` even where the page's scheme is not known to be https.
    pub secure_cookie: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            account: String::new(),
            server: "https://connect.nosto.com".into(),
            events_path: "/ev1".into(),
            order_path: "/order/track".into(),
            timeout: 8_000,
            cookie_lifetime: DEFAULT_LIFETIME,
            secure_cookie: false,
        }
    }
}

impl Config {
    /// Takes over what `options` (a JSON object) names; unreadable members leave the former value.
    ///
    /// The unit of `cookieTime` is nowhere documented; it is read as seconds, the unit of the lifetime that was
    /// measured in the field.
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
        for (place, name) in [(&mut self.timeout, "timeout"), (&mut self.cookie_lifetime, "cookieTime")] {
            if let Some(value) = positive(options, name) {
                *place = value;
            }
        }
        self.secure_cookie |= json::get_flag(options, "secureCookie");
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
        config
            .update(r#"{"account":"demo","server":"https://x.test/","cookieTime":60.5,"endpoints":{"events":"/e/"}}"#);
        assert_eq!(config.server, "https://x.test");
        assert_eq!(config.events_path, "/e");
        assert_eq!(config.order_path, "/order/track");
        assert_eq!(config.cookie_lifetime, 60);
        config.update(r#"{"account":5,"timeout":-1,"cookieTime":"x","server":null}"#);
        assert_eq!(config.account, "demo");
        assert_eq!(config.timeout, 8_000);
        assert_eq!(config.server, "https://x.test");
    }
}
