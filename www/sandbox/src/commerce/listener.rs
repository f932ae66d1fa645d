//! A port that speaks TLS, and knows a plain request when one comes.
use axum::extract::connect_info::Connected;
use axum::serve::IncomingStream;
use std::future::pending;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_util::either::Either;

/// First byte of a TLS handshake.
const HANDSHAKE: u8 = 0x16;

/// How long a client may take for the handshake.
const PATIENCE: Duration = Duration::from_secs(10);

type Stream = Either<TcpStream, TlsStream<TcpStream>>;

/// What becomes of a plain connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    /// It is closed: the system speaks TLS only and says nothing about anything else.
    Closed,
    /// It is heard, and refused in words of the system.
    Refused,
}

/// Connections of one port, ready to be read.
pub struct Listener {
    ready: mpsc::Receiver<(Stream, SocketAddr)>,
    address: SocketAddr,
}

impl Listener {
    /// Binds a free port of 127.0.0.1. Handshakes go side by side, so that a slow one holds up nobody.
    ///
    /// # Errors
    /// When there is none.
    pub async fn bind(acceptor: TlsAcceptor, plain: Plain) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (arrived, ready) = mpsc::channel(64);
        tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                let (acceptor, arrived) = (acceptor.clone(), arrived.clone());
                tokio::spawn(async move {
                    if let Ok(Ok(Some(stream))) = tokio::time::timeout(PATIENCE, open(stream, &acceptor, plain)).await {
                        let _ = arrived.send((stream, peer)).await;
                    }
                });
            }
        });
        Ok(Self { ready, address })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

async fn open(stream: TcpStream, acceptor: &TlsAcceptor, plain: Plain) -> io::Result<Option<Stream>> {
    let mut first = [0];
    stream.peek(&mut first).await?;
    match (first, plain) {
        ([HANDSHAKE], _) => Ok(Some(Either::Right(acceptor.accept(stream).await?))),
        (_, Plain::Refused) => Ok(Some(Either::Left(stream))),
        (_, Plain::Closed) => Ok(None),
    }
}

impl axum::serve::Listener for Listener {
    type Io = Stream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Stream, SocketAddr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            None => pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

/// Whether and from where a request came, for its handlers.
#[derive(Debug, Clone, Copy)]
pub struct Peer {
    /// It came over TLS.
    pub secure: bool,
    /// The client's address.
    pub address: SocketAddr,
}

impl Connected<IncomingStream<'_, Listener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Listener>) -> Self {
        Self { secure: matches!(stream.io(), Either::Right(_)), address: *stream.remote_addr() }
    }
}
