//! Cookies and the name of the host: `host`, `cookies`, `value`.

use super::parts;
use vitrine::core::cookie;

pub fn run(text: &str) {
    let [host, cookies, value] = parts(text);

    if let Some(id) = cookie::read(cookies, cookie::VISITOR) {
        assert!(!id.contains(';') && cookies.contains(id) && cookies.contains(cookie::VISITOR), "{id}");
    }

    if cookie::storable(value) {
        let written = cookie::write(cookie::VISITOR, value, 9, Some("shop.test"), true);
        assert_eq!(cookie::read(&written, cookie::VISITOR), Some(value));
        assert_eq!(written.matches(';').count(), 5, "{written}");
        assert!(written.bytes().all(|byte| (b' '..0x7f).contains(&byte)), "{written}");
    }

    let domains = cookie::domains(host);
    for domain in &domains {
        assert!(host.ends_with(domain) && domain.contains('.'), "{domain} of {host}");
    }
    assert!(domains.is_sorted_by_key(|domain| domain.len()), "{domains:?}");
}
