//! Builds, serves and tests vitrine.
fn main() {}
