//! The product: values in, effects out.
//!
//! No clock, no DOM, no promise, no I/O in here; what it needs of the outside it is told, and what it wants done
//! it says. That makes whole shopping journeys plain unit tests, and the same core fit for browsers and servers.

pub mod action;
pub mod attribution;
pub mod diagnostic;
pub mod effect;
pub mod json;
pub mod machine;
pub mod memo;
pub mod queue;
pub mod scan;
pub mod schema;
pub mod session;
pub mod wire;
