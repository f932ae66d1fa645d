//! The state of every account: in memory, rebuilt from the stored requests at the start.
use crate::accounts::{ACCOUNTS, Account};
use crate::answer::Recipe;
use crate::arrival::Arrival;
use crate::campaign::Cards;
use crate::catalogue::Catalogue;
use crate::database::Database;
use crate::id;
use crate::journal::Entry;
use crate::ledger::{Ledger, Outcome};
use crate::message::Message;
use crate::order::Order;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// An HTTP answer to a request on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// JSON text.
    pub body: String,
}

/// One account and its state.
#[derive(Debug)]
pub struct Books {
    /// Whose.
    pub account: &'static Account,
    ledger: Mutex<Ledger>,
}

impl Books {
    /// The state; hold it for no longer than a computation takes.
    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All accounts, and the file behind them.
#[derive(Debug)]
pub struct Store {
    catalogue: Arc<Catalogue>,
    cards: Cards,
    books: Vec<Books>,
    database: Database,
    latest: AtomicU64,
}

impl Store {
    /// Opens the file, creating it when missing, and rebuilds the state from it. `durable`: see [`Database::open`].
    ///
    /// # Errors
    /// When the file is no database or cannot be written.
    pub fn open(path: &Path, durable: bool, catalogue: Arc<Catalogue>) -> rusqlite::Result<Self> {
        let products = catalogue.products().len();
        let mut books: Vec<Books> =
            ACCOUNTS.iter().map(|account| Books { account, ledger: Mutex::new(Ledger::new(products)) }).collect();
        let mut latest = 0;
        let database = Database::open(path, durable, |name, entry| {
            latest = entry.seq;
            if let Some(books) = books.iter_mut().find(|books| books.account.name == name) {
                let ledger = books.ledger.get_mut().unwrap_or_else(PoisonError::into_inner);
                ledger.replay(entry, &catalogue);
            }
        })?;
        let cards = Cards::new(&catalogue);
        Ok(Self { catalogue, cards, books, database, latest: AtomicU64::new(latest) })
    }

    /// The books of an account.
    pub fn books(&self, account: &str) -> Option<&Books> {
        self.books.iter().find(|books| books.account.name == account)
    }

    /// Applies an `ev1` message once and answers; a repetition gets the answer of the first.
    pub fn event(&self, books: &Books, arrival: &Arrival, status: u16) -> Reply {
        let fields = match object(arrival.body.as_deref()) {
            Ok(fields) => fields,
            Err(reply) => return self.refuse(books, arrival, reply),
        };
        let mut errors = Vec::new();
        let message = Message::read(fields, &mut errors);
        let mut ledger = books.ledger();
        if let Some(first) = ledger.first(arrival.path, arrival.rid.as_deref(), arrival.at) {
            return self.repeat(books, &mut ledger, arrival, status, &first);
        }
        let customer = self.customer(arrival);
        let recipe = if arrival.flags.do_not_track {
            ledger.answer_untracked(books.account, &customer, arrival.at, &message, errors, &self.catalogue)
        } else {
            ledger.apply(&customer, arrival.at, arrival.flags, &message, &self.catalogue);
            ledger.recipe(books.account, &customer, arrival.at, &message, errors, &self.catalogue)
        };
        let answer = serde_json::to_string(&recipe).unwrap_or_default();
        let mut entry = arrival.entry(status, Outcome::Applied(answer));
        entry.applied = !arrival.flags.do_not_track;
        entry.visitor = Some(customer);
        self.log(books.account, &mut ledger, entry);
        drop(ledger);
        Reply { status: 200, body: recipe.write(&self.cards) }
    }

