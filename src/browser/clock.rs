//! Time and randomness.

use wasm_bindgen::prelude::*;

use super::Browser;
use crate::ports::{Clock, Random};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn get_random_values(bytes: &mut [u8]) -> Result<(), JsValue>;
}

impl Clock for Browser {
    fn now(&self) -> f64 {
        js_sys::Date::now()
    }
}

impl Random for Browser {
    fn token(&self) -> String {
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut bytes = [0; 20];
        if get_random_values(&mut bytes).is_err() {
            // A browser without `crypto`: a key of worse randomness still tells two requests apart.
            bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
        }
        bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 63))).map(|byte| char::from(*byte)).collect()
    }
}
