//! JSON as text: what the page hands over stays text all the way to the wire.
//!
//! The browser's own `JSON.stringify` and `JSON.parse` are the fastest serializers a page has, and they cost
//! the module nothing. So nothing is decoded into a tree here: a value is a slice of the text it came in, read
//! only as deep as somebody asks. Every function takes any text without panicking. The strict check of what comes from
//! the network is that of the browser's parser.

use super::scan::Scan;

/// What a JSON value is, told from its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Flag,
    /// a number
    Number,
    /// a string
    Text,
    /// an array
    List,
    /// an object
    Object,
    /// nothing that JSON allows
    Invalid,
}

/// The kind of `value`, which must not start with white space (the iterators here never yield such).
pub fn kind(value: &str) -> Kind {
    match value.as_bytes().first() {
        Some(b'n') => Kind::Null,
        Some(b't' | b'f') => Kind::Flag,
        Some(b'-' | b'0'..=b'9') => Kind::Number,
        Some(b'"') => Kind::Text,
        Some(b'[') => Kind::List,
        Some(b'{') => Kind::Object,
        _ => Kind::Invalid,
    }
}

/// The members of an object as raw key, which stands as it did between its quotes, and raw value; none when
/// `value` is no object.
pub fn members(value: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut scan = Scan::inside(value, b'{');
    std::iter::from_fn(move || {
        let key = scan.item()?;
        scan.space();
        scan.eat(b':').then_some((bare(key), scan.item()?))
    })
}

/// A raw string without its quotes. Where no escape is expected (names, words), that is the string.
pub fn bare(value: &str) -> &str {
    value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or("")
}

/// The elements of an array as raw values; none when `value` is no array.
pub fn elements(value: &str) -> impl Iterator<Item = &str> {
    let mut scan = Scan::inside(value, b'[');
    std::iter::from_fn(move || scan.item())
}

/// The raw value of member `name`, if the object has it and it is not `null`.
pub fn get<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    members(object).find(|(key, value)| *key == name && kind(value) != Kind::Null).map(|(_, value)| value)
}

/// The string of member `name`, if it is one.
pub fn get_text<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    get(object, name).and_then(text)
}

/// Whether member `name` is literally `true`.
pub fn get_flag(object: &str, name: &str) -> bool {
    get(object, name) == Some("true")
}

/// The string of a raw string value; `None` for any other kind, and for one with an escape: what is read as text here
/// (ids, addresses, numbers, cookies) has none, for the serializer escapes only what none of them may contain.
pub fn text(value: &str) -> Option<&str> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.contains('\\')).then_some(inner)
}

/// `text` before the first `byte` (an ASCII character), and after it if there is one.
pub fn cut(text: &str, byte: u8) -> (&str, Option<&str>) {
    let at = text.as_bytes().iter().position(|other| *other == byte).unwrap_or(text.len());
    (text.get(..at).unwrap_or(""), text.get(at + 1..))
}

/// A plain whole number of at most 15 digits; what follows a decimal point is cut off.
pub fn whole_number(value: &str) -> Option<f64> {
    let (digits, _) = cut(value, b'.');
    let mut number = 0.0;
    for byte in digits.bytes() {
        number = number * 10.0 + f64::from(char::from(byte).to_digit(10)?);
    }
    (1..=15).contains(&digits.len()).then_some(number)
}

/// Appends `plain` as a JSON string.
pub fn push_text(out: &mut String, plain: &str) {
    out.push('"');
    let mut copied = 0;
    for (at, byte) in plain.bytes().enumerate() {
        if matches!(byte, b'"' | b'\\' | 0..0x20) {
            out.push_str(plain.get(copied..at).unwrap_or(""));
            copied = at + 1;
            if byte < 0x20 {
                out.push_str("\\u00");
                push_hex(out, byte >> 4);
                push_hex(out, byte & 15);
            } else {
                out.push('\\');
                push_ascii(out, byte);
            }
        }
    }
    out.push_str(plain.get(copied..).unwrap_or(""));
    out.push('"');
}

/// Appends an ASCII character.
pub fn push_ascii(out: &mut String, byte: u8) {
    out.push(char::from(byte));
}

/// Appends one hexadecimal digit.
pub fn push_hex(out: &mut String, digit: u8) {
    push_ascii(out, if digit < 10 { b'0' + digit } else { b'A' - 10 + digit });
}

/// `plain` as a JSON string.
pub fn quoted(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 2);
    push_text(&mut out, plain);
    out
}

/// Writes an object or an array member by member; the commas are its business.
pub struct Writer {
    out: String,
    close: char,
}

impl Writer {
    /// An object, for [`Writer::raw`] and [`Writer::text`].
    pub fn object() -> Self {
        Self { out: String::from("{"), close: '}' }
    }

    /// An array, for [`Writer::push`].
    pub fn list() -> Self {
        Self { out: String::from("["), close: ']' }
    }

    fn comma(&mut self) {
        if self.out.len() > 1 {
            self.out.push(',');
        }
    }

    /// Adds a member with a value that is JSON already; `name` goes between quotes as it is.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.comma();
        self.out.push('"');
        self.out.push_str(name);
        self.out.push_str("\":");
        self.out.push_str(value);
    }

    /// Adds member `name` when there is a value.
    pub fn some(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.raw(name, value);
        }
    }

    /// Adds the members of `object` that are not there yet.
    pub fn absent(&mut self, object: &str) {
        for (name, value) in members(object) {
            if get(&self.out, name).is_none() {
                self.raw(name, value);
            }
        }
    }

    /// Adds member `name` with a plain string.
    pub fn text(&mut self, name: &str, plain: &str) {
        self.raw(name, &quoted(plain));
    }

    /// Adds an element that is JSON already.
    pub fn push(&mut self, value: &str) {
        self.comma();
        self.out.push_str(value);
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.out.len() == 1
    }

    /// The finished JSON text.
    pub fn finish(mut self) -> String {
        self.out.push(self.close);
        self.out
    }
}

/// A list of raw values as a JSON array.
pub fn list(values: &[String]) -> String {
    let mut out = Writer::list();
    for value in values {
        out.push(value);
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_elements_are_slices_of_the_text() {
        let object = r#" {"a" : [1, {"b":"]"}], "c\n":null,"d":-1.5e3 }"#.trim();
        let found: Vec<_> = members(object).collect();
        assert_eq!(found[0], ("a", r#"[1, {"b":"]"}]"#));
        assert_eq!(found[1], ("c\\n", "null"));
        assert_eq!(found[2], ("d", "-1.5e3"));
        assert_eq!(elements(found[0].1).collect::<Vec<_>>(), ["1", r#"{"b":"]"}"#]);
        assert_eq!(members("[1]").count(), 0);
        assert_eq!(elements("{}").count(), 0);
    }

    #[test]
    fn texts_have_no_escape() {
        assert_eq!(text("\"é😀/\""), Some("é😀/"));
        for none in [r#""a\"b""#, r#""a\u0062""#, "1", "\"", "null"] {
            assert_eq!(text(none), None, "{none}");
        }
    }

    #[test]
    fn written_strings_are_read_back() {
        for plain in ["", "a\"b\\c", "line\nfeed\u{1}\u{1f}", "é😀\u{2028}"] {
            assert!(serde_json::from_str::<String>(&quoted(plain)).is_ok_and(|read| read == plain));
        }
    }
}
