//! `fetch` with a time limit. Only simple requests are made (no header of ours), so no preflight precedes them.
//!
//! Pages patch `fetch`: it may throw, reject with anything, or resolve with a look-alike, and each of these must
//! end as an ordinary failure. Hence nothing of what it gives is trusted to be of its class.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use super::Browser;
use crate::core::effect::Outcome;
use crate::core::error::Code;
use crate::core::wire::Request;
use crate::ports::{Done, Http};

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

    /// Anything with a `then`: patched `fetch`es return all sorts of things.
    type Thenable;

    #[wasm_bindgen(method, catch, js_name = then)]
    fn then_both(this: &Thenable, resolved: &Function, rejected: &Function) -> Result<JsValue, JsValue>;
}

type Callback = Closure<dyn FnMut(JsValue)>;

/// How far a request has come.
struct Course {
    done: RefCell<Option<Done>>,
    status: Cell<u16>,
    /// Of the time limit; it ends with the outcome, since a timer keeps a server's process alive.
    timer: RefCell<JsValue>,
    /// Its promise has settled, so none of its callbacks will be called again. That may come well after the
    /// outcome: a time-out is reported at once, the aborted `fetch` rejects later.
    landed: Cell<bool>,
}

impl Course {
    /// Reports an outcome, the first one only: what comes after a time-out is nobody's business any more.
    fn finish(&self, outcome: Outcome) {
        let first = self.done.borrow_mut().take();
        if let Some(done) = first {
            clear_timeout(&self.timer.borrow());
            done(outcome);
        }
    }

    fn land(&self, outcome: Outcome) {
        self.finish(outcome);
        self.landed.set(true);
    }
}

/// A request under way: dropping it drops its callbacks.
pub struct Flight {
    id: u32,
    controller: Option<web_sys::AbortController>,
    course: Rc<Course>,
    _callbacks: [Callback; 4],
}

impl Flight {
    fn give_up(course: &Course, controller: Option<&web_sys::AbortController>, code: Code) {
        course.finish(Outcome::Failed(code));
        if let Some(controller) = controller {
            controller.abort();
        }
    }
}

impl Http for Browser {
    fn send(&self, request: Request, done: Done) {
        let course = Rc::new(Course {
            done: RefCell::new(Some(done)),
            status: Cell::new(0),
            timer: RefCell::new(JsValue::NULL),
            landed: Cell::new(false),
        });
        let controller = web_sys::AbortController::new().ok();

        let on_failure = callback(&course, |course, _| course.land(Outcome::Failed(Code::Network)));
        let on_text = callback(&course, |course, body| {
            let body = body.as_string().unwrap_or_default();
            course.land(Outcome::Answered { status: course.status.get(), body });
        });
        let (text, failure) = (function(&on_text), function(&on_failure));
        let on_response = callback(&course, move |course, response| {
            let response: Response = response.unchecked_into();
            match (response.status(), response.text()) {
                (Ok(status), Ok(body)) => {
                    course.status.set(status);
                    then(&body, &text, &failure);
                }
                _ => course.land(Outcome::Failed(Code::Network)),
            }
        });
        let aborter = controller.clone();
        let on_timeout = callback(&course, move |course, _| Flight::give_up(course, aborter.as_ref(), Code::Timeout));

        course.timer.replace(set_timeout(&function(&on_timeout), request.timeout));
        let signal = controller.as_ref().map(web_sys::AbortController::signal);
        match self.caller().fetch(&request.url, request.body.as_deref(), signal.as_ref()) {
            Ok(promise) => then(&promise, &function(&on_response), &function(&on_failure)),
            // `done` is promised to come later.
            Err(_) => drop(set_timeout(&function(&on_failure), 0)),
        }
        let mut flights = self.flights.borrow_mut();
        flights.retain(|flight| !flight.course.landed.get());
        let _callbacks = [on_response, on_text, on_failure, on_timeout];
        flights.push(Flight { id: request.id, controller, course, _callbacks });
    }

    fn abort(&self, request: u32) {
        let found = {
            let flights = self.flights.borrow();
            let flight = flights.iter().find(|flight| flight.id == request);
            flight.map(|flight| (Rc::clone(&flight.course), flight.controller.clone()))
        };
        if let Some((course, controller)) = found {
            Flight::give_up(&course, controller.as_ref(), Code::Aborted);
        }
    }
}

fn callback(course: &Rc<Course>, mut call: impl FnMut(&Course, JsValue) + 'static) -> Callback {
    let course = Rc::clone(course);
    Closure::new(move |value| call(&course, value))
}

fn function(callback: &Callback) -> Function {
    callback.as_ref().clone().unchecked_into()
}

fn then(promise: &Promise, resolved: &Function, rejected: &Function) {
    let thenable: &Thenable = promise.unchecked_ref();
    if thenable.then_both(resolved, rejected).is_err() {
        set_timeout(rejected, 0);
    }
}
