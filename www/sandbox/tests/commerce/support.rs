//! A sandbox with its shop systems, a client that trusts them, and a receiver of webhooks.
use flate2::read::GzDecoder;
use sandbox::{AppState, Config, Listeners, app, commerce};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, Stream};
use ureq::config::AutoHeaderValue;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// An answer: status, headers, body as it came.
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        if self.header("content-encoding") == "gzip" {
            let mut text = String::new();
            GzDecoder::new(self.bytes.as_slice()).read_to_string(&mut text).unwrap();
            return text;
        }
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text()).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// The JSON of an answer that must have this status.
    pub fn is(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        if self.bytes.is_empty() { Value::Null } else { self.json() }
    }

    pub fn number(&self, header: &str) -> u64 {
        self.header(header).parse().unwrap_or_else(|_| panic!("{header}: {:?}", self.header(header)))
    }
}

/// A running sandbox.
struct Running {
    agent: ureq::Agent,
    authority: Vec<u8>,
    origin: String,
}

/// Sandboxes that no test uses: one takes a moment to start, so the next test gets it reset.
static IDLE: Mutex<Vec<Running>> = Mutex::new(Vec::new());

impl Running {
    /// Starts one, which ends with this process.
    fn start() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("vitrine-commerce-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("ca.pem");
        let config = Config {
            port: 0,
            db: ":memory:".into(),
            dist: folder.clone(),
            www: folder.clone(),
            pages: None,
            commerce: Some(file.clone()),
            durable: false,
        };
        let (ready, address) = mpsc::channel();
        std::thread::spawn(move || {
            let state = AppState::open(&config).unwrap();
            tokio::runtime::Runtime::new().unwrap().block_on(async move {
                commerce::serve(&state, config.commerce.as_deref().unwrap()).await.unwrap();
                let listeners = Listeners::bind(0).await.unwrap();
                ready.send(listeners.address().unwrap()).unwrap();
                listeners.serve(app(state), std::future::pending()).await.unwrap();
            });
        });
        let origin = format!("http://{}", address.recv().unwrap());
        let authority = std::fs::read(&file).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        Self { agent: trusting(&authority), authority, origin }
    }
}

/// The shop systems, as at their start.
pub struct Shops {
    running: Option<Running>,
    pub tiendanube: String,
    pub customer: String,
    pub nexus: String,
    /// What the control tells of them.
    pub shown: Value,
}

impl Shops {
    pub fn start() -> Self {
        let idle = IDLE.lock().unwrap().pop();
        let mut shops = Self {
            running: Some(idle.unwrap_or_else(Running::start)),
            tiendanube: String::new(),
            customer: String::new(),
            nexus: String::new(),
            shown: Value::Null,
        };
        shops.post_control("/reset", json!({}));
        shops.look();
        shops
    }

    fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    /// Reads again who may sign in.
    pub fn look(&mut self) {
        self.shown = self.control("GET", "", &Value::Null);
        let url = |system: &str| self.shown[system]["url"].as_str().unwrap().to_owned();
        (self.tiendanube, self.customer, self.nexus) = (url("tiendanube"), url("customer"), url("nexus"));
    }

