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
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' => return self.at = after_string(bytes, self.at),
                b'{' | b'[' => return self.at = after_brackets(bytes, self.at),
                b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' => return,
                _ => self.at += 1,
            }
        }
    }
}

// The two that see every byte of a text, some of them a dozen times: nothing but local state, and few comparisons.

/// The place after the string that begins at `at`. Four bytes at a time: nearly all of a text is in strings.
fn after_string(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    loop {
        while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let word = u32::from_le_bytes(*word);
            let found = first_of(word, b'"') | first_of(word, b'\\');
            if found > 0 {
                at += found.trailing_zeros() as usize / 8;
                break;
            }
            at += 4;
        }
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// The highest bit of the first byte of `word` that is `byte`; what is set above it means nothing.
fn first_of(word: u32, byte: u8) -> u32 {
    const LOW: u32 = 0x0101_0101;
    let zero = word ^ (LOW * u32::from(byte));
    zero.wrapping_sub(LOW) & !zero & (LOW << 7)
}

/// The place after the object or the array that begins at `at`.
fn after_brackets(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0usize;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' {
            at = after_string(bytes, at);
            continue;
        }
        at += 1;
        // This bit is what brackets and braces differ by.
        match byte | 0x20 {
            b'{' => depth += 1,
            b'}' if depth == 1 => break,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_ends_where_its_quote_is_at_every_distance() {
        for length in 0..20 {
            for inside in ["a", "\\\"", "\\\\", "#", "é", "\u{1}"] {
                for place in 0..=length {
                    let text = format!("\"{}{inside}{}\",5", "x".repeat(place), "y".repeat(length - place));
                    assert_eq!(after_string(text.as_bytes(), 0), text.len() - 2, "{text}");
                }
            }
        }
    }

    #[test]
    fn what_never_ends_ends_with_the_text() {
        for text in ["\"", "\"abc", "\"abcdefgh", "\"abc\\", "\"abcdefg\\\"", "[\"a\"", "{\"a\":[1}"] {
            let mut scan = Scan::new(text);
            scan.skip();
            assert_eq!(scan.at, text.len(), "{text}");
        }
    }
}
