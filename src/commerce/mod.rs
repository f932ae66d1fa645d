//! Clients of shop systems, for servers: what a shop keeps elsewhere (cart, customer, products, orders) becomes what
//! a session is told. Never part of a browser's module.
//!
//! One way from top to bottom: a [`client`] asks by an [`endpoint`] of a system's table, as the [`system`] speaks,
//! with a [`token`], within the [`limit`], over the [`ports`].

pub mod call;
pub mod client;
pub mod customer;
pub mod endpoint;
pub mod error;
mod fault;
pub mod http;
pub mod limit;
pub mod map;
pub mod money;
pub mod nexus;
pub mod platform;
pub mod ports;
pub mod retry;
pub mod secret;
pub mod shape;
pub mod system;
pub mod systems;
pub mod tiendanube;
pub mod token;
pub mod transport;
pub mod url;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod webhook;

/// The Rust of the documentation compiles.
#[cfg(doctest)]
#[doc = include_str!("../../docs/commerce.md")]
mod documentation {}
