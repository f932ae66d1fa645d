//! Identifiers of 24 hex digits: seconds since 1970, then 16 digits that tell apart.
use std::hash::{BuildHasher, Hasher, RandomState};

/// A fresh visitor id.
pub(crate) fn minted(at: u64) -> String {
    // A hasher that the standard library seeds from the system's randomness.
    text(at, RandomState::new().build_hasher().finish())
}

/// The same id whenever it is derived from the same time and name.
pub(crate) fn derived(at: u64, name: &str) -> String {
    let hash = name
        .bytes()
        .chain(at.to_be_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    text(at, hash)
}

/// Whether `text` looks like an id of ours.
pub(crate) fn is_well_formed(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn text(at: u64, rest: u64) -> String {
    format!("{:08x}{rest:016x}", (at / 1_000) & 0xffff_ffff)
}
