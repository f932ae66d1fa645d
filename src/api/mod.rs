//! The surface of the module for its façade: few exports, text in and text out. No page calls these; what pages
//! call is written by hand in `pkg/`.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::browser::{Browser, Host, inject_into};
use crate::core::answer::Answer;
use crate::core::json::{self, Writer};
use crate::core::machine::Submission;
use crate::ports::Report;
use crate::runtime::Runtime;

/// The core of one page.
#[wasm_bindgen]
pub struct Core(Rc<Runtime<Browser>>);

#[wasm_bindgen]
impl Core {
    /// A core for the façade `host`, configured by `options` (JSON).
    #[wasm_bindgen(constructor)]
    pub fn new(host: Host, options: &str) -> Self {
        let runtime = Runtime::new(Browser::new(host));
        runtime.configure(options);
        Self(runtime)
    }

    /// Changes what `options` (JSON) names.
    pub fn configure(&self, options: &str) {
        self.0.configure(options);
    }

    /// Sends an action; returns what it has told by now. See `core::machine::Core::submit`.
    pub fn submit(&self, call: u32, session: u32, setters: &str, action: &str, told: u8) -> u8 {
        self.0.submit(Submission { call, session, setters, action, told })
    }

    /// The page gave up on a call.
    pub fn abort(&self, call: u32) {
        self.0.abort(call);
    }

    /// What an action would tell, as JSON.
    pub fn dump(&self, session: u32, setters: &str, action: &str) -> String {
        self.0.dump(Submission { call: 0, session, setters, action, told: 0 })
    }

    /// Forgets a session.
    #[wasm_bindgen(js_name = dropSession)]
    pub fn drop_session(&self, session: u32) {
        self.0.drop_session(session);
    }

    /// The visitor id stored so far.
    pub fn visitor(&self) -> Option<String> {
        self.0.visitor()
    }

    /// Stores a visitor id, or deletes it.
    #[wasm_bindgen(js_name = setVisitor)]
    pub fn set_visitor(&self, id: Option<String>) {
        self.0.set_visitor(id.as_deref());
    }

    /// Puts campaigns (JSON: placement to HTML or to `{html}`) into the page; elements in `targets` win over
    /// those in the document. Returns `{filledElements, unFilledElements}` as JSON.
    pub fn inject(&self, campaigns: &str, targets: &JsValue) -> String {
        let mut body = Writer::object();
        body.raw("recommendations", campaigns);
        let body = body.finish();
        let markup = Answer::parse(&body).map(|answer| answer.markup()).unwrap_or_default();
        let report = self.inject_markup(&markup, targets);
        let mut out = Writer::object();
        out.raw("filledElements", &json::list(&report.filled));
        out.raw("unFilledElements", &json::list(&report.unfilled));
        out.finish()
    }

    fn inject_markup(&self, markup: &str, targets: &JsValue) -> Report {
        inject_into(markup, |placement| {
            let target = Reflect::get(targets, &placement.into()).ok();
            target.and_then(|target| target.dyn_into().ok()).or_else(|| crate::browser::placement(placement))
        })
    }
}
