//! Certificates for TLS on this computer: an authority made at each start, and one server certificate signed by it.
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use std::error::Error;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// Where the servers are, and the names their systems have, so that a client which resolves these names itself is served too.
const NAMES: [&str; 9] = [
    "localhost",
    "127.0.0.1",
    "::1",
    "api.tiendanube.com",
    "api.nuvemshop.com.br",
    "www.tiendanube.com",
    "www.nuvemshop.com.br",
    "theshopname.com",
    "your-nexuscommerce.com",
];

/// What the servers speak TLS with.
pub struct Certificates {
    /// Certificate of the authority, which clients must trust, as PEM.
    pub authority: String,
    /// Takes TLS connections.
    pub acceptor: TlsAcceptor,
}

impl Certificates {
    /// Makes both.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new() -> Result<Self, Box<dyn Error + Send + Sync>> {
        let mut authority = CertificateParams::default();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
        authority.distinguished_name.push(DnType::CommonName, "vitrine sandbox");
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;
        let key = KeyPair::generate()?;
        let server = CertificateParams::new(NAMES.map(String::from))?.signed_by(&key, &authority)?;
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![server.der().clone()], key)?;
        Ok(Self { authority: authority.pem(), acceptor: TlsAcceptor::from(Arc::new(config)) })
    }
}
