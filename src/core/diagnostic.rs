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
        Self { path: root.into(), list: Writer::list(), count: 0 }
    }

    /// Goes one level deeper, to `.name`; the result is for [`Self::leave`].
    pub fn enter(&mut self, name: &str) -> usize {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        length
    }

    /// Goes one level deeper, to `[index]`; the result is for [`Self::leave`].
    pub fn enter_index(&mut self, index: u32) -> usize {
        let length = self.path.len();
        self.path.push('[');
        push_number(&mut self.path, index);
        self.path.push(']');
        length
    }

    /// Back to where `enter` was called.
    pub fn leave(&mut self, length: usize) {
        self.path.truncate(length);
    }

    /// Notes a problem of the member `name`.
    pub fn report_at(&mut self, name: &str, problem: &str) {
        let outside = self.enter(name);
        self.report(problem);
        self.leave(outside);
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
    super::json::push_hex(out, (number % 10) as u8);
}
