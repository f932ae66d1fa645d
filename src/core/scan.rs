//! Reading JSON text byte by byte: the scanner under the readers of [`super::json`].

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
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            match byte {
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
        let mut rest = self.text.as_bytes().get(self.at + 1..).unwrap_or(&[]).iter();
        while let Some(byte) = rest.next() {
            match byte {
                b'\\' => drop(rest.next()),
                b'"' => break,
                _ => {}
            }
        }
        self.at = self.text.len() - rest.len();
    }
}
