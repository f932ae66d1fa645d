//! The systems by name, for a façade that has only text.

use serde::de::DeserializeOwned;

use super::client::Client;
use super::endpoint::Row;
use super::error::Error;
use super::ports::Ports;
use super::token::Grant;
use super::webhook::Scheme;
use super::{customer, nexus, platform, tiendanube};

/// Every system and what can be asked of it.
pub const SYSTEMS: [(&str, &[Row]); 5] = [
    ("customerApi", customer::ROWS),
    ("nexus", nexus::ROWS),
    ("platform", platform::ROWS),
    ("platformSearch", platform::SEARCH_ROWS),
    ("tiendanube", tiendanube::ROWS),
];

/// A client of a system, as `config` (JSON) says.
///
/// # Errors
/// Those of the system's own `connect`.
pub fn connect<P: Ports>(ports: P, system: &str, config: &str) -> Result<Client<P>, Error> {
    match system {
        "customerApi" => customer::connect(ports, read(config)?),
        "nexus" => nexus::connect(ports, read(config)?),
        "platform" => platform::connect(ports, read(config)?),
        "platformSearch" => platform::connect_search(ports, read(config)?),
        "tiendanube" => tiendanube::connect(ports, read(config)?),
        _ => Err(unknown(system)),
    }
}

/// The request that exchanges an authorization's code for a token.
///
/// # Errors
/// For a system without such an authorization, and those of the system's own.
pub fn grant(system: &str, config: &str) -> Result<Grant, Error> {
    match system {
        "customerApi" => customer::grant(read(config)?),
        "tiendanube" => tiendanube::grant(read(config)?),
        _ => Err(unknown(system)),
    }
}

/// Where someone agrees to such an authorization.
///
/// # Errors
/// As [`grant`].
pub fn authorize_url(system: &str, config: &str) -> Result<String, Error> {
    match system {
        "customerApi" => customer::authorize_url(&read(config)?),
        "tiendanube" => tiendanube::authorize_url(&read(config)?),
        _ => Err(unknown(system)),
    }
}

/// How a system signs its notices.
///
/// # Errors
/// For a system that sends none.
pub fn webhook(system: &str) -> Result<Scheme, Error> {
    match system {
        "nexus" => Ok(nexus::WEBHOOK),
        "tiendanube" => Ok(tiendanube::WEBHOOK),
        _ => Err(unknown(system)),
    }
}

/// Reads JSON of the façade. An error names the member that is wrong, never its value.
pub(super) fn read<T: DeserializeOwned>(config: &str) -> Result<T, Error> {
    let mut reader = serde_json::Deserializer::from_str(config);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let (path, reason) = (error.path().to_string(), error.inner().to_string());
        // `invalid type: string "…", expected …` would show what was given.
        let reason = reason.rsplit_once(", expected ").map_or(reason.as_str(), |(_, expected)| expected);
        Error::config(format!("{path}: {}", reason.split(" at line ").next().unwrap_or_default()))
    })
}

fn unknown(system: &str) -> Error {
    Error::config(format!("{system}: no system that can do this"))
}
