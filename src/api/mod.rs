//! The surface of the module for its façade: few exports, text in and text out. No page calls these; what pages
//! call is written by hand in `pkg/`.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::browser::{Browser, Host};
use crate::core::effect::Outcome;
use crate::core::machine::Submission;
use crate::runtime::Runtime;

thread_local! {
    /// The cores, one per account on a page and one per session on a server; a closed one leaves its place to the next.
    static CORES: RefCell<Vec<Option<Rc<Runtime<Browser>>>>> = const { RefCell::new(Vec::new()) };
}

/// Runs `job` on a core that is open. One function for all: each of the surface's would weigh twice as much with its own.
fn with(core: usize, job: &mut dyn FnMut(&Runtime<Browser>)) {
    let runtime = CORES.with(|cores| cores.borrow().get(core).cloned().flatten());
    if let Some(runtime) = runtime {
        job(&runtime);
    }
}

/// Opens a core for the façade `host`; returns its number for the functions below.
#[wasm_bindgen]
pub fn open(host: Host) -> usize {
    let runtime = Rc::new(Runtime::new(Browser::new(host)));
    CORES.with(|cores| {
        let mut cores = cores.borrow_mut();
        let free = cores.iter().position(Option::is_none);
        let core = free.unwrap_or(cores.len());
        match cores.get_mut(core) {
            Some(place) => *place = Some(runtime),
            None => cores.push(Some(runtime)),
        }
        core
    })
}

/// Forgets a core, whose number must not be used any more: the next one to be opened may get it.
#[wasm_bindgen]
pub fn close(core: usize) {
    // Dropped outside the borrow: what a core holds is not known here.
    let closed = CORES.with(|cores| cores.borrow_mut().get_mut(core).and_then(Option::take));
    drop(closed);
}

/// Sends an action; returns what it has told by now. See `core::machine::Core::submit`.
#[wasm_bindgen]
pub fn submit(core: usize, call: u32, session: u32, text: &str, told: u8, rid: &str, replay: bool) -> u8 {
    let mut by_now = told;
    with(core, &mut |runtime| by_now = runtime.submit(Submission { call, session, text, told, rid, replay }));
    by_now
}

/// A request has waited long enough for another to carry it along; 0 says that the page ends.
#[wasm_bindgen]
pub fn wake(core: usize, request: u32) {
    with(core, &mut |runtime| runtime.wake(request));
}

/// A request ended: 0 says that it failed and may go better with another try, 1 that it was refused for good, 2 that
/// the server has it, 3 that it has it and rejects the order that it was.
#[wasm_bindgen]
pub fn answer(core: usize, request: u32, outcome: u8) {
    let outcome = match outcome {
        0 => Outcome::Failed,
        1 => Outcome::Refused,
        2 => Outcome::Accepted,
        _ => Outcome::Rejected,
    };
    with(core, &mut |runtime| runtime.answer(request, outcome));
}

/// The page gave up on a call.
#[wasm_bindgen]
pub fn abort(core: usize, call: u32) {
    with(core, &mut |runtime| runtime.abort(call));
}

/// What an action would tell, as JSON.
#[wasm_bindgen]
pub fn dump(core: usize, session: u32, text: &str) -> String {
    let mut message = String::new();
    with(core, &mut |runtime| message = runtime.dump(Submission { session, text, ..Submission::default() }));
    message
}

/// Forgets a session.
#[wasm_bindgen(js_name = dropSession)]
pub fn drop_session(core: usize, session: u32) {
    with(core, &mut |runtime| runtime.drop_session(session));
}

/// Everything is to be told anew: the page names another visitor.
#[wasm_bindgen(js_name = tellAnew)]
pub fn tell_anew(core: usize) {
    with(core, &mut |runtime| runtime.tell_anew());
}
