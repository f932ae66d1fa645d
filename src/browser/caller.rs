//! The façade, as the core sees it.

use wasm_bindgen::prelude::*;

use super::Browser;
use crate::core::wire::{Endpoint, Request};
use crate::ports::{Caller, Http};

#[wasm_bindgen]
extern "C" {
    /// The object the façade hands to the core. None of its methods throws: that is the façade's part of the
    /// rule that no exception crosses Rust frames.
    pub type Host;

    #[wasm_bindgen(method)]
    fn emit(this: &Host, name: &str, payload: &str);

    #[wasm_bindgen(method)]
    fn memo(this: &Host) -> String;

    #[wasm_bindgen(method)]
    fn visitor(this: &Host) -> String;

    /// Sends a request whose outcome comes back by `answer`. `size` is that of the message in bytes, which JavaScript
    /// would have to count; a `timeout` of 0 is the configured one.
    #[wasm_bindgen(method)]
    fn send(
        this: &Host,
        id: u32,
        order: bool,
        skip_page_views: bool,
        skip_events: bool,
        rid: &str,
        message: &str,
        size: usize,
        timeout: u32,
    );
}

impl Http for Browser {
    fn send(&self, Request { id, envelope }: Request) {
        let flags = envelope.flags;
        self.host.send(
            id,
            envelope.endpoint == Endpoint::Order,
            flags.skip_page_views,
            flags.skip_events,
            &envelope.rid,
            &envelope.message,
            envelope.message.len(),
            flags.timeout,
        );
    }
}

impl Caller for Browser {
    fn emit(&self, name: &str, payload: &str) {
        self.host.emit(name, payload);
    }

    fn memo(&self) -> String {
        self.host.memo()
    }

    fn visitor(&self) -> String {
        self.host.visitor()
    }
}
