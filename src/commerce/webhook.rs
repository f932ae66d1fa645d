//! Notices a system sends by itself, and whether they are its own.

use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::error::{Error, Kind};
use super::http::Headers;
use super::secret::Secret;
use super::shape::Shape;

/// The most bytes of a notice; those documented have some hundred.
const LIMIT: usize = 1 << 20;

/// How a system signs: hex HMAC-SHA256 of the raw body. Neither signs a time, so an old notice cannot be told from a
/// new one by its signature: handle each [`Notice::key`] once.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// The header.
    pub header: &'static str,
    /// What stands before the signature in it.
    pub prefix: &'static str,
    /// Which members of a notice are ids.
    pub shape: Shape,
}

/// A notice that is the system's own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    /// What it says.
    pub value: Value,
    /// The same for every delivery of the same notice: SHA-256 of the body, in hex.
    pub key: String,
}

impl Scheme {
    /// Checks a notice by any of several secrets, so that a secret can be changed without losing one.
    ///
    /// # Errors
    /// [`Kind::Signature`] when no secret fits, without saying why; [`Kind::Config`] without a secret;
    /// [`Kind::Decode`] when what was rightly signed is no JSON.
    pub fn verify(&self, body: &[u8], headers: &Headers, secrets: &[Secret]) -> Result<Notice, Error> {
        if secrets.is_empty() || secrets.iter().any(|secret| secret.expose().is_empty()) {
            return Err(Error::config("a webhook is checked by a secret, and an empty one is none"));
        }
        let refused = || Error::new(Kind::Signature, "the notice is not signed by any of the secrets");
        let signature = self.signature(headers).ok_or_else(refused)?;
        if body.len() > LIMIT || !secrets.iter().any(|secret| is_signed(body, &signature, secret)) {
            return Err(refused());
        }
        let mut value = serde_json::from_slice(body).map_err(|error| Error::new(Kind::Decode, error.to_string()))?;
        self.shape.apply(&mut value);
        Ok(Notice { value, key: hex(&Sha256::digest(body)) })
    }

    /// The signature's bytes. The header may be spelled as CGI has it.
    fn signature(&self, headers: &Headers) -> Option<Vec<u8>> {
        let cgi = format!("HTTP_{}", self.header.replace('-', "_"));
        let text = headers.get(self.header).or_else(|| headers.get(&cgi))?.trim();
        let (prefix, digits) = text.split_at_checked(self.prefix.len())?;
        if prefix.eq_ignore_ascii_case(self.prefix) { unhex(digits) } else { None }
    }
}

/// In constant time.
fn is_signed(body: &[u8], signature: &[u8], secret: &Secret) -> bool {
    Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
        .is_ok_and(|mac| mac.chain_update(body).verify_slice(signature).is_ok())
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = digits.chars().map(|char| char.to_digit(16)?.try_into().ok()).collect::<Option<_>>()?;
    digits
        .len()
        .is_multiple_of(2)
        .then(|| digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEME: Scheme = Scheme {
        header: "X-NexusCommerce-Signature",
        prefix: "sha256=",
        shape: Shape { ids: &[], amounts: &[], counts: &[] },
    };
    const BODY: &[u8] = br#"{"id":9007199254740993}"#;

    /// As another implementation says: `openssl dgst -sha256 -hmac old`.
    const SIGNED: &str = "f193279920bf4a09f3181b38b2a08339c063d073ee9cb5d73487b784382a303c";

    fn verify(body: &[u8], header: &str, value: &str, secrets: &[&str]) -> Result<Notice, Error> {
        let secrets: Vec<_> = secrets.iter().map(|secret| Secret::new(*secret)).collect();
        SCHEME.verify(body, &[(header, value)].into_iter().collect(), &secrets)
    }

    #[test]
    fn a_notice_signed_by_any_secret_is_read() {
        let notice = verify(BODY, "x-nexuscommerce-signature", &format!("sha256={SIGNED}"), &["new", "old"]).unwrap();
        assert_eq!(notice.value["id"], "9007199254740993");
        assert_eq!(notice.key.len(), 64);
        verify(BODY, "HTTP_X_NEXUSCOMMERCE_SIGNATURE", &format!("SHA256={}", SIGNED.to_uppercase()), &["old"]).unwrap();
    }

    #[test]
    fn anything_else_is_refused() {
        let good = format!("sha256={SIGNED}");
        for (body, value) in [
            (&br#"{"id":9007199254740992}"#[..], good.as_str()),
            (BODY, SIGNED),
            (BODY, "sha256="),
            (BODY, "sha256=zz"),
            (BODY, good.get(..good.len() - 2).unwrap()),
            (BODY, ""),
            (BODY, "şş"),
        ] {
            assert_eq!(verify(body, SCHEME.header, value, &["old"]).unwrap_err().kind, Kind::Signature, "{value}");
        }
        assert_eq!(verify(BODY, SCHEME.header, &good, &["other"]).unwrap_err().kind, Kind::Signature);
        assert_eq!(verify(BODY, SCHEME.header, &good, &[]).unwrap_err().kind, Kind::Config);
        assert_eq!(verify(BODY, SCHEME.header, &good, &["old", ""]).unwrap_err().kind, Kind::Config);
    }
}
