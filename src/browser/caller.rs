//! The façade, as the core sees it.

use wasm_bindgen::prelude::*;

use super::Browser;
use crate::core::effect::Delivery;
use crate::core::error::Error;
use crate::core::wire::Request;
use crate::ports::{Caller, Http};

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
    fn deliver(this: &Host, request: u32, call: u32, html: bool, inject: bool, raw: bool);

    #[wasm_bindgen(method)]
    fn memo(this: &Host) -> String;

    /// Sends a request whose outcome comes back by `Core.answer`. A `body` makes it a POST.
    #[wasm_bindgen(method)]
    fn send(this: &Host, id: u32, url: &str, body: Option<&str>, timeout: u32);

    #[wasm_bindgen(method, js_name = giveUp)]
    fn give_up(this: &Host, id: u32);

    #[wasm_bindgen(method, js_name = readVisitor)]
    fn read_visitor(this: &Host) -> Option<String>;
}

impl Http for Browser {
    fn send(&self, request: Request) {
        self.host.send(request.id, &request.url, request.body.as_deref(), request.timeout);
    }

    fn abort(&self, request: u32) {
        self.host.give_up(request);
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

    fn deliver(&self, request: u32, call: u32, Delivery { html, inject, raw }: Delivery) {
        self.host.deliver(request, call, html, inject, raw);
    }

    fn memo(&self) -> String {
        self.host.memo()
    }

    fn visitor(&self) -> Option<String> {
        self.host.read_visitor()
    }
}
