//! What the connectors need of the world, by ureq and tokio: their own `Ports` take a page with any other client.

use std::collections::hash_map::RandomState;
use std::error::Error;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ureq::config::AutoHeaderValue;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use vitrine::commerce::http::{Request, Response};
use vitrine::commerce::ports::Ports;

/// Longer than any attempt is given: it ends what nobody waits for any more.
const ABANDONED: Duration = Duration::from_secs(60);

/// An HTTP client. It follows no redirect and adds no header: both are decided above it.
pub struct Network {
    agent: ureq::Agent,
}

impl Network {
    /// Trusts what the web trusts, or this certificate (PEM).
    ///
    /// # Errors
    /// For what is no certificate.
    pub fn new(authority: Option<&[u8]>) -> Result<Self, Box<dyn Error>> {
        let mut tls = TlsConfig::builder();
        if let Some(authority) = authority {
            tls = tls.root_certs(RootCerts::new_with_certs(&[Certificate::from_pem(authority)?]));
        }
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(AutoHeaderValue::None)
            .accept(AutoHeaderValue::None)
            .accept_encoding(AutoHeaderValue::None)
            .timeout_global(Some(ABANDONED))
            .tls_config(tls.build())
            .build();
        Ok(Self { agent: config.into() })
    }
}

impl Ports for Network {
    async fn send(&self, request: Request) -> Result<Response, String> {
        let agent = self.agent.clone();
        let sent = tokio::task::spawn_blocking(move || send(&agent, request)).await;
        sent.map_err(|_| "the request was not run".to_owned())?.map_err(|error| error.to_string())
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn now(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        since.as_millis().try_into().unwrap_or(u64::MAX)
    }

    fn random(&self) -> f64 {
        // Each state has a key of its own.
        RandomState::new().build_hasher().finish() as f64 / (u64::MAX as f64 + 1.0)
    }
}

fn send(agent: &ureq::Agent, request: Request) -> Result<Response, ureq::Error> {
    let mut head = ureq::http::Request::builder().method(request.method.name()).uri(&request.url);
    for (name, value) in request.headers.iter() {
        head = head.header(name, value);
    }
    let mut answer = match request.body {
        Some(body) => agent.run(head.body(body)?)?,
        None => agent.run(head.body(())?)?,
    };
    let headers = answer.headers().iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    let headers = headers.collect();
    Ok(Response { status: answer.status().as_u16(), headers, body: answer.body_mut().read_to_vec()? })
}
