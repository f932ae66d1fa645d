//! The façade, as the core sees it.

use wasm_bindgen::prelude::*;

use super::Browser;
use crate::core::error::Error;
use crate::ports::Caller;

#[wasm_bindgen]
extern "C" {
    /// The object the façade hands to the core. None of its methods throws: that is the façade's part of the
    /// rule that no exception crosses Rust frames.
    pub type Host;

    #[wasm_bindgen(method)]
    fn emit(this: &Host, name: &str, payload: &str);

    #[wasm_bindgen(method)]
    fn settle(this: &Host, call: u32, failed: bool, text: &str);

    #[wasm_bindgen(method)]
    fn inject(this: &Host, call: u32, markup: &str) -> String;

    /// The page's `fetch`, or the one it was configured with, with address and options: wrappers in the field
    /// know no other form. May throw: it is the page's. A `body` makes it a POST.
    #[wasm_bindgen(method, catch)]
    pub fn fetch(
        this: &Host,
        url: &str,
        body: Option<&str>,
        signal: Option<&web_sys::AbortSignal>,
    ) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn anonymous(this: &Host) -> bool;

    #[wasm_bindgen(method, getter)]
    fn keeper(this: &Host) -> bool;

    #[wasm_bindgen(method, js_name = readVisitor)]
    fn read_visitor(this: &Host) -> Option<String>;

    #[wasm_bindgen(method, js_name = writeVisitor)]
    fn write_visitor(this: &Host, id: Option<&str>);
}

impl Browser {
    /// The façade.
    pub fn caller(&self) -> &Host {
        &self.host
    }
}

impl Caller for Browser {
    fn emit(&self, name: &str, payload: &str) {
        self.host.emit(name, payload);
    }

    fn settle(&self, call: u32, result: Result<String, Error>) {
        match result {
            Ok(value) => self.host.settle(call, false, &value),
            Err(error) => self.host.settle(call, true, &error.to_json()),
        }
    }

    fn inject(&self, call: u32, markup: &str) -> String {
        self.host.inject(call, markup)
    }

    fn is_anonymous(&self) -> bool {
        self.host.anonymous()
    }

    fn keeps_visitor(&self) -> bool {
        self.host.keeper()
    }

    fn visitor(&self) -> Option<String> {
        self.host.read_visitor()
    }

    fn set_visitor(&self, id: Option<&str>) {
        self.host.write_visitor(id);
    }
}
