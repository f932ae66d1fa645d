//! What was wrong with the data a page handed over: a path and a reason, never the value.

use super::json::Writer;

/// More than this many per call help nobody.
const MAX: u8 = 20;

/// Collects diagnostics while a value is read; knows where in the value the reader is.
pub struct Diagnostics {
    path: String,
    list: Writer,
    count: u8,
}

impl Diagnostics {
    /// Nothing wrong yet, at the root called `root` (`"cart"`).
    pub fn new(root: &str) -> Self {
        Self {
            path: root.into(),
            list: Writer::list(),
            count: 0,
        }
    }

    /// Runs `read` one level deeper, at `.name`.
    pub fn within<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        let result = read(self);
        self.path.truncate(length);
        result
    }

    /// Runs `read` one level deeper, at `[index]`.
    pub fn at<T>(&mut self, index: u32, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push('[');
        push_number(&mut self.path, index);
        self.path.push(']');
        let result = read(self);
        self.path.truncate(length);
        result
    }

    /// Notes that something here is `problem`: `missing`, `unknown`, `invalid` or `expected <what>`.
    pub fn report(&mut self, problem: &str) {
        if self.count == MAX {
            return;
        }
        self.count += 1;
        let mut entry = Writer::object();
        entry.text("path", &self.path);
        entry.text("problem", problem);
        self.list.push(&entry.finish());
    }

    /// The diagnostics as a JSON array of `{path, problem}`, if there are any.
    pub fn finish(self) -> Option<String> {
        (self.count > 0).then(|| self.list.finish())
    }
}

/// Appends a decimal number without pulling in the formatting machinery.
pub fn push_number(out: &mut String, number: u32) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}
