//! A server on a free port, and a client that speaks its wire.
use sandbox::{AppState, Config, Listeners, app};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// A folder of its own, removed at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("vitrine-sandbox-{}-{number}", std::process::id()));
        for folder in ["dist", "www/spa", "www/assets", "pages/csp"] {
            std::fs::create_dir_all(path.join(folder)).unwrap();
        }
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An answer: status, headers, body.
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

struct Running {
    end: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

pub struct Server {
    pub folder: Folder,
    pub origin: String,
    running: Option<Running>,
    agent: ureq::Agent,
}

impl Server {
    pub fn start() -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let mut server = Self { folder: Folder::new(), origin: String::new(), running: None, agent: config.into() };
        server.run();
        server
    }

    /// Ends the server gracefully and starts another on the same database file.
    pub fn restart(&mut self) {
        self.stop();
        self.run();
    }

    fn run(&mut self) {
        let folder = &self.folder.0;
        let config = Config {
            port: 0,
            db: folder.join("sandbox.sqlite"),
            dist: folder.join("dist"),
            www: folder.join("www"),
            pages: Some(folder.join("pages")),
            commerce: None,
            durable: false,
        };
        let (end, ended) = oneshot::channel();
        let (ready, address) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let state = AppState::open(&config).unwrap();
            tokio::runtime::Runtime::new().unwrap().block_on(async move {
                let listeners = Listeners::bind(0).await.unwrap();
                ready.send(listeners.address().unwrap()).unwrap();
                let ended = async {
                    let _ = ended.await;
                };
                listeners.serve(app(state), ended).await.unwrap();
            });
        });
        self.origin = format!("http://{}", address.recv().unwrap());
        self.running = Some(Running { end, thread });
    }

    fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            let _ = running.end.send(());
            running.thread.join().unwrap();
        }
    }

    /// Any request; `None` when the connection was dropped without an answer.
    pub fn try_send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Answer> {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.origin));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = self.agent.run(request.body(body).unwrap()).ok()?;
        Some(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            bytes: response.body_mut().read_to_vec().ok()?,
        })
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.try_send(method, path, headers, body.as_bytes()).expect("an answer")
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "")
    }

    /// `POST /ev1` of account `alpha` with further query parameters.
    pub fn post(&self, query: &str, message: &Value) -> Answer {
        let headers = [("content-type", "text/plain;charset=UTF-8")];
        self.send("POST", &format!("/ev1?m=alpha{query}"), &headers, &message.to_string())
    }

    /// A message of a visitor; the answer's JSON.
    pub fn event(&self, visitor: &str, message: &Value) -> Value {
        let answer = self.post(&format!("&c={visitor}"), message);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    pub fn order(&self, query: &str, order: &Value) -> Answer {
        let headers = [("content-type", "text/plain;charset=UTF-8")];
        self.send("POST", &format!("/order/track?m=alpha{query}"), &headers, &order.to_string())
    }

    pub fn requests(&self) -> Vec<Value> {
        let log = self.get("/sandbox/requests?account=alpha").json();
        log["requests"].as_array().unwrap().clone()
    }

    pub fn visitor(&self, id: &str) -> Value {
        self.get(&format!("/sandbox/visitors/{id}?account=alpha")).json()
    }

    pub fn fault(&self, fault: &Value) {
        let answer = self.send("POST", "/sandbox/faults?account=alpha", &[], &fault.to_string());
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// A view of a product that asks for nothing.
    pub fn view(&self, visitor: &str, product: &str) {
        self.event(visitor, &json!({"page_type": "product", "events": [["vp", product]]}));
    }

    /// Ids of the products of one placement, for a visitor on some page.
    pub fn products(&self, visitor: &str, placement: &str, mut message: Value) -> Vec<String> {
        message["elements"] = json!([placement]);
        let answer = self.event(visitor, &message);
        ids(&answer["recommendations"][placement])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Product ids of a JSON campaign.
pub fn ids(campaign: &Value) -> Vec<String> {
    let products = campaign["products"].as_array().cloned().unwrap_or_default();
    products.iter().map(|product| product["product_id"].as_str().unwrap().to_owned()).collect()
}

/// The n-th visitor.
pub fn visitor(number: u32) -> String {
    format!("{number:024x}")
}

/// An order of these products.
pub fn order(number: &str, products: &[&str]) -> Value {
    let items: Vec<Value> = products
        .iter()
        .map(|id| json!({"product_id": id, "name": id, "quantity": 1, "unit_price": 9.9, "price_currency_code": "EUR"}))
        .collect();
    json!({"info": {"order_number": number, "email": "ada@example.com"}, "items": items})
}