    /// Takes an order once: the same `rid` or order number again changes nothing.
    pub fn order(&self, books: &Books, arrival: &Arrival, status: u16) -> Reply {
        let order = match object(arrival.body.as_deref()).map(Order::read) {
            Ok(Ok(order)) => order,
            Ok(Err(errors)) => {
                let body = json!({"errors": errors}).to_string();
                return self.refuse(books, arrival, Reply { status: 422, body });
            }
            Err(reply) => return self.refuse(books, arrival, reply),
        };
        let mut ledger = books.ledger();
        if let Some(first) = ledger.first(arrival.path, arrival.rid.as_deref(), arrival.at) {
            return self.repeat(books, &mut ledger, arrival, status, &first);
        }
        let customer = self.customer(arrival);
        let body = json!({"customer": customer, "errors": []}).to_string();
        let known = ledger.has_order(&order.number);
        let mut entry = arrival.entry(status, Outcome::Applied(body.clone()));
        entry.duplicate = known;
        entry.applied = !known && !arrival.flags.do_not_track;
        entry.visitor = Some(customer.clone());
        if entry.applied {
            ledger.place(&customer, arrival.at, order, &self.catalogue);
        }
        self.log(books.account, &mut ledger, entry);
        Reply { status: 200, body }
    }

    /// What a message of a visitor would be answered now, without anything of it being applied.
    pub fn answer(&self, books: &Books, visitor: &str, fields: Map<String, Value>) -> Value {
        let mut errors = Vec::new();
        let message = Message::read(fields, &mut errors);
        let ledger = books.ledger();
        let recipe = ledger.recipe(books.account, visitor, crate::clock::now(), &message, errors, &self.catalogue);
        drop(ledger);
        serde_json::from_str(&recipe.write(&self.cards)).unwrap_or_default()
    }

    /// Logs a request that was not processed and gives its answer back.
    pub fn refuse(&self, books: &Books, arrival: &Arrival, reply: Reply) -> Reply {
        let mut ledger = books.ledger();
        self.log(books.account, &mut ledger, arrival.entry(reply.status, Outcome::Refused));
        reply
    }

    /// Forgets everything of an account.
    pub fn reset(&self, books: &Books) {
        let mut ledger = books.ledger();
        *ledger = Ledger::new(self.catalogue.products().len());
        self.database.reset(books.account.name);
    }

    fn customer(&self, arrival: &Arrival) -> String {
        let known = arrival.visitor.clone().filter(|_| !arrival.flags.do_not_track);
        known.unwrap_or_else(|| id::minted(arrival.at))
    }

    /// Gives the answer of the first request again, to the visitor it was given to.
    fn repeat(&self, books: &Books, ledger: &mut Ledger, arrival: &Arrival, status: u16, first: &Entry) -> Reply {
        let mut entry = arrival.entry(status, Outcome::Repeated);
        entry.visitor.clone_from(&first.visitor);
        self.log(books.account, ledger, entry);
        let answer = first.answer.as_deref().unwrap_or_default();
        let recipe = serde_json::from_str::<Recipe>(answer);
        let body = recipe.map_or_else(|_| answer.to_owned(), |recipe| recipe.write(&self.cards));
        Reply { status: 200, body }
    }

    /// Numbers a request and keeps it.
    pub fn log(&self, account: &'static Account, ledger: &mut Ledger, mut entry: Entry) {
        entry.seq = self.latest.fetch_add(1, Ordering::Relaxed) + 1;
        let entry = Arc::new(entry);
        ledger.log(Arc::clone(&entry));
        self.database.insert(account.name, entry);
    }
}

/// The fields of a JSON object, or the 400 that says why there are none.
pub fn object(body: Option<&str>) -> Result<Map<String, Value>, Reply> {
    let refuse = |problem: String| {
        let body = json!({"errors": [format!("message: {problem}")]}).to_string();
        Err(Reply { status: 400, body })
    };
    match body.map(serde_json::from_str) {
        None => refuse("missing".into()),
        Some(Err(error)) => refuse(error.to_string()),
        Some(Ok(Value::Object(fields))) => Ok(fields),
        Some(Ok(_)) => refuse("expected an object".into()),
    }
}
