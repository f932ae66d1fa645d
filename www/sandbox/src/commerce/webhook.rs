//! Webhooks on their way to a receiver: signed, sent, and remembered.
use ring::hmac;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(40);

/// One attempt to deliver.
#[derive(Debug, Clone, Serialize)]
pub struct Delivery {
    /// The address it was registered for.
    pub url: String,
    /// What was sent, byte by byte.
    pub body: String,
    /// The signature's header and value.
    pub signature: (&'static str, String),
    /// What the receiver answered; `None` when nobody did.
    pub status: Option<u16>,
}

/// Attempts since the last reset, and where test receivers are.
#[derive(Debug, Default)]
pub struct Deliveries {
    attempts: Mutex<Vec<Delivery>>,
    hosts: Mutex<BTreeMap<String, String>>,
}

impl Deliveries {
    /// Attempts, oldest first.
    pub fn attempts(&self) -> Vec<Delivery> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends what goes to `https://<host>` to this origin instead: systems take public HTTPS addresses only, and a
    /// test has none.
    pub fn redirect(&self, host: String, origin: String) {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner).insert(host, origin);
    }

    /// Forgets both.
    pub fn reset(&self) {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Sends one webhook and resolves with the attempt, which is remembered.
    pub async fn send(
        self: Arc<Self>,
        url: String,
        body: String,
        signature: (&'static str, String),
    ) -> Option<Delivery> {
        let target = self.target(&url);
        let sent = tokio::task::spawn_blocking(move || {
            let status = target.and_then(|target| post(&target, &body, &signature));
            let delivery = Delivery { url, body, signature, status };
            self.attempts.lock().unwrap_or_else(PoisonError::into_inner).push(delivery.clone());
            delivery
        });
        sent.await.ok()
    }

    /// Where a webhook goes: to the receiver of its host, or to a plain address, which only this computer's control
    /// gives. Nothing leaves the computer otherwise.
    fn target(&self, url: &str) -> Option<String> {
        let Some(rest) = url.strip_prefix("https://") else {
            return Some(url.to_owned());
        };
        let (host, path) = rest.split_at_checked(rest.find('/').unwrap_or(rest.len()))?;
        let hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        Some(format!("{}{path}", hosts.get(host)?))
    }
}

fn post(url: &str, body: &str, (name, value): &(&'static str, String)) -> Option<u16> {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build().into();
    let request = agent.post(url).header("content-type", "application/json").header(*name, value);
    request.send(body).ok().map(|response| response.status().as_u16())
}

/// HMAC-SHA256 of a body, in hex.
pub fn signature(secret: &str, body: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let mut hex = String::with_capacity(64);
    for byte in hmac::sign(&key, body.as_bytes()).as_ref() {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_as_the_standard_says() {
        // RFC 4231, test case 2.
        assert_eq!(
            super::signature("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
