//! Whole flows of the connectors to shop systems, in a world whose clock jumps.
#![cfg(feature = "commerce")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

#[path = "connectors/customer.rs"]
mod customer;
#[path = "connectors/faults.rs"]
mod faults;
#[path = "connectors/limits.rs"]
mod limits;
#[path = "connectors/lists.rs"]
mod lists;
#[path = "connectors/patience.rs"]
mod patience;
#[path = "connectors/platform.rs"]
mod platform;
#[path = "connectors/requests.rs"]
mod requests;
#[path = "connectors/shops.rs"]
mod shops;
#[path = "connectors/world.rs"]
mod world;
