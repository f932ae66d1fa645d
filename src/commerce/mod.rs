//! Clients of shop systems, for servers: what a shop keeps elsewhere (cart, customer, products, orders) becomes what
//! a session is told. Never part of a browser's module.

pub mod map;
pub mod money;
