//! Calls within what a system allows: the servers here count by themselves, and refuse.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use vitrine::commerce::call::{Call, Options};
use vitrine::commerce::client::Client;
use vitrine::commerce::error::Error;
use vitrine::commerce::{nexus, tiendanube};

use crate::shops;
use crate::world::{World, answer};

/// A leaky bucket in thousandths of a request, so that nothing is rounded.
struct Bucket {
    size: u64,
    level: u64,
    at: u64,
    seconds: bool,
}

impl Bucket {
    fn new(size: u64) -> Self {
        Self { size, level: 0, at: 0, seconds: false }
    }

    /// A request at this time: whether it went in.
    fn take(&mut self, now: u64) -> bool {
        self.level = self.level.saturating_sub((now - self.at) * self.size / 20);
        self.at = now;
        let goes_in = self.level + 1_000 <= self.size * 1_000;
        self.level += if goes_in { 1_000 } else { 0 };
        goes_in
    }

    fn headers(&self) -> Vec<(&'static str, String)> {
        let reset = self.level * 20 / self.size;
        vec![
            ("X-Rate-Limit-Limit", self.size.to_string()),
            ("X-Rate-Limit-Remaining", ((self.size * 1_000 - self.level) / 1_000).to_string()),
            ("X-Rate-Limit-Reset", if self.seconds { reset / 1_000 } else { reset }.to_string()),
        ]
    }
}

