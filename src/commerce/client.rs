//! The one way of every call: token, rate limit, attempt, what to make of its outcome, again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_lite::future::or;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::call::{Call, Meta, Next, Options, Page, Reply, decode};
use super::endpoint::{Answer, Endpoint, Row};
use super::error::{Error, Kind};
use super::fault;
use super::http::{Headers, Method, Request, Response};
use super::limit::Limiter;
use super::ports::Ports;
use super::retry;
use super::secret::Secret;
use super::system::{Read, System};
use super::token::Tokens;
use super::transport::exchange;
use super::url;

/// A client of one system. Cheap to clone; clones share token and rate limit. It never changes: [`Client::with`] gives
/// another.
pub struct Client<P> {
    inner: Arc<Inner<P>>,
    options: Options,
}

struct Inner<P> {
    ports: P,
    system: Box<dyn System>,
    tokens: Tokens,
    limiter: Limiter,
    /// Whether the system has taken the token, as it was sent, even once.
    proven: AtomicBool,
}

impl<P> Clone for Client<P> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), options: self.options.clone() }
    }
}

/// What one call has been through.
struct Progress {
    attempts: u32,
    faults: u32,
    refusals: u32,
    renewed: bool,
}

impl<P: Ports> Client<P> {
    /// A client that speaks as `system` does.
    pub fn new(ports: P, system: impl System + 'static, tokens: Tokens, limiter: Limiter) -> Self {
        let inner = Inner { ports, system: Box::new(system), tokens, limiter, proven: AtomicBool::new(false) };
        Self { inner: Arc::new(inner), options: Options::default() }
    }

    /// The same client with other patience.
    #[must_use]
    pub fn with(&self, options: &Options) -> Self {
        Self { inner: Arc::clone(&self.inner), options: options.or(&self.options) }
    }

