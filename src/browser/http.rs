//! `fetch` with a time limit. Only simple requests are made (no header of ours), so no preflight precedes them.
//!
//! Pages patch `fetch`: it may throw, reject with anything, or resolve with a look-alike, and each of these must
//! end as an ordinary failure. Hence nothing of what it gives is trusted to be of its class.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use super::Browser;
use crate::core::effect::Outcome;
use crate::core::error::Code;
use crate::core::wire::Request;
use crate::ports::Http;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, ms: u32) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);

    /// A response as far as we trust it.
    type Response;

    #[wasm_bindgen(method, getter, catch)]
    fn status(this: &Response) -> Result<u16, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn text(this: &Response) -> Result<Promise, JsValue>;
}

type Callback = Closure<dyn FnMut(JsValue)>;
type Done = Rc<RefCell<Option<Box<dyn FnOnce(Outcome)>>>>;

/// A request under way: dropping it drops its callbacks.
pub struct Flight {
    id: u32,
    controller: Option<web_sys::AbortController>,
    timer: JsValue,
    done: Done,
    /// Kept alive until the request has ended.
    _callbacks: [Callback; 4],
}

impl Drop for Flight {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
    }
}

impl Http for Browser {
    fn send(&self, request: Request, done: Box<dyn FnOnce(Outcome)>) {
        let done: Done = Rc::new(RefCell::new(Some(done)));
        let status = Rc::new(RefCell::new(0));
        let end = |done: &Done| {
            let done = Rc::clone(done);
            move |outcome| finish(&done, outcome)
        };

        let on_failure = callback({
            let end = end(&done);
            move |_| end(Outcome::Failed(Code::Network))
        });
        let on_text = callback({
            let (end, status) = (end(&done), Rc::clone(&status));
            move |body| end(Outcome::Answered { status: *status.borrow(), body: body.as_string().unwrap_or_default() })
        });
        let on_response = {
            let text: Function = on_text.as_ref().clone().unchecked_into();
            let failure: Function = on_failure.as_ref().clone().unchecked_into();
            let end = end(&done);
            callback(move |response| {
                let response: Response = response.unchecked_into();
                match (response.status(), response.text()) {
                    (Ok(code), Ok(body)) => {
                        status.replace(code);
                        then(&body, &text, &failure);
                    }
                    _ => end(Outcome::Failed(Code::Network)),
                }
            })
        };
        let controller = web_sys::AbortController::new().ok();
        let on_timeout = callback({
            let (end, controller) = (end(&done), controller.clone());
            move |_| {
                end(Outcome::Failed(Code::Timeout));
                if let Some(controller) = &controller {
                    controller.abort();
                }
            }
        });

        let signal = controller.as_ref().map(web_sys::AbortController::signal);
        let sent = self.caller().fetch(&request.url, request.body.as_deref(), signal.as_ref());
        match sent {
            Ok(promise) => then(&promise, on_response.as_ref().unchecked_ref(), on_failure.as_ref().unchecked_ref()),
            // The promise of `done` is that it comes later.
            Err(_) => drop(set_timeout(on_failure.as_ref().unchecked_ref(), 0)),
        }
        let timer = set_timeout(on_timeout.as_ref().unchecked_ref(), request.timeout);
        let mut flights = self.flights.borrow_mut();
        flights.retain(|flight| flight.done.borrow().is_some());
        flights.push(Flight {
            id: request.id,
            controller,
            timer,
            done,
            _callbacks: [on_response, on_text, on_failure, on_timeout],
        });
    }

    fn abort(&self, request: u32) {
        let found = {
            let flights = self.flights.borrow();
            let flight = flights.iter().find(|flight| flight.id == request);
            flight.map(|flight| (Rc::clone(&flight.done), flight.controller.clone()))
        };
        if let Some((done, controller)) = found {
            finish(&done, Outcome::Failed(Code::Aborted));
            if let Some(controller) = controller {
                controller.abort();
            }
        }
    }
}

/// Reports an outcome, the first one only: what comes after a time-out is nobody's business any more.
fn finish(done: &Done, outcome: Outcome) {
    let first = done.borrow_mut().take();
    if let Some(done) = first {
        done(outcome);
    }
}

fn callback(f: impl FnMut(JsValue) + 'static) -> Callback {
    Closure::new(f)
}

#[wasm_bindgen]
extern "C" {
    /// Anything with a `then`: patched `fetch`es return all sorts of things.
    type Thenable;

    #[wasm_bindgen(method, catch, js_name = then)]
    fn then_both(this: &Thenable, resolved: &Function, rejected: &Function) -> Result<JsValue, JsValue>;
}

fn then(promise: &Promise, resolved: &Function, rejected: &Function) {
    let thenable: &Thenable = promise.unchecked_ref();
    if thenable.then_both(resolved, rejected).is_err() {
        set_timeout(rejected, 0);
    }
}
