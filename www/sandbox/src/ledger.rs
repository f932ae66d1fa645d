//! One account's state: visitors, statistics, orders, answers, log.
use crate::accounts::Account;
use crate::analytics::Searches;
use crate::answer::Recipe;
use crate::catalogue::Catalogue;
use crate::counters::Counters;
use crate::journal::{Entry, Journal};
use crate::message::Message;
use crate::order::Order;
use crate::recommend::Scene;
use crate::visitor::{Flags, Visitor};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How long a repeated `rid` is recognised, in ms.
const REMEMBERED: u64 = 24 * 60 * 60 * 1_000;

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Processed; the answer a repetition gets.
    Applied(String),
    /// A repetition.
    Repeated,
    /// Not processed.
    Refused,
}

/// Everything of one account.
#[derive(Debug)]
pub struct Ledger {
    visitors: HashMap<String, Visitor>,
    counters: Counters,
    searches: Searches,
    /// Order numbers taken.
    orders: HashSet<String>,
    /// The first request of each path and `rid` that was answered.
    answers: HashMap<String, Arc<Entry>>,
    /// Prune the answers when there are so many.
    prune_at: usize,
    journal: Journal,
}

impl Ledger {
    /// Empty, for a catalogue of so many products.
    pub fn new(products: usize) -> Self {
        Self {
            visitors: HashMap::new(),
            counters: Counters::new(products),
            searches: Searches::default(),
            orders: HashSet::new(),
            answers: HashMap::new(),
            prune_at: 10_000,
            journal: Journal::default(),
        }
    }

    /// Ids of the visitors, in alphabetical order.
    pub fn visitor_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.visitors.keys().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// The visitor with this id.
    pub fn visitor(&self, id: &str) -> Option<&Visitor> {
        self.visitors.get(id)
    }

    /// The log.
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Whether an order of this number was taken.
    pub fn has_order(&self, number: &str) -> bool {
        self.orders.contains(number)
    }

    /// The request that first brought this `rid`, when it was answered within the last 24 hours.
    pub fn first(&self, path: &str, rid: Option<&str>, at: u64) -> Option<Arc<Entry>> {
        let entry = self.answers.get(&key(path, rid?))?;
        (entry.at + REMEMBERED > at).then(|| Arc::clone(entry))
    }

    /// How popular each product is, by its position: see [`Counters::popularity`].
    pub fn popularity(&self) -> Vec<(u32, u32, u32)> {
        (0..self.counters.products()).map(|product| self.counters.popularity(product)).collect()
    }

    /// What was searched for, most often first.
    pub fn popular_searches(&self) -> Vec<(String, usize)> {
        self.searches.popular()
    }

    /// Counts an analytics event.
    pub fn count_search(&mut self, path: &str, event: &Map<String, Value>) {
        self.searches.count(path, event);
    }

    /// Applies a message to its visitor and counts what it means.
    pub fn apply(&mut self, id: &str, at: u64, flags: Flags, message: &Message, catalogue: &Catalogue) {
        let visitor = self.visitors.entry(id.to_owned()).or_default();
        let signals = visitor.apply(id, at, flags, message, catalogue);
        signals.iter().for_each(|signal| self.counters.count(signal));
    }

    /// Adds an order to its visitor and counts it.
    pub fn place(&mut self, id: &str, at: u64, order: Order, catalogue: &Catalogue) {
        self.orders.insert(order.number.clone());
        let visitor = self.visitors.entry(id.to_owned()).or_default();
        self.counters.count(&visitor.place(id, at, order, catalogue));
    }

    /// The answer to a message that was applied.
    pub fn recipe(
        &self,
        account: &Account,
        id: &str,
        at: u64,
        message: &Message,
        errors: Vec<String>,
        catalogue: &Catalogue,
    ) -> Recipe {
        let nobody = Visitor::default();
        let visitor = self.visitors.get(id).unwrap_or(&nobody);
        let scene = Scene::new(catalogue, &self.counters, visitor, message);
        Recipe::new(account, id, at, visitor, message, &scene, errors)
    }

    /// The answer to a visitor who is not to be remembered: the message is processed for this
    /// one answer, and nothing of it is kept or counted.
    pub fn answer_untracked(
        &self,
        account: &Account,
        id: &str,
        at: u64,
        message: &Message,
        errors: Vec<String>,
        catalogue: &Catalogue,
    ) -> Recipe {
        let mut visitor = Visitor::default();
        visitor.apply(id, at, Flags::default(), message, catalogue);
        let scene = Scene::new(catalogue, &self.counters, &visitor, message);
        Recipe::new(account, id, at, &visitor, message, &scene, errors)
    }

    /// Logs a request and remembers its answer for repetitions.
    pub fn log(&mut self, entry: Arc<Entry>) {
        if let (Some(rid), Some(_)) = (&entry.rid, &entry.answer) {
            self.answers.insert(key(&entry.path, rid), Arc::clone(&entry));
            if self.answers.len() > self.prune_at {
                self.answers.retain(|_, known| known.at + REMEMBERED > entry.at);
                self.prune_at = 2 * self.answers.len().max(5_000);
            }
        }
        self.journal.push(entry);
    }

    /// Does again what a stored request did.
    pub fn replay(&mut self, entry: Entry, catalogue: &Catalogue) {
        if entry.applied && entry.path.starts_with("/analytics/") {
            if let Some(Ok(event)) = entry.body.as_deref().map(serde_json::from_str) {
                self.count_search(&entry.path, &event);
            }
        } else if entry.applied
            && let (Some(id), Some(body)) = (&entry.visitor, &entry.body)
            && let Ok(Value::Object(fields)) = serde_json::from_str(body)
        {
            if entry.path == "/order/track" {
                if let Ok(order) = Order::read(fields) {
                    self.place(id, entry.at, order, catalogue);
                }
            } else {
                let message = Message::read(fields, &mut Vec::new());
                self.apply(id, entry.at, entry.flags, &message, catalogue);
            }
        }
        self.log(Arc::new(entry));
    }
}

fn key(path: &str, rid: &str) -> String {
    format!("{path} {rid}")
}
