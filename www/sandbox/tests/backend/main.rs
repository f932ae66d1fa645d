//! The back end over real HTTP, each test with a server and a database file of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]
mod faults;
mod files;
mod once;
mod origins;
mod placements;
mod popups;
mod program;
mod recommendations;
mod results;
mod search;
mod session;
mod support;
mod validation;