/// A store whose bucket is also filled by someone else: `others(now)` requests since the last time.
fn store(mut bucket: Bucket, refusals: &Rc<Cell<u32>>, mut others: impl FnMut(u64) -> u64 + 'static) -> World {
    let refusals = Rc::clone(refusals);
    World::new(move |now, _| {
        for _ in 0..others(now) {
            bucket.take(now);
        }
        let accepted = bucket.take(now);
        let headers = bucket.headers();
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if accepted {
            return answer(200, &headers, r#"{"id": 1}"#);
        }
        refusals.set(refusals.get() + 1);
        answer(429, &headers, r#"{"code":429,"message":"Too Many Requests","description":null}"#)
    })
}

/// From 20 to 219 ms, in no order.
fn uneven(number: usize) -> u64 {
    20 + (number as u64 * 7_919) % 200
}

type Work = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

fn calls(client: &Client<World>, count: usize) -> Vec<Work> {
    let each = (0..count).map(|_| client.clone());
    each.map(|client| {
        Box::pin(async move { client.one(tiendanube::GET_STORE, Call::default()).await.map(|_| ()) }) as Work
    })
    .collect()
}

#[test]
fn five_hundred_calls_at_once_take_no_refusal_and_hardly_more_than_the_bucket_needs() {
    for seconds in [false, true] {
        let refusals = Rc::new(Cell::new(0));
        let world = store(Bucket { seconds, ..Bucket::new(40) }, &refusals, |_| 0).latency(uneven);
        let results = world.run_all(calls(&shops::tiendanube(&world), 500));
        assert!(results.iter().all(Result::is_ok));
        assert_eq!(refusals.get(), 0);
        let ideal = (500 - 40) * 500;
        let passed = world.passed();
        assert!((ideal..=ideal * 105 / 100).contains(&passed), "{passed} ms instead of {ideal}");
    }
}

#[test]
fn five_hundred_calls_one_after_the_other_are_as_fast() {
    let refusals = Rc::new(Cell::new(0));
    let world = store(Bucket::new(40), &refusals, |_| 0).latency(uneven);
    let client = shops::tiendanube(&world);
    world.run(async move {
        for _ in 0..500 {
            client.one(tiendanube::GET_STORE, Call::default()).await.unwrap();
        }
    });
    assert_eq!(refusals.get(), 0);
    assert!(world.passed() <= (500 - 40) * 500 * 105 / 100, "{} ms", world.passed());
}

#[test]
fn a_large_plan_is_learned_and_used() {
    let refusals = Rc::new(Cell::new(0));
    let world = store(Bucket::new(400), &refusals, |_| 0).latency(uneven);
    world.run_all(calls(&shops::tiendanube(&world), 1_000));
    assert_eq!(refusals.get(), 0);
    assert!(world.passed() <= (1_000 - 400) * 50 * 105 / 100, "{} ms", world.passed());
}

#[test]
fn a_second_client_that_drains_the_bucket_stops_no_call() {
    let refusals = Rc::new(Cell::new(0));
    let mut last = 0;
    // Twice what leaks would be too much for anybody; this takes three quarters of it, and in bursts.
    let greedy = move |now: u64| {
        let due = (now / 8_000).saturating_sub(last / 8_000) * 12;
        last = now;
        if due > 1_000 { 40 } else { due }
    };
    let world = store(Bucket::new(40), &refusals, greedy).latency(uneven);
    let results = world.run_all(calls(&shops::tiendanube(&world), 150));
    assert!(results.iter().all(Result::is_ok));
    assert!(refusals.get() > 0, "the second client was not felt");
    assert!(refusals.get() < 75, "{} refusals", refusals.get());
    let ideal = 150 * 2_000;
    assert!(world.passed() <= ideal * 115 / 100, "{} ms", world.passed());
}

#[test]
fn who_gives_up_leaves_the_queue() {
    let refusals = Rc::new(Cell::new(0));
    let world = store(Bucket::new(40), &refusals, |_| 0);
    let client = shops::tiendanube(&world);
    let hasty = client.with(&Options { deadline: Some(1_000), ..Options::default() });
    let mut all = calls(&client, 40);
    all.extend(calls(&hasty, 20));
    all.extend(calls(&client, 4));
    let results = world.run_all(all);
    let failed = results.iter().filter(|result| result.is_err()).count();
    assert!((17..=18).contains(&failed), "{failed} gave up");
    assert!(world.passed() <= 3_500, "{} ms: those behind waited for nobody", world.passed());
}

/// Fixed windows per minute and per hour, as the plan of a key has them.
fn windowed(per_minute: u64, per_hour: u64, refusals: &Rc<Cell<u32>>) -> World {
    let refusals = Rc::clone(refusals);
    let (mut minute, mut hour) = ((0, 0), (0, 0));
    World::new(move |now, _| {
        for (window, span) in [(&mut minute, 60_000), (&mut hour, 3_600_000)] {
            if window.0 != now / span {
                *window = (now / span, 0);
            }
        }
        let full = minute.1 >= per_minute || hour.1 >= per_hour;
        if !full {
            (minute.1, hour.1) = (minute.1 + 1, hour.1 + 1);
        }
        let reset = (minute.0 + 1) * 60;
        let (remaining, reset, limit) =
            ((per_minute - minute.1).to_string(), reset.to_string(), per_minute.to_string());
        let mut headers = vec![
            ("X-RateLimit-Limit", limit.as_str()),
            ("X-RateLimit-Remaining", remaining.as_str()),
            ("X-RateLimit-Reset", reset.as_str()),
        ];
        if !full {
            return answer(200, &headers, r#"{"data": {"sku": "1"}}"#);
        }
        refusals.set(refusals.get() + 1);
        let wait = ((minute.0 + 1) * 60_000 - now).div_ceil(1_000).to_string();
        headers.push(("Retry-After", &wait));
        answer(429, &headers, r#"{"error":{"code":"RATE_LIMITED","message":"Too many requests","details":{}}}"#)
    })
}

#[test]
fn windows_are_filled_and_not_overfilled() {
    let refusals = Rc::new(Cell::new(0));
    let world = windowed(60, 1_000, &refusals).latency(uneven);
    let client = shops::nexus(&world);
    world.run(async move {
        for _ in 0..300 {
            client.one(nexus::GET_PRODUCT, Call::to(["1"])).await.unwrap();
        }
    });
    assert_eq!(refusals.get(), 0);
    assert!(world.passed() < 5 * 60_000, "{} ms", world.passed());
}

#[test]
fn a_refusal_tells_when_to_come_again() {
    let refusals = Rc::new(Cell::new(0));
    let world = windowed(60, 1_000, &refusals).latency(|_| 50);
    // All at once and before any answer has told the limit.
    let client = shops::nexus(&world);
    let each = (0..100).map(|_| client.clone());
    let work = each.map(|client| {
        Box::pin(async move { client.one(nexus::GET_PRODUCT, Call::to(["1"])).await })
            as Pin<Box<dyn Future<Output = _>>>
    });
    let results = world.run_all(work.collect());
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(refusals.get(), 40, "each refused call came back once");
}
