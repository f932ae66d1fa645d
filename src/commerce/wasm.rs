//! The surface of the module for its façade: text in, text out. The runtime's `fetch`, clock and chance are the ports.

use std::future::Future;
use std::time::Duration;

use futures_lite::future::or;
use js_sys::{Array, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::call::{Call, Meta, Next, Options};
use super::client::Client;
use super::endpoint::{Answer, Row};
use super::error::{Error, Kind};
use super::http::{Headers, Method, Request, Response};
use super::ports::Ports;
use super::secret::Secret;
use super::systems::{self, SYSTEMS, connect, grant, read, webhook};
use super::token::Granted;

#[wasm_bindgen]
extern "C" {
    /// The façade's part of the ports. None of its methods throws.
    #[derive(Clone)]
    pub type Host;

    /// Something under way.
    type Task;

    #[wasm_bindgen(method)]
    fn send(this: &Host, method: &str, url: &str, headers: &str, body: Option<&str>) -> Task;

    #[wasm_bindgen(method)]
    fn sleep(this: &Host, milliseconds: f64) -> Task;

    #[wasm_bindgen(method)]
    fn now(this: &Host) -> f64;

    #[wasm_bindgen(method)]
    fn random(this: &Host) -> f64;

    #[wasm_bindgen(method, getter)]
    fn done(this: &Task) -> Promise;

    #[wasm_bindgen(method)]
    fn stop(this: &Task);
}

/// Stops its task when nobody waits for it any more.
struct Running(Task);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Ports for Host {
    /// `[status, headers as JSON, body as bytes]`, or a rejection with the reason in words.
    async fn send(&self, request: Request) -> Result<Response, String> {
        let headers = serde_json::to_string(&request.headers).unwrap_or_default();
        let running = Running(Host::send(self, request.method.name(), &request.url, &headers, request.body.as_deref()));
        let answer = JsFuture::from(running.0.done()).await.map_err(|reason| reason.as_string().unwrap_or_default())?;
        let answer: Array = answer.unchecked_into();
        Ok(Response {
            status: answer.get(0).as_f64().unwrap_or_default() as u16,
            headers: serde_json::from_str(&answer.get(1).as_string().unwrap_or_default()).unwrap_or_default(),
            body: answer.get(2).unchecked_into::<Uint8Array>().to_vec(),
        })
    }

    async fn sleep(&self, duration: Duration) {
        let running = Running(Host::sleep(self, duration.as_secs_f64() * 1000.0));
        // It is over, or the façade has stopped it; either way there is nothing more to wait for.
        let _ = JsFuture::from(running.0.done()).await;
    }

    fn now(&self) -> u64 {
        Host::now(self) as u64
    }

    fn random(&self) -> f64 {
        Host::random(self)
    }
}

/// A client, as the façade holds it.
#[wasm_bindgen]
pub struct Connector(Client<Host>);

/// The arguments of a call.
#[derive(Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Asked {
    name: String,
    path: Vec<String>,
    query: Vec<(String, String)>,
    body: Option<Value>,
    next: Option<Next>,
    /// Only what the headers say.
    head: bool,
    options: Options,
}

impl Default for Asked {
    fn default() -> Self {
        let (name, path, query) = (String::new(), Vec::new(), Vec::new());
        Self { name, path, query, body: None, next: None, head: false, options: Options::default() }
    }
}

/// What came back.
#[derive(Serialize)]
struct Told<'a> {
    value: Value,
    meta: &'a Meta,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Next>,
}

