//! Addresses: where a token may go, and how values are put into a path or a query.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::{Error, Kind};

/// What RFC 3986 leaves unreserved.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `scheme://host[:port]`, lower case, without the scheme's own port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Cuts an absolute URL into its origin and the rest, which is empty or begins with `/`.
    ///
    /// Strict on purpose: what this takes for the host must be what any runtime takes for it, so addresses with user
    /// names, backslashes, blanks or control characters are none.
    pub fn split(url: &str) -> Option<(Self, &str)> {
        if !url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return None;
        }
        let (scheme, rest) = url.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let (host, path) = rest.split_at_checked(rest.find(['/', '?', '#']).unwrap_or(rest.len()))?;
        let known = ["http", "https"].contains(&scheme.as_str());
        if !known || host.is_empty() || host.contains('@') || !(path.is_empty() || path.starts_with('/')) {
            return None;
        }
        let default = if scheme == "https" { ":443" } else { ":80" };
        let host = host.to_ascii_lowercase();
        Some((Self(format!("{scheme}://{}", host.strip_suffix(default).unwrap_or(&host))), path))
    }

    /// Whether what is sent there is encrypted.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// Whether it is this machine, where nothing passes a network.
    pub fn is_loopback(&self) -> bool {
        let host = self.host();
        host == "[::1]"
            || host.starts_with("[::1]:")
            || matches!(host.split(':').next(), Some("localhost" | "127.0.0.1"))
    }

    /// The host, with its port if it is not the scheme's own.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, host)| host)
    }

    /// The origin as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether plain HTTP will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Only to this machine, for tests.
    Loopback,
    /// Not even there: the system answers plain HTTP with a refusal.
    Never,
}

/// Where a client's token may go: an origin, and the path below which everything is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    origin: Origin,
    path: String,
}

impl Base {
    /// Checks an address from a configuration.
    ///
    /// # Errors
    /// [`Kind::Config`] when it is none, or when it is plain HTTP: nothing is ever sent there.
    pub fn new(address: &str, plain: Plain) -> Result<Self, Error> {
        let (origin, path) = Origin::split(address.trim())
            .filter(|(_, path)| !path.contains(['?', '#']))
            .ok_or_else(|| Error::config("the address of the API must be an absolute URL without query"))?;
        if !(origin.is_https() || plain == Plain::Loopback && origin.is_loopback()) {
            return Err(Error::config("the API is reached by HTTPS only: a token must not travel in the clear"));
        }
        Ok(Self { origin, path: path.trim_end_matches('/').to_owned() })
    }

    /// The origin.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The URL of a path below it.
    pub fn join(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin.as_str(), self.path)
    }

    /// The URL a server points to, if it is of this origin; a path alone always is.
    ///
    /// # Errors
    /// [`Kind::Foreign`] when it leads elsewhere.
    pub fn follow(&self, target: &str) -> Result<String, Error> {
        if target.starts_with('/') && !target.starts_with("//") {
            return Ok(format!("{}{target}", self.origin.as_str()));
        }
        match Origin::split(target) {
            Some((origin, path)) if origin == self.origin => Ok(format!("{}{path}", origin.as_str())),
            Some((origin, _)) => Err(Error::new(
                Kind::Foreign,
                format!("the server points to {}, which is not given the token", origin.as_str()),
            )),
            None => Err(Error::new(Kind::Foreign, "the server points to something that is no address")),
        }
    }
}

/// Fills `{…}` in a path, in order, with escaped values.
///
/// # Errors
/// [`Kind::Config`] when values are missing, too many, empty, or `.` or `..`, which a runtime would take for a way up.
pub fn fill(template: &str, values: &[String]) -> Result<String, Error> {
    let mut filled = String::new();
    let mut values = values.iter();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.next().ok_or_else(|| Error::config(format!("{template}: {name} is missing")))?;
        if ["", ".", ".."].contains(&value.as_str()) {
            return Err(Error::config(format!("{template}: {name} cannot be \"{value}\"")));
        }
        filled.push_str(before);
        filled.push_str(&escape(value));
        rest = after;
    }
    match values.next() {
        Some(_) => Err(Error::config(format!("{template}: too many values"))),
        None => Ok(filled + rest),
    }
}

/// A value as it stands in a path, a query or a form.
pub fn escape(value: &str) -> String {
    utf8_percent_encode(value, ESCAPED).to_string()
}

/// `name=value&…`
pub fn form<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    pairs.join("&")
}

/// A URL with more in its query; what is there already under one of these names is replaced.
pub fn with_query(url: &str, pairs: &[(String, String)]) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let replaced = |part: &str| {
        let name = part.split('=').next().unwrap_or_default();
        pairs.iter().any(|(new, _)| escape(new) == name)
    };
    let kept = query.split('&').filter(|part| !part.is_empty() && !replaced(part)).map(str::to_owned);
    let added = pairs.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
    let parts: Vec<_> = kept.chain(added).collect();
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}

/// The value of a name in a URL's query, as it stands there.
pub fn query<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = url.split_once('?')?;
    query.split('&').filter_map(|part| part.split_once('=')).find(|(known, _)| *known == name).map(|(_, value)| value)
}
