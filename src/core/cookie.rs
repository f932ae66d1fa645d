//! Cookie text: reading a header, writing one cookie, and the domains worth trying.

use super::diagnostic::push_number;
use super::json;

/// The visitor id's cookie, shared with every page and plugin written for the platform.
pub const VISITOR: &str = "2c.cId";

/// Written for a moment to learn which domain the browser accepts.
pub const PROBE: &str = "nostojs";

/// Four years in seconds: the lifetime measured in the field, when settings give none.
pub const DEFAULT_LIFETIME: u32 = 4 * 365 * 24 * 60 * 60;

/// The value of the first cookie called `name` in a `Cookie` header or in `document.cookie`.
pub fn read<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = Some(cookies);
    while let Some(cookies) = rest {
        let (pair, others) = json::cut(cookies, b';');
        let (key, value) = json::cut(pair, b'=');
        if key.trim_ascii() == name && value.is_some() {
            return value.map(str::trim_ascii);
        }
        rest = others;
    }
    None
}

/// Whether `value` can stand in a cookie as it is, and is short enough to be a visitor id.
pub fn storable(value: &str) -> bool {
    let octet = |byte: u8| matches!(byte, 0x21..=0x7e) && !matches!(byte, b'"' | b',' | b';' | b'\\');
    (1..=128).contains(&value.len()) && value.bytes().all(octet)
}

/// One cookie for the whole site: `domain` is `None` for the host alone; `max_age` is in seconds, 0 deletes.
pub fn write(name: &str, value: &str, max_age: u32, domain: Option<&str>, secure: bool) -> String {
    let mut out = String::from(name);
    out.push('=');
    out.push_str(value);
    out.push_str("; path=/; max-age=");
    push_number(&mut out, max_age);
    if let Some(domain) = domain {
        out.push_str("; domain=");
        out.push_str(domain);
    }
    out.push_str("; SameSite=Lax");
    if secure {
        out.push_str("; Secure");
    }
    out
}

/// The domains of `host` that a cookie may be set for, the widest first; none for an IP address or a single
/// label. Which of them is a public suffix only the browser knows, so the caller probes.
pub fn domains(host: &str) -> Vec<&str> {
    let mut domains = Vec::new();
    let mut narrower = Some(host);
    while let Some(domain) = narrower {
        narrower = json::cut(domain, b'.').1;
        if narrower.is_some() {
            domains.insert(0, domain);
        } else if domain.ends_with(']') || json::whole_number(domain).is_some() {
            return Vec::new();
        }
    }
    domains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cookie_of_a_name_counts() {
        assert_eq!(read("a=1; 2c.cId=abc; 2c.cId=def", VISITOR), Some("abc"));
        assert_eq!(read("x2c.cId=abc", VISITOR), None);
        assert_eq!(read("", VISITOR), None);
        assert_eq!(read("2c.cId", VISITOR), None);
    }

    #[test]
    fn domains_come_widest_first() {
        let of = |host| domains(host);
        assert_eq!(of("www.shop.co.uk"), ["co.uk", "shop.co.uk", "www.shop.co.uk"]);
        assert_eq!(of("shop.com"), ["shop.com"]);
        assert_eq!(of("localhost"), [] as [&str; 0]);
        assert_eq!(of("127.0.0.1"), [] as [&str; 0]);
        assert_eq!(of("[::1]"), [] as [&str; 0]);
    }

    #[test]
    fn a_cookie_has_its_attributes() {
        assert_eq!(
            write(VISITOR, "abc", 60, Some("shop.com"), true),
            "2c.cId=abc; path=/; max-age=60; domain=shop.com; SameSite=Lax; Secure"
        );
        assert_eq!(write(PROBE, "", 0, None, false), "nostojs=; path=/; max-age=0; SameSite=Lax");
    }

    #[test]
    fn an_id_that_would_break_a_cookie_is_refused() {
        assert!(storable("6ab64980076b6d4a696fdcd1"));
        for bad in ["", "a b", "a;b", "a,b", "é", "a\"", &"x".repeat(129)] {
            assert!(!storable(bad), "{bad}");
        }
    }
}
