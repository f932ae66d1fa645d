//! The shop systems over real TLS: every rule of their documents that a server can keep, one test each.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]
mod control;
mod customer;
mod documents;
mod nexus;
mod nexus_limits;
mod platform;
mod platform_graphql;
mod support;
mod tiendanube;
mod tiendanube_limits;
mod tiendanube_orders;
mod tiendanube_webhooks;
