//! The surface of the module for its façade: few exports, text in and text out. No page calls these; what pages
//! call is written by hand in `pkg/`.

use wasm_bindgen::prelude::*;

use crate::browser::{Browser, Host};
use crate::core::effect::Outcome;
use crate::core::error::Code;
use crate::core::machine::Submission;
use crate::core::popup;
use crate::runtime::Runtime;

/// The core of one page.
#[wasm_bindgen]
pub struct Core(Runtime<Browser>);

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

    /// A request ended: with the status and the digest of its answer, or with a status below 100 that says why
    /// there is none.
    pub fn answer(&self, request: u32, status: u16, digest: String) {
        let outcome = match status {
            0 => Outcome::Failed(Code::Network),
            1 => Outcome::Failed(Code::Timeout),
            status => Outcome::Answered { status, digest },
        };
        self.0.answer(request, outcome);
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

    /// The member of a popup's `condition` that `facts` do not meet, or an empty text: see `core::popup::check`.
    pub fn popup(&self, condition: &str, facts: &str) -> String {
        popup::check(condition, facts).unwrap_or("").into()
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
}