    /// Any request; `None` when the connection was dropped without an answer.
    pub fn try_send(&self, method: &str, url: &str, headers: &[(&str, &str)], body: Option<&str>) -> Option<Answer> {
        let mut request = ureq::http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = match body {
            Some(body) => self.running().agent.run(request.body(body).unwrap()),
            None => self.running().agent.run(request.body(()).unwrap()),
        };
        let mut response = sent.inspect_err(|error| eprintln!("{method} {url}: {error:?}")).ok()?;
        Some(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            bytes: response.body_mut().read_to_vec().ok()?,
        })
    }

    pub fn send(&self, method: &str, url: &str, headers: &[(&str, &str)], body: Option<&str>) -> Answer {
        self.try_send(method, url, headers, body).unwrap_or_else(|| panic!("no answer to {method} {url}"))
    }

    /// A call to the control; its JSON.
    pub fn control(&self, method: &str, path: &str, body: &Value) -> Value {
        let url = format!("{}/sandbox/commerce{path}", self.running().origin);
        let text = body.to_string();
        self.send(method, &url, &[], (!body.is_null()).then_some(text.as_str())).is(200)
    }

    /// JSON of a path of the sandbox itself.
    pub fn sandbox(&self, path: &str) -> Value {
        self.send("GET", &format!("{}{path}", self.running().origin), &[], None).is(200)
    }

    pub fn post_control(&self, path: &str, body: Value) -> Value {
        self.control("POST", path, &body)
    }

    pub fn advance(&self, ms: u64) {
        self.post_control("/clock", json!({"advance": ms}));
    }

    /// Stops the clock, so that limits can be counted exactly.
    pub fn freeze(&self) {
        self.post_control("/clock", json!({"freeze": true}));
    }

    /// Webhooks that were sent, as soon as there are so many.
    pub fn deliveries(&self, count: usize) -> Vec<Value> {
        for _ in 0..200 {
            let sent = self.control("GET", "/deliveries", &Value::Null)["deliveries"].as_array().unwrap().clone();
            if sent.len() >= count {
                return sent;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("no {count} deliveries");
    }

    /// The answer to a request written by hand, for what a client library would not send.
    pub fn raw(&self, origin: &str, request: &str) -> String {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(&self.running().authority).unwrap()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut tls = ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap();
        let mut socket = TcpStream::connect(origin.strip_prefix("https://").unwrap()).unwrap();
        let mut stream = Stream::new(&mut tls, &mut socket);
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = vec![0; 512];
        let length = stream.read(&mut answer).unwrap();
        String::from_utf8_lossy(&answer[..length]).into_owned()
    }

    /// Token of an app in a store.
    pub fn token(&self, app: u64, store: u64) -> String {
        let apps = self.shown["tiendanube"]["apps"].as_array().unwrap();
        let app = apps.iter().find(|known| known["id"] == app).unwrap();
        app["tokens"][store.to_string()].as_str().unwrap().to_owned()
    }

    /// A call of the first app to the first store, with everything such a call needs.
    pub fn tn(&self, method: &str, path: &str, body: Value) -> Answer {
        self.tn_as(&self.token(1001, 123_456), method, &format!("/v1/123456{path}"), body)
    }

    pub fn tn_as(&self, token: &str, method: &str, path: &str, body: Value) -> Answer {
        let bearer = format!("bearer {token}");
        let mut headers = vec![("authentication", bearer.as_str()), ("user-agent", "Tests (tests@example.com)")];
        if !body.is_null() {
            headers.push(("content-type", "application/json; charset=utf-8"));
        }
        let text = body.to_string();
        self.send(method, &format!("{}{path}", self.tiendanube), &headers, (!body.is_null()).then_some(text.as_str()))
    }
}

impl Drop for Shops {
    fn drop(&mut self) {
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).extend(self.running.take());
    }
}

fn trusting(authority: &[u8]) -> ureq::Agent {
    let roots = RootCerts::new_with_certs(&[Certificate::from_pem(authority).unwrap()]);
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(AutoHeaderValue::None)
        .accept(AutoHeaderValue::None)
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .build()
        .into()
}

/// A webhook as its receiver got it.
pub struct Received {
    pub head: String,
    pub body: String,
}

/// A receiver that answers 200 and hands over what it got.
pub fn receiver() -> (String, mpsc::Receiver<Received>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let (got, received) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
            let head = head.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
            if got.send(Received { head, body: String::from_utf8(body).unwrap() }).is_err() {
                return;
            }
        }
    });
    (origin, received)
}

/// HMAC-SHA256 in hex, by a way of its own: the standard's formula over the library's hash.
pub fn hmac_hex(secret: &str, body: &str) -> String {
    let digest = |parts: &[&[u8]]| ring::digest::digest(&ring::digest::SHA256, &parts.concat());
    let mut key = secret.as_bytes().to_vec();
    key.resize(64, 0);
    let pad = |with: u8| key.iter().map(|byte| byte ^ with).collect::<Vec<u8>>();
    let inner = digest(&[&pad(0x36), body.as_bytes()]);
    let outer = digest(&[&pad(0x5c), inner.as_ref()]);
    outer.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
