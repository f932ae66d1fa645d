//! What the shop knows of one browser between requests. In memory: a restart empties every
//! cart, which a demo can bear and a shop could not.
use super::cart::Cart;
use super::customer::Customer;
use super::order::Order;
use crate::catalogue::Currency;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// More browsers than this at once, and the one idle for longest is forgotten.
const MOST_SESSIONS: usize = 20_000;

/// The state of one browser.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The currency prices are shown in.
    pub currency: Currency,
    /// What is to be bought.
    pub cart: Cart,
    /// Who is logged in.
    pub customer: Option<Customer>,
    /// Orders placed, oldest first.
    pub orders: Vec<Order>,
    /// What the next page says and reports, once.
    pub next_page: NextPage,
}

/// Messages from a form that redirects to the page that shows its result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NextPage {
    /// A sentence shown above the page.
    pub notice: Option<Notice>,
    /// The customer has just logged out: the session library must forget them as well.
    pub forget_customer: bool,
    /// Product and campaign result that led to the product just put in the cart.
    pub added_from: Option<(String, String)>,
}

/// A sentence shown above a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something went as asked.
    Done(String),
    /// Something did not.
    Problem(String),
}

/// The states of all browsers, by session id.
#[derive(Debug, Default)]
pub struct Sessions {
    by_id: Mutex<HashMap<String, Entry>>,
    /// Keys drawn from the system's randomness when the process starts.
    keys: RandomState,
}

#[derive(Debug)]
struct Entry {
    state: State,
    used: Instant,
}

impl Sessions {
    /// A copy of the state of `id`; `None` for an id this process has not given out.
    #[must_use]
    pub fn read(&self, id: &str) -> Option<State> {
        let mut by_id = self.by_id.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = by_id.get_mut(id)?;
        entry.used = Instant::now();
        Some(entry.state.clone())
    }

    /// Applies `change` to the state of `id`, or to a new one under a new id: an id that comes
    /// from outside is never adopted. Answers the id that holds the state now.
    pub fn change<T>(&self, id: Option<&str>, change: impl FnOnce(&mut State) -> T) -> (String, T) {
        let mut by_id = self.by_id.lock().unwrap_or_else(PoisonError::into_inner);
        let known = id.filter(|id| by_id.contains_key(*id));
        let id = known.map_or_else(random_id, str::to_owned);
        if known.is_none() && by_id.len() >= MOST_SESSIONS {
            forget_idlest(&mut by_id);
        }
        let entry = by_id.entry(id.clone()).or_insert_with(|| Entry { state: State::default(), used: Instant::now() });
        entry.used = Instant::now();
        let result = change(&mut entry.state);
        (id, result)
    }

    /// A long reference for a customer that cannot be guessed from the e-mail address, the same
    /// for one address while the process runs.
    #[must_use]
    pub fn customer_reference(&self, email: &str) -> String {
        let email = email.to_lowercase();
        format!("{:016x}{:016x}", self.keys.hash_one((&email, 1)), self.keys.hash_one((&email, 2)))
    }
}

fn forget_idlest(by_id: &mut HashMap<String, Entry>) {
    let idlest = by_id.iter().min_by_key(|(_, entry)| entry.used).map(|(id, _)| id.clone());
    if let Some(id) = idlest {
        by_id.remove(&id);
    }
}

/// 32 hexadecimal digits nobody can guess: session ids, script nonces.
#[must_use]
pub fn random_id() -> String {
    // Each `RandomState` is keyed from the system's randomness and differs from the one before.
    let half = |salt: u8| RandomState::new().hash_one(salt);
    format!("{:016x}{:016x}", half(1), half(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_from_outside_is_never_adopted() {
        let sessions = Sessions::default();
        let (id, ()) = sessions.change(Some("chosen-by-somebody"), |_| ());
        assert_ne!(id, "chosen-by-somebody");
        assert_eq!(sessions.change(Some(&id), |_| ()).0, id);
        assert!(sessions.read("chosen-by-somebody").is_none());
    }

    #[test]
    fn the_idlest_browser_is_forgotten_first() {
        let sessions = Sessions::default();
        let (first, ()) = sessions.change(None, |_| ());
        let (second, ()) = sessions.change(None, |_| ());
        for _ in 2..MOST_SESSIONS {
            sessions.change(None, |_| ());
        }
        assert!(sessions.read(&first).is_some());
        sessions.change(None, |_| ());
        assert!(sessions.read(&second).is_none());
        assert!(sessions.read(&first).is_some());
    }

    #[test]
    fn a_customer_reference_belongs_to_one_address() {
        let sessions = Sessions::default();
        assert_eq!(sessions.customer_reference("Ada@example.com"), sessions.customer_reference("ada@EXAMPLE.com"));
        assert_ne!(sessions.customer_reference("ada@example.com"), sessions.customer_reference("bob@example.com"));
        assert_ne!(
            sessions.customer_reference("ada@example.com"),
            Sessions::default().customer_reference("ada@example.com")
        );
    }
}
