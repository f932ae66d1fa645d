//! Starting the servers of the shop systems.
use super::certificate::Certificates;
use super::listener::{Listener, Peer, Plain};
use super::{Addresses, System, customer, nexus, tiendanube};
use crate::state::AppState;
use std::error::Error;
use std::path::Path;

/// Binds a port for each system, writes the certificate which clients must trust to `authority`, and serves until
/// the program ends. Gives each system's name and origin.
///
/// # Errors
/// When there is no port, or the file cannot be written.
pub async fn serve(
    state: &AppState,
    authority: &Path,
) -> Result<Vec<(&'static str, String)>, Box<dyn Error + Send + Sync>> {
    let certificates = Certificates::new()?;
    std::fs::write(authority, &certificates.authority)?;
    let mut origins = Vec::new();
    for system in System::ALL {
        let (plain, router) = match system {
            System::Tiendanube => (Plain::Closed, tiendanube::router(state)),
            System::Customer => (Plain::Refused, customer::router(state)),
            System::Nexus => (Plain::Closed, nexus::router(state)),
            System::Platform => (Plain::Refused, crate::platform::router(state)),
        };
        let listener = Listener::bind(certificates.acceptor.clone(), plain).await?;
        origins.push((system, format!("https://localhost:{}", listener.address().port())));
        let service = router.into_make_service_with_connect_info::<Peer>();
        tokio::spawn(async move { axum::serve(listener, service).await });
    }
    let named = origins.iter().map(|(system, origin)| (system.name(), origin.clone())).collect();
    let _ = state.commerce.addresses.set(Addresses { authority: certificates.authority, origins });
    Ok(named)
}
