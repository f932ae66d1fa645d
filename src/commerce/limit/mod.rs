//! Keeps the calls of all clones of a client within what the system allows, before it has to refuse any.

mod bucket;
mod windows;

pub use bucket::Bucket;
pub use windows::{Allowance, Windows};

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use event_listener::Event;
use futures_lite::future::or;

use super::http::Headers;
use super::ports::Ports;

/// One way of counting. Times are milliseconds since 1970.
pub trait Pace: Send {
    /// Counts a request that goes out now, or says how many milliseconds to wait before asking again.
    fn reserve(&mut self, now: u64) -> Result<(), u64>;

    /// A request that was counted has been answered; nothing where no answer came.
    fn settle(&mut self, now: u64, answer: Option<&Headers>);

    /// The system has refused a request: whatever was counted, it was too much. Returns how long to hold back.
    fn refuse(&mut self, now: u64) -> u64;
}

/// A system of which no limit is known.
pub struct Unlimited;

impl Pace for Unlimited {
    fn reserve(&mut self, _: u64) -> Result<(), u64> {
        Ok(())
    }

    fn settle(&mut self, _: u64, _: Option<&Headers>) {}

    fn refuse(&mut self, _: u64) -> u64 {
        0
    }
}

/// The gate all clones of a client pass. First come, first served; who gives up leaves the queue.
pub struct Limiter {
    queue: async_lock::Mutex<()>,
    state: Mutex<State>,
    changed: Event,
}

struct State {
    pace: Box<dyn Pace>,
    /// No request before this time.
    hold: u64,
}

impl Limiter {
    /// A gate with its way of counting.
    pub fn new(pace: impl Pace + 'static) -> Self {
        let state = Mutex::new(State { pace: Box::new(pace), hold: 0 });
        Self { queue: async_lock::Mutex::new(()), state, changed: Event::new() }
    }

    /// Waits for a place and takes it.
    pub async fn enter<P: Ports>(&self, ports: &P) -> Slot<'_> {
        let _turn = self.queue.lock().await;
        loop {
            let changed = self.changed.listen();
            let Err(wait) = self.state().reserve(ports.now()) else {
                return Slot { limiter: self, open: true };
            };
            // An answer may bring better news than the clock.
            or(changed, ports.sleep(Duration::from_millis(wait.max(1)))).await;
        }
    }

    /// A refusal that lasts at least `wait`.
    pub fn refused(&self, now: u64, wait: Option<Duration>) {
        let mut state = self.state();
        let own = state.pace.refuse(now);
        let asked = wait.map_or(0, |wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
        state.hold = state.hold.max(now.saturating_add(own.max(asked)));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn reserve(&mut self, now: u64) -> Result<(), u64> {
        if now < self.hold {
            return Err(self.hold - now);
        }
        self.pace.reserve(now)
    }
}

/// The place of one request, from before it is sent until its answer is there.
pub struct Slot<'a> {
    limiter: &'a Limiter,
    open: bool,
}

impl Slot<'_> {
    /// The answer is there.
    pub fn answered(mut self, now: u64, headers: &Headers) {
        self.settle(now, Some(headers));
    }

    fn settle(&mut self, now: u64, headers: Option<&Headers>) {
        self.open = false;
        self.limiter.state().pace.settle(now, headers);
        self.limiter.changed.notify(1);
    }
}

impl Drop for Slot<'_> {
    /// Given up, timed out or failed: it may have arrived all the same, so it stays counted, from the next one's time.
    fn drop(&mut self) {
        if self.open {
            self.settle(0, None);
        }
    }
}
