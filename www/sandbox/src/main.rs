//! The sandbox back end.
fn main() {}
