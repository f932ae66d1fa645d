//! Listening, and ending well.
use axum::Router;
use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long open answers may take after the end was asked for.
const GRACE: Duration = Duration::from_secs(2);

/// The loopback addresses of one port, so that `127.0.0.1` and `localhost` both reach the
/// server, whichever address the name has.
#[derive(Debug)]
pub struct Listeners {
    main: TcpListener,
    six: Option<TcpListener>,
}

impl Listeners {
    /// Binds the port; 0 picks a free one. Without IPv6 there is one listener only.
    ///
    /// # Errors
    /// When the port is taken.
    pub async fn bind(port: u16) -> io::Result<Self> {
        let main = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let port = main.local_addr()?.port();
        let six = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await.ok();
        Ok(Self { main, six })
    }

    /// The IPv4 address.
    ///
    /// # Errors
    /// When the socket is broken.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.main.local_addr()
    }

    /// Serves until `end`, then lets open answers finish for a short while.
    ///
    /// # Errors
    /// When a listener breaks.
    pub async fn serve(self, app: Router, end: impl Future<Output = ()>) -> io::Result<()> {
        let (tell, told) = watch::channel(false);
        let listeners = [Some(self.main), self.six];
        let mut servers = tokio::task::JoinSet::new();
        for listener in listeners.into_iter().flatten() {
            let mut told = told.clone();
            let until = async move {
                let _ = told.wait_for(|ended| *ended).await;
            };
            let app = app.clone();
            servers.spawn(async move { axum::serve(listener, app).with_graceful_shutdown(until).await });
        }
        drop(app);
        end.await;
        let _ = tell.send(true);
        let finished = tokio::time::timeout(GRACE, async {
            while let Some(server) = servers.join_next().await {
                server.map_err(io::Error::other)??;
            }
            Ok(())
        });
        finished.await.unwrap_or(Ok(()))
    }
}
