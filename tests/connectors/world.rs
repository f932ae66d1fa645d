//! A world for connectors without network and without waiting: its clock jumps to whatever comes next.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_executor::LocalPool;
use futures_executor::LocalSpawner;
use vitrine::commerce::http::{Request, Response};
use vitrine::commerce::ports::Ports;

/// When the world begins: 12 March 2025, 13:50:00 GMT, in milliseconds.
pub const START: u64 = 1_741_787_400_000;

type Answer = Result<Response, String>;
type Server = Box<dyn FnMut(u64, &Request) -> Answer>;

/// What connectors reach through their ports.
#[derive(Clone)]
pub struct World(Rc<State>);

struct State {
    now: Cell<u64>,
    timers: RefCell<Vec<(u64, Waker)>>,
    server: RefCell<Server>,
    latency: Cell<fn(usize) -> u64>,
    requests: RefCell<Vec<(u64, Request)>>,
    stuck: Cell<bool>,
}

impl World {
    /// A world with one server, which is told when a request arrives, and answers after no time.
    pub fn new(server: impl FnMut(u64, &Request) -> Answer + 'static) -> Self {
        Self(Rc::new(State {
            now: Cell::new(START),
            timers: RefCell::default(),
            server: RefCell::new(Box::new(server)),
            latency: Cell::new(|_| 0),
            requests: RefCell::default(),
            stuck: Cell::new(false),
        }))
    }

    /// How many milliseconds the request with this number takes there, and as many back.
    pub fn latency(self, latency: fn(usize) -> u64) -> Self {
        self.0.latency.set(latency);
        self
    }

    /// The server takes requests and says nothing any more, or speaks again.
    pub fn silence(&self, stuck: bool) {
        self.0.stuck.set(stuck);
    }

    /// What has arrived, and when, in milliseconds since the start.
    pub fn requests(&self) -> Vec<(u64, Request)> {
        self.0.requests.borrow().clone()
    }

    /// The path and query of every request.
    pub fn paths(&self) -> Vec<String> {
        let after = |url: &str| url.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
        self.requests().iter().map(|(_, request)| after(&request.url)).collect()
    }

    /// Milliseconds since the start.
    pub fn passed(&self) -> u64 {
        self.0.now.get() - START
    }

    /// Runs futures side by side until all are done, however long that takes in this world.
    pub fn run_all<T: 'static>(&self, futures: Vec<Pin<Box<dyn Future<Output = T>>>>) -> Vec<T> {
        let mut pool = LocalPool::new();
        let results: Rc<RefCell<Vec<Option<T>>>> = Rc::new(RefCell::new(Vec::new()));
        for (index, future) in futures.into_iter().enumerate() {
            results.borrow_mut().push(None);
            let results = Rc::clone(&results);
            spawn(&pool.spawner(), async move {
                let value = future.await;
                results.borrow_mut()[index] = Some(value);
            });
        }
        loop {
            pool.run_until_stalled();
            if results.borrow().iter().all(Option::is_some) {
                return results.take().into_iter().flatten().collect();
            }
            self.jump();
        }
    }

    /// Runs one future.
    pub fn run<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> T {
        self.run_all(vec![Box::pin(future)]).remove(0)
    }

    /// To the next moment something waits for.
    fn jump(&self) {
        let mut timers = self.0.timers.borrow_mut();
        let next = timers.iter().map(|(due, _)| *due).min().expect("everything waits, and for nothing");
        self.0.now.set(next.max(self.0.now.get()));
        let (due, later): (Vec<_>, Vec<_>) = timers.drain(..).partition(|(due, _)| *due <= next);
        *timers = later;
        drop(timers);
        due.into_iter().for_each(|(_, waker)| waker.wake());
    }

    async fn wait(&self, milliseconds: u64) {
        let due = self.0.now.get() + milliseconds;
        std::future::poll_fn(|context: &mut Context| {
            if self.0.now.get() >= due {
                return Poll::Ready(());
            }
            self.0.timers.borrow_mut().push((due, context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}

fn spawn(spawner: &LocalSpawner, future: impl Future<Output = ()> + 'static) {
    use futures_task::LocalSpawn;
    spawner.spawn_local_obj(Box::new(future).into()).unwrap();
}

impl Ports for World {
    async fn send(&self, request: Request) -> Answer {
        let number = self.0.requests.borrow().len();
        let latency = (self.0.latency.get())(number);
        self.wait(latency).await;
        let now = self.0.now.get();
        self.0.requests.borrow_mut().push((now - START, request.clone()));
        while self.0.stuck.get() {
            self.wait(1_000).await;
        }
        let answer = (self.0.server.borrow_mut())(now, &request);
        self.wait(latency).await;
        answer
    }

    async fn sleep(&self, duration: Duration) {
        self.wait(u64::try_from(duration.as_millis()).unwrap()).await;
    }

    fn now(&self) -> u64 {
        self.0.now.get()
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// An answer with headers.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    Ok(Response { status, headers: headers.iter().copied().collect(), body: body.as_bytes().to_vec() })
}

/// An answer of success.
pub fn ok(body: &str) -> Answer {
    answer(200, &[], body)
}
