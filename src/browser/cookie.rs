//! `document.cookie`. In sandboxed frames and where cookies are blocked it throws or forgets; both read as none.

use wasm_bindgen::prelude::*;

use super::Browser;
use crate::ports::Cookies;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = location)]
    static LOCATION: Option<web_sys::Location>;

    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Option<web_sys::HtmlDocument>;
}

fn document() -> Option<web_sys::HtmlDocument> {
    DOCUMENT.with(Clone::clone)
}

fn location() -> Option<web_sys::Location> {
    LOCATION.with(Clone::clone)
}

impl Cookies for Browser {
    fn cookies(&self) -> String {
        document().and_then(|document| document.cookie().ok()).unwrap_or_default()
    }

    fn set_cookie(&self, cookie: &str) {
        if let Some(document) = document() {
            // A browser that refuses cookies may throw; there is nothing to do about it.
            let _ = document.set_cookie(cookie);
        }
    }

    fn host(&self) -> String {
        location().and_then(|location| location.hostname().ok()).unwrap_or_default()
    }

    fn is_secure(&self) -> bool {
        location().and_then(|location| location.protocol().ok()).is_some_and(|protocol| protocol == "https:")
    }
}
