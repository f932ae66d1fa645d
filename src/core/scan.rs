//! Reading JSON text byte by byte: the strict check, and the scanner under the readers of [`super::json`].

/// Deeper nesting than any shop sends is refused, so that nobody's parser downstream overflows.
const MAX_DEPTH: usize = 200;

/// Whether `text` is exactly one JSON value by the letter of RFC 8259.
pub fn valid(text: &str) -> bool {
    let mut scan = Scan::new(text);
    let mut open: Vec<u8> = Vec::new();
    loop {
        scan.space();
        let opened = match scan.peek() {
            bracket @ (b'{' | b'[') => scan.open(bracket),
            b'"' => scan.string().then_some(0),
            b't' => scan.word("true").then_some(0),
            b'f' => scan.word("false").then_some(0),
            b'n' => scan.word("null").then_some(0),
            _ => scan.number().then_some(0),
        };
        match opened {
            None => return false,
            Some(0) => {}
            Some(_) if open.len() == MAX_DEPTH => return false,
            Some(bracket) => {
                open.push(bracket);
                continue;
            }
        }
        loop {
            scan.space();
            let Some(&bracket) = open.last() else {
                return scan.rest().is_empty();
            };
            if scan.eat(b',') {
                if bracket == b'{' && !scan.key() {
                    return false;
                }
                break;
            }
            // `}` is `{` + 2 and `]` is `[` + 2.
            if !scan.eat(bracket + 2) {
                return false;
            }
            open.pop();
        }
    }
}

/// A position in a text; past the end it reads zero bytes, so no check is needed at the places that look ahead.
pub struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Just after the opening bracket; at the end when the text does not begin with it.
    pub fn inside(text: &'a str, bracket: u8) -> Self {
        let mut scan = Self::new(text);
        if !scan.eat(bracket) {
            scan.at = text.len();
        }
        scan
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Takes `byte` if it is next.
    pub fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == byte && self.at < self.text.len();
        self.at += usize::from(there);
        there
    }

    /// Takes white space.
    pub fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let there = self.rest().starts_with(word);
        if there {
            self.at += word.len();
        }
        there
    }

    /// Reads a bracket and, in an object, the first key. `Some(0)` when it is closed at once.
    fn open(&mut self, bracket: u8) -> Option<u8> {
        self.at += 1;
        self.space();
        if self.eat(bracket + 2) {
            return Some(0);
        }
        (bracket == b'[' || self.key()).then_some(bracket)
    }

    /// `"key" :`
    fn key(&mut self) -> bool {
        self.space();
        if !self.string() {
            return false;
        }
        self.space();
        self.eat(b':')
    }

    /// A strict string.
    fn string(&mut self) -> bool {
        if !self.eat(b'"') {
            return false;
        }
        loop {
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return true;
                }
                b'\\' => {
                    self.at += 1;
                    let escape = self.peek();
                    self.at += 1;
                    match escape {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                        b'u' => {
                            for _ in 0..4 {
                                if !self.peek().is_ascii_hexdigit() {
                                    return false;
                                }
                                self.at += 1;
                            }
                        }
                        _ => return false,
                    }
                }
                0..0x20 => return false,
                _ => self.at += 1,
            }
        }
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at > start
    }

    /// A strict number.
    fn number(&mut self) -> bool {
        self.eat(b'-');
        if !self.eat(b'0') && !self.digits() {
            return false;
        }
        if self.eat(b'.') && !self.digits() {
            return false;
        }
        if self.eat(b'e') || self.eat(b'E') {
            if !self.eat(b'+') {
                self.eat(b'-');
            }
            return self.digits();
        }
        true
    }

    /// The next value inside a container, without checking more than its brackets and quotes; then its comma.
    pub fn item(&mut self) -> Option<&'a str> {
        self.space();
        let start = self.at;
        self.skip();
        let value = self.text.get(start..self.at)?;
        self.space();
        self.eat(b',');
        (!value.is_empty()).then_some(value)
    }

    fn skip(&mut self) {
        let mut depth = 0usize;
        while self.at < self.text.len() {
            match self.peek() {
                b'"' => self.skip_string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => return,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        self.at += 1;
        loop {
            match self.peek() {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return;
                }
                0 if self.at >= self.text.len() => return,
                _ => self.at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_agrees_with_a_reference_parser() {
        for sample in [
            "{}",
            "[]",
            "null",
            "true",
            "0",
            "-0",
            "1.5",
            "1e5",
            "1E+5",
            "\"\"",
            " [1 , 2 ] ",
            r#"{"a":{"b":[]}}"#,
            "",
            "{",
            "[",
            "[1,]",
            "{,}",
            r#"{"a"}"#,
            r#"{"a":}"#,
            "01",
            "1.",
            ".5",
            "-",
            "+1",
            "1e",
            "tru",
            "nul",
            "\"",
            r#""\x""#,
            r#""\u12""#,
            "\"\n\"",
            "[1 2]",
            r#"{"a":1 "b":2}"#,
            "1 2",
            "[}",
            "{]",
            "<html>",
            "[\"\\\"]",
            "\u{feff}{}",
            "NaN",
            "{\"a\":1}}",
        ] {
            assert_eq!(valid(sample), serde_json::from_str::<serde_json::Value>(sample).is_ok(), "{sample}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert!(valid(&nested(MAX_DEPTH)));
        assert!(!valid(&nested(MAX_DEPTH + 1)));
    }
}
