//! vitrine: the open, self-hosted browser session library for shops.
#[cfg(target_arch = "wasm32")]
mod api {
    use wasm_bindgen::prelude::*;
    /// The library's version.
    #[wasm_bindgen]
    pub fn version() -> String {
        env!("CARGO_PKG_VERSION").into()
    }
}
