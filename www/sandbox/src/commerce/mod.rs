//! Three shop systems as their documents describe them, for the connectors: Tiendanube, the Customer API, and
//! NexusCommerce. Each listens on a port of its own and speaks TLS; `control` is what tests move them with.
mod certificate;
mod charset;
mod clock;
mod control;
mod customer;
mod gzip;
mod listener;
mod nexus;
mod observe;
mod serve;
mod table;
mod tiendanube;
mod token;
mod webhook;

use crate::catalogue::Catalogue;
use clock::Clock;
pub use clock::read as read_time;
pub use control::router as control;
use customer::Customer;
pub use listener::Peer;
use nexus::Nexus;
use observe::Traffic;
pub use observe::{count, fail};
pub use serve::serve;
use std::sync::{Arc, OnceLock};
use tiendanube::Tiendanube;
use token::Signer;
pub use token::opaque;
use webhook::Deliveries;

/// The systems, named as the control calls them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum System {
    /// Tiendanube and Nuvemshop.
    Tiendanube,
    /// The Customer API.
    Customer,
    /// NexusCommerce.
    Nexus,
    /// The platform that vitrine is compatible with: its APIs for servers.
    Platform,
}

impl System {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Tiendanube, Self::Customer, Self::Nexus, Self::Platform];

    /// `tiendanube`, `customer`, `nexus`, `platform`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tiendanube => "tiendanube",
            Self::Customer => "customer",
            Self::Nexus => "nexus",
            Self::Platform => "platform",
        }
    }
}

/// Where the servers listen.
#[derive(Debug)]
struct Addresses {
    /// Certificate of the authority they are signed by, as PEM.
    authority: String,
    /// `https://localhost:<port>` of each system.
    origins: Vec<(System, String)>,
}

/// Everything the three systems know.
#[derive(Debug)]
pub struct Commerce {
    clock: Arc<Clock>,
    signer: Signer,
    traffic: Traffic,
    deliveries: Arc<Deliveries>,
    tiendanube: Tiendanube,
    customer: Customer,
    nexus: Nexus,
    addresses: OnceLock<Addresses>,
}

impl Commerce {
    /// Shops full of the catalogue's products.
    pub fn new(catalogue: &Arc<Catalogue>) -> Self {
        let clock = Arc::new(Clock::default());
        let deliveries = Arc::new(Deliveries::default());
        Self {
            tiendanube: Tiendanube::new(catalogue, &clock, &deliveries),
            customer: Customer::new(catalogue, &clock),
            nexus: Nexus::new(catalogue, &clock),
            signer: Signer::default(),
            traffic: Traffic::default(),
            addresses: OnceLock::new(),
            clock,
            deliveries,
        }
    }

    /// Forgets what happened since the start, the clock's moves too.
    fn reset(&self) {
        self.clock.freeze(false);
        self.clock.set(crate::clock::now());
        self.traffic.reset();
        self.deliveries.reset();
        self.tiendanube.reset();
        self.customer.reset();
        self.nexus.reset();
    }

    /// `https://localhost:<port>`, empty while the system is not served.
    fn origin(&self, system: System) -> &str {
        let origins = self.addresses.get().map_or(&[][..], |addresses| &addresses.origins);
        origins.iter().find(|(known, _)| *known == system).map_or("", |(_, origin)| origin)
    }
}
