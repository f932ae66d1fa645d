//! The systems by name, for a façade that has only text.

use serde::de::DeserializeOwned;

use super::client::Client;
use super::endpoint::Row;
use super::error::Error;
use super::nexus;
use super::ports::Ports;
use super::token::Grant;
use super::webhook::Scheme;

/// Every system and what can be asked of it.
pub const SYSTEMS: [(&str, &[Row]); 1] = [("nexus", nexus::ROWS)];

/// A client of a system, as `config` (JSON) says.
///
/// # Errors
/// Those of the system's own `connect`.
pub fn connect<P: Ports>(ports: P, system: &str, config: &str) -> Result<Client<P>, Error> {
    match system {
        "nexus" => nexus::connect(ports, read(config)?),
        _ => Err(unknown(system)),
    }
}

/// The request that exchanges an authorization's code for a token.
///
/// # Errors
/// For a system without such an authorization, and those of the system's own.
pub fn grant(system: &str, _config: &str) -> Result<Grant, Error> {
    Err(unknown(system))
}

/// How a system signs its notices.
///
/// # Errors
/// For a system that sends none.
pub fn webhook(system: &str) -> Result<Scheme, Error> {
    match system {
        "nexus" => Ok(nexus::WEBHOOK),
        _ => Err(unknown(system)),
    }
}

/// Names the member that is wrong, never its value.
fn read<T: DeserializeOwned>(config: &str) -> Result<T, Error> {
    serde_json::from_str(config).map_err(|error| Error::config(error.to_string()))
}

fn unknown(system: &str) -> Error {
    Error::config(format!("{system}: no system that can do this"))
}
