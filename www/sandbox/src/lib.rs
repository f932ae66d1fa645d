//! The sandbox: a small real back end and a demo shop, so that vitrine can be built and tested
//! without an account anywhere.
pub mod catalogue;
pub mod shop;
mod state;

pub use state::AppState;
