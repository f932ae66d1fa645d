//! API keys, and the tokens of users.
use super::window::{Limits, Plan};
use crate::commerce::token::opaque;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// The first tenant; the one of the documents.
pub const FIRST: &str = "3714240b-2e06-4c35-8856-ccc1c096323e";
/// The second tenant.
pub const SECOND: &str = "b8a41e5f-0c6d-4f6e-9d0a-5c1f2e7a9b34";

/// How long the token of a user lives, in seconds.
const DAY: u64 = 86_400;

/// A long-lived token of a tenant.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// `nxc_live_…`.
    pub token: String,
    /// Whose.
    pub tenant: String,
    /// Its limits.
    pub plan: Plan,
    /// Other limits; on the largest plan only.
    pub limits: Option<Limits>,
    /// `products:read`, …, or `*`.
    pub scopes: Vec<String>,
    /// Addresses it may be used from, or a network: `10.0.0.0/8`. All when absent.
    pub addresses: Option<Vec<String>>,
    /// When it ends, in seconds since 1970.
    pub expires: Option<u64>,
}

/// A key for every plan of the first tenant, one that may read products only, and one of the second tenant.
pub fn keys() -> Vec<Key> {
    let all = ["*"].as_slice();
    let made = [
        (FIRST, Plan::Growth, all),
        (FIRST, Plan::Starter, all),
        (FIRST, Plan::Enterprise, all),
        (FIRST, Plan::Growth, ["products:read"].as_slice()),
        (SECOND, Plan::Growth, all),
    ];
    made.into_iter()
        .map(|(tenant, plan, scopes)| Key {
            token: format!("nxc_live_{}", opaque()),
            tenant: tenant.to_owned(),
            plan,
            limits: None,
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            addresses: None,
            expires: None,
        })
        .collect()
}

impl Key {
    /// What may be done with it by minute and hour.
    pub fn limits(&self) -> Limits {
        self.limits.filter(|_| self.plan == Plan::Enterprise).unwrap_or_else(|| self.plan.limits())
    }

    /// Whether it may be used from an address.
    pub fn allows(&self, address: IpAddr) -> bool {
        self.addresses.as_ref().is_none_or(|allowed| allowed.iter().any(|network| contains(network, address)))
    }
}

/// Whether an address is in a network, or is the one named.
fn contains(network: &str, address: IpAddr) -> bool {
    let (start, bits) = network.split_once('/').unwrap_or((network, "128"));
    let bits = bits.parse().unwrap_or(0_u32);
    match (start.parse(), address) {
        (Ok(IpAddr::V4(start)), IpAddr::V4(address)) => {
            let differ = start.to_bits() ^ address.to_bits();
            differ.leading_zeros() >= bits.min(32)
        }
        (Ok(IpAddr::V6(start)), IpAddr::V6(address)) => {
            (start.to_bits() ^ address.to_bits()).leading_zeros() >= bits.min(128)
        }
        _ => false,
    }
}

/// What the token of a user says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// Who signed in.
    pub sub: String,
    /// The tenant.
    pub tenant_id: String,
    role: String,
    iat: u64,
    /// When it ends, in seconds since 1970.
    pub exp: u64,
}

impl Claims {
    /// Of somebody who signs in now, in seconds.
    pub fn new(tenant: &str, now: u64) -> Self {
        Self {
            sub: "9e107d9d-372b-4826-bd81-d3542a419d6e".into(),
            tenant_id: tenant.to_owned(),
            role: "authenticated".into(),
            iat: now,
            exp: now + DAY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn networks_and_single_addresses() {
        let at = |text: &str| text.parse().unwrap();
        assert!(contains("10.0.0.0/8", at("10.9.8.7")));
        assert!(!contains("10.0.0.0/8", at("11.0.0.1")));
        assert!(contains("127.0.0.1", at("127.0.0.1")));
        assert!(!contains("127.0.0.1", at("127.0.0.2")));
        assert!(!contains("10.0.0.0/8", at("::1")));
    }
}