    /// Everything that can be asked of the system.
    pub fn rows(&self) -> &'static [Row] {
        self.inner.system.rows()
    }

    /// Asks for one thing.
    ///
    /// # Errors
    /// Of any [`Kind`]; the system's own answers have a `status`.
    pub async fn one<T: DeserializeOwned>(&self, endpoint: Endpoint<T>, call: Call) -> Result<Reply<T>, Error> {
        let Reply { value, meta } = self.ask(&endpoint.row, &call).await?;
        Ok(Reply { value: decode(value, self.inner.system.shape())?, meta })
    }

    /// The pages of a list. Nothing is asked for before the first is wanted.
    pub fn pages<T: DeserializeOwned>(&self, endpoint: Endpoint<T>, call: Call) -> Pages<P, T> {
        Pages { client: self.clone(), endpoint, call, next: None, begun: false }
    }

    /// [`Client::one`] of a row, undecoded.
    pub async fn ask(&self, row: &Row, call: &Call) -> Result<Reply<Value>, Error> {
        let request = self.request(row, call, &self.address(row, call)?)?;
        let (response, attempts) = self.perform(row, request, &call.options.or(&self.options)).await?;
        let body = self.body(row, &response)?;
        let meta = Meta::read(&response, None, attempts);
        Ok(Reply { value: self.unwrap(row, body), meta })
    }

    /// What the headers say of an answer, without its body: how many things a list has, say, without one of them. A
    /// system need not know `HEAD`; of the three, Tiendanube's documents have it.
    ///
    /// # Errors
    /// [`Kind::Config`] for a row that does not read, else as [`Client::one`].
    pub async fn head(&self, row: &Row, call: &Call) -> Result<Meta, Error> {
        if row.method != Method::Get {
            return Err(Error::config(format!("{}: only what reads has headers to be read alone", row.name)));
        }
        let request = Request { method: Method::Head, ..self.request(row, call, &self.address(row, call)?)? };
        let (response, attempts) = self.perform(row, request, &call.options.or(&self.options)).await?;
        Ok(Meta::read(&response, None, attempts))
    }

    /// One page of a row, undecoded: the first, or the one `next` leads to.
    pub async fn page(&self, row: &Row, call: &Call, next: Option<&Next>) -> Result<Page<Value>, Error> {
        let system = &self.inner.system;
        let url = match next {
            Some(next) => system.base().follow(&next.url)?,
            None => self.address(row, call)?,
        };
        let request = self.request(row, call, &url)?;
        let answer = self.perform(row, request, &call.options.or(&self.options)).await;
        let (response, attempts) = match answer {
            Err(error) if next.is_some() && system.is_past_the_end(&url, &error) => {
                let meta = Meta { status: error.status.unwrap_or_default(), ..Meta::default() };
                return Ok(Page { items: Vec::new(), meta, next: None });
            }
            answer => answer?,
        };
        let body = self.body(row, &response)?;
        let meta = Meta::read(&response, Some(&body), attempts);
        let items = body.get(system.envelope(row.answer).unwrap_or_default()).unwrap_or(&body).as_array().map(Vec::len);
        let items = items.ok_or_else(|| Error::new(Kind::Decode, "the answer is no list"))?;
        let after = system.next(&Read { url: &url, response: &response, body: &body, items })?;
        let next = after.map(|after| {
            Next::after(next, &url, after).ok_or_else(|| Error::new(Kind::Loop, "the pages lead in a circle"))
        });
        let Value::Array(items) = self.unwrap(row, body) else { return Err(Error::new(Kind::Decode, "no list")) };
        Ok(Page { items, meta, next: next.transpose()? })
    }

    /// The shapes of the system's ids, amounts and counts, put right in `value`.
    pub fn normalize(&self, value: &mut Value) {
        self.inner.system.shape().apply(value);
    }

    /// Where a row is asked for, or its first page.
    fn address(&self, row: &Row, call: &Call) -> Result<String, Error> {
        let system = &self.inner.system;
        let mut url = system.base().join(&url::fill(&system.locate(row).1, &call.path)?);
        if row.answer == Answer::Page {
            url = url::with_query(&url, &system.first_page());
        }
        Ok(url::with_query(&url, &call.query))
    }

    /// The request of a row to `url`, without what `sign` adds. The fragment of a URL is a system's note to itself.
    fn request(&self, row: &Row, call: &Call, url: &str) -> Result<Request, Error> {
        let system = &self.inner.system;
        let (method, _) = system.locate(row);
        let body = match (system.body(row, call, url)?, method) {
            // Bodyless, but its length of zero has to be said.
            (None, Method::Put) => Some(String::new()),
            (body, _) => body,
        };
        let sent = url.split('#').next().unwrap_or_default();
        Ok(Request { method, url: sent.to_owned(), headers: Headers::default(), body })
    }

    /// Attempts until there is an answer of success, or an error that will stay.
    async fn perform(&self, row: &Row, request: Request, options: &Options) -> Result<(Response, u32), Error> {
        let attempts = self.attempts(row, request, options);
        let Some(deadline) = options.deadline else { return attempts.await };
        let late = async {
            self.inner.ports.sleep(Duration::from_millis(deadline)).await;
            Err(Error::new(Kind::Deadline, format!("not done within {deadline} ms")))
        };
        or(attempts, late).await
    }

    async fn attempts(&self, row: &Row, request: Request, options: &Options) -> Result<(Response, u32), Error> {
        let Inner { ports, system, tokens, .. } = &*self.inner;
        let mut progress = Progress { attempts: 0, faults: 0, refusals: 0, renewed: false };
        let mut refused: Option<Secret> = None;
        loop {
            let token = match system.token(row) {
                _ if row.answer == Answer::Open => Ok(None),
                Some(own) => own.map(Some),
                None => tokens.get(ports, refused.as_ref()).await,
            };
            // Without a token nothing was sent, so even what must not be sent twice may be tried again.
            let (token, repeatable, outcome) = match token {
                Err(error) => (None, true, Err(error)),
                Ok(token) => {
                    progress.attempts += 1;
                    let outcome = self.attempt(row, token.as_ref(), request.clone(), options).await;
                    (token, system.is_repeatable(row, request.method), outcome)
                }
            };
            let error = match outcome {
                Ok(response) => return Ok((response, progress.attempts)),
                Err(error) => token.iter().fold(system.name(error), |error, token| error.redacted(token)),
            };
            if token.is_some() && !progress.renewed && system.is_stale(&error) && self.can_differ() {
                progress.renewed = true;
                refused = token;
                continue;
            }
            if !repeatable {
                return Err(error);
            }
            match self.wait(&error, &mut progress, options) {
                Some(wait) => ports.sleep(wait).await,
                None => return Err(error),
            }
        }
    }

    /// Whether the next attempt would bring something else to be let in by.
    fn can_differ(&self) -> bool {
        let Inner { system, tokens, proven, .. } = &*self.inner;
        tokens.can_renew() || !proven.load(Ordering::Relaxed) && system.adapt()
    }

    async fn attempt(
        &self,
        row: &Row,
        token: Option<&Secret>,
        mut request: Request,
        options: &Options,
    ) -> Result<Response, Error> {
        let Inner { ports, system, limiter, proven, .. } = &*self.inner;
        request.headers = options.headers.clone();
        if request.body.as_ref().is_some_and(|body| !body.is_empty()) {
            request.headers.set("Content-Type", system.content_type(row));
        }
        system.sign(token, &mut request.headers);
        request.headers.check()?;
        let slot = limiter.enter(ports).await;
        let response = exchange(ports, system.base(), request, options.attempt()).await?;
        slot.answered(ports.now(), &response.headers);
        if response.is_success() {
            proven.fetch_or(token.is_some(), Ordering::Relaxed);
            return Ok(response);
        }
        let error = fault::read(&response, ports.now());
        if error.kind == Kind::RateLimited {
            limiter.refused(ports.now(), error.retry_after.filter(|wait| *wait <= retry::PATIENCE));
        }
        Err(error)
    }

    /// How long to wait before the next attempt, if there is to be one.
    fn wait(&self, error: &Error, progress: &mut Progress, options: &Options) -> Option<Duration> {
        if !retry::is_passing(error) || error.retry_after.is_some_and(|wait| wait > retry::PATIENCE) {
            return None;
        }
        let random = self.inner.ports.random();
        let retries = options.retries();
        let (count, limit) = match error.kind {
            Kind::RateLimited => (&mut progress.refusals, if retries == 0 { 0 } else { retry::REFUSALS.max(retries) }),
            _ => (&mut progress.faults, retries),
        };
        if *count >= limit {
            return None;
        }
        *count += 1;
        let own = retry::delay(*count - 1, random);
        // Those who were told the same moment shall not all come in it.
        Some(error.retry_after.map_or(own, |wait| wait + retry::delay(0, random).mul_f64(random)))
    }

    fn body(&self, row: &Row, response: &Response) -> Result<Value, Error> {
        let is_blank = response.body.iter().all(u8::is_ascii_whitespace);
        let body = if is_blank { Ok(Value::Null) } else { serde_json::from_slice(&response.body) };
        let body = body.map_err(|_| {
            let mut error = fault::read(response, self.inner.ports.now());
            error.kind = Kind::Decode;
            error.message = "the answer is no JSON".to_owned();
            error
        })?;
        self.inner.system.open(row, body).map_err(|mut error| {
            error.status = Some(response.status);
            error.request_id = fault::request_id(response);
            error
        })
    }

    fn unwrap(&self, row: &Row, mut body: Value) -> Value {
        let inner = self.inner.system.envelope(row.answer).and_then(|name| body.get_mut(name)).map(Value::take);
        inner.unwrap_or(body)
    }
}

/// The pages of a list, one after the other.
pub struct Pages<P, T> {
    client: Client<P>,
    endpoint: Endpoint<T>,
    call: Call,
    next: Option<Next>,
    begun: bool,
}

impl<P: Ports, T: DeserializeOwned> Pages<P, T> {
    /// The next page; nothing after the last.
    ///
    /// # Errors
    /// As [`Client::one`]. The same page may be asked for again.
    pub async fn next(&mut self) -> Result<Option<Page<T>>, Error> {
        if self.begun && self.next.is_none() {
            return Ok(None);
        }
        let Page { items, meta, next } = self.client.page(&self.endpoint.row, &self.call, self.next.as_ref()).await?;
        let shape = self.client.inner.system.shape();
        let items = items.into_iter().map(|item| decode(item, shape)).collect::<Result<Vec<T>, _>>()?;
        (self.begun, self.next) = (true, next.clone());
        Ok(Some(Page { items, meta, next }))
    }

    /// Everything, up to `limit` items.
    ///
    /// # Errors
    /// As [`Pages::next`].
    pub async fn collect(mut self, limit: usize) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while all.len() < limit
            && let Some(page) = self.next().await?
        {
            all.extend(page.items);
        }
        all.truncate(limit);
        Ok(all)
    }
}
