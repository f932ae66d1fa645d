//! vitrine: the open, self-hosted browser session library for shops.
//!
//! One way from top to bottom: the façade in `pkg/` calls `api`, which hands calls to the `runtime`; that
//! runs the [`core`] and performs its effects through `ports`, which `browser` and [`memory`] implement.

#[cfg(all(target_arch = "wasm32", not(feature = "commerce")))]
pub mod api;
#[cfg(all(target_arch = "wasm32", not(feature = "commerce")))]
pub mod browser;
#[cfg(feature = "commerce")]
pub mod commerce;
pub mod core;
pub mod memory;
pub mod ports;
pub mod runtime;

/// Half the size of the default allocator, and faster on a page's small strings.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