#[wasm_bindgen]
impl Connector {
    /// A client of a system, as `config` (JSON) says. Throws what an error is made of, as JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(host: Host, system: &str, config: &str) -> Result<Connector, JsValue> {
        connect(host, system, config).map(Connector).map_err(thrown)
    }

    /// Makes a call (JSON). The promise gives JSON, or rejects with what an error is made of; `stop` settles when the
    /// caller gives up.
    pub fn call(&self, asked: &str, stop: Promise) -> Promise {
        let client = self.0.clone();
        let asked: Result<Asked, Error> = read(asked);
        promise(stop, async move {
            let asked = asked?;
            let row = client.rows().iter().find(|row| row.name == asked.name);
            let row = *row.ok_or_else(|| Error::config(format!("{}: no such call", asked.name)))?;
            let call = Call { path: asked.path, query: asked.query, body: asked.body, options: asked.options };
            let (mut value, meta, next) = if asked.head {
                (Value::Null, client.head(&row, &call).await?, None)
            } else {
                ask(&client, &row, &call, asked.next.as_ref()).await?
            };
            client.normalize(&mut value);
            Ok(json!(Told { value, meta: &meta, next }).to_string())
        })
    }
}

async fn ask(
    client: &Client<Host>,
    row: &Row,
    call: &Call,
    next: Option<&Next>,
) -> Result<(Value, Meta, Option<Next>), Error> {
    if row.answer == Answer::Page {
        let page = client.page(row, call, next).await?;
        return Ok((page.items.into(), page.meta, page.next));
    }
    let reply = client.ask(row, call).await?;
    Ok((reply.value, reply.meta, None))
}

/// The calls of every system: `{system: [[name, values in its path, "query" (a list) | "list" (one that is asked for by a
/// body) | "body" | "", whether it only reads], …]}`.
#[wasm_bindgen]
pub fn tables() -> String {
    let data = |row: &Row| match (row.answer, row.method) {
        (Answer::Page, Method::Get) => "query",
        (Answer::Page, _) => "list",
        (_, Method::Post | Method::Put | Method::Patch) => "body",
        _ => "",
    };
    let row = |row: &Row| json!([row.name, row.path.matches('{').count(), data(row), row.method.is_safe()]);
    let tables = SYSTEMS.iter().map(|(name, rows)| ((*name).to_owned(), rows.iter().map(row).collect()));
    Value::Object(tables.collect()).to_string()
}

/// Where someone agrees to an authorization, as `config` (JSON) of a system says.
#[wasm_bindgen(js_name = authorizeUrl)]
pub fn authorize_url(system: &str, config: &str) -> Result<String, JsValue> {
    systems::authorize_url(system, config).map_err(thrown)
}

/// Exchanges the code of an authorization for a token, as `config` (JSON) of a system says; gives JSON.
#[wasm_bindgen]
pub fn exchange(host: Host, system: &str, config: &str, stop: Promise) -> Promise {
    let grant = grant(system, config);
    promise(stop, async move {
        let Granted { token, refresh, life, extra } = grant?.ask(&host).await?;
        let refresh = refresh.as_ref().map(Secret::expose);
        Ok(json!({ "accessToken": token.expose(), "refreshToken": refresh, "life": life, "extra": extra }).to_string())
    })
}

/// Checks a notice of a system; `secrets` and `headers` are JSON lists. Gives JSON or throws.
#[wasm_bindgen]
pub fn verify(system: &str, body: &[u8], headers: &str, secrets: &str) -> Result<String, JsValue> {
    let checked = || {
        let (headers, secrets): (Headers, Vec<Secret>) = (read(headers)?, read(secrets)?);
        webhook(system)?.verify(body, &headers, &secrets)
    };
    checked().map(|notice| json!(notice).to_string()).map_err(thrown)
}

/// Runs a future as a promise of the façade, until it is done or stopped.
fn promise(stop: Promise, future: impl Future<Output = Result<String, Error>> + 'static) -> Promise {
    let stopped = async move {
        let _ = JsFuture::from(stop).await;
        Err(Error::new(Kind::Aborted, "given up by the caller"))
    };
    future_to_promise(async move { or(future, stopped).await.map(JsValue::from).map_err(thrown) })
}

fn thrown(error: Error) -> JsValue {
    json!(error).to_string().into()
}
