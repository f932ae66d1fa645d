//! Signed tokens with an end: JWTs under ES256, whose key lives as long as the process.
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, UnparsedPublicKey,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::OnceLock;

/// Signs and checks. The key is made at the first use.
#[derive(Debug, Default)]
pub struct Signer {
    key: OnceLock<Option<EcdsaKeyPair>>,
}

impl Signer {
    /// A token with these claims; `None` when the system gives no randomness.
    pub fn sign(&self, claims: &Value) -> Option<String> {
        let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let head = json!({"typ": "JWT", "alg": "ES256"});
        let signed = format!("{}.{}", part(&head), part(claims));
        let signature = self.key()?.sign(&SystemRandom::new(), signed.as_bytes()).ok()?;
        Some(format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature)))
    }

    /// The claims of a token that was signed here, whether or not it ended.
    pub fn read<T: DeserializeOwned>(&self, token: &str) -> Option<T> {
        let (signed, signature) = token.rsplit_once('.')?;
        let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).ok()?;
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.key()?.public_key().as_ref());
        key.verify(signed.as_bytes(), &signature).ok()?;
        let (_, claims) = signed.split_once('.')?;
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
    }

    fn key(&self) -> Option<&EcdsaKeyPair> {
        let made = self.key.get_or_init(|| {
            let (algorithm, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
            let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).ok()?;
            EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).ok()
        });
        made.as_ref()
    }
}

/// Random text of 40 hex digits: codes, keys, opaque tokens.
pub fn opaque() -> String {
    let at = crate::clock::now();
    let long = format!("{}{}", crate::id::minted(at), crate::id::minted(at));
    long.chars().skip(8).collect()
}

#[cfg(test)]
mod tests {
    use super::{Signer, opaque};
    use serde_json::{Value, json};

    #[test]
    fn reads_its_own_tokens_only() {
        let signer = Signer::default();
        let token = signer.sign(&json!({"sub": "a"})).unwrap();
        assert_eq!(signer.read::<Value>(&token), Some(json!({"sub": "a"})));
        assert_eq!(Signer::default().read::<Value>(&token), None);
        assert_eq!(signer.read::<Value>(&format!("{token}x")), None);
        assert_eq!(signer.read::<Value>("a.b"), None);
    }

    #[test]
    fn opaque_tokens_differ() {
        assert_eq!(opaque().len(), 40);
        assert_ne!(opaque(), opaque());
    }
}
