//! The shop's statistics, kept up with every signal: what recommendations are computed from.
use crate::visitor::Signal;
use std::collections::HashMap;

/// Counts by product position.
#[derive(Debug, Clone)]
pub struct Counters {
    views: Vec<u32>,
    carts: Vec<u32>,
    orders: Vec<u32>,
    /// Seen in the same visit.
    pub viewed_together: Pairs,
    /// In the cart at the same time.
    pub carted_together: Pairs,
    /// In the same order.
    pub bought_together: Pairs,
    found: HashMap<String, Vec<u32>>,
}

/// Symmetric counts of pairs of products.
#[derive(Debug, Clone)]
pub struct Pairs {
    products: usize,
    counts: Vec<u32>,
}

impl Pairs {
    fn new(products: usize) -> Self {
        Self { products, counts: vec![0; products * products] }
    }

    /// How often the two came together.
    pub fn count(&self, one: usize, other: usize) -> u32 {
        self.counts.get(one * self.products + other).copied().unwrap_or_default()
    }

    fn add(&mut self, one: usize, other: usize) {
        for place in [one * self.products + other, other * self.products + one] {
            increment(&mut self.counts, place);
        }
    }
}

impl Counters {
    /// Nothing counted yet, for a catalogue of so many products.
    pub fn new(products: usize) -> Self {
        Self {
            views: vec![0; products],
            carts: vec![0; products],
            orders: vec![0; products],
            viewed_together: Pairs::new(products),
            carted_together: Pairs::new(products),
            bought_together: Pairs::new(products),
            found: HashMap::new(),
        }
    }

    /// How many products there are.
    pub const fn products(&self) -> usize {
        self.views.len()
    }

    /// Counts one signal.
    pub fn count(&mut self, signal: &Signal) {
        match signal {
            Signal::Viewed { product, with } => {
                increment(&mut self.views, *product);
                with.iter().for_each(|other| self.viewed_together.add(*product, *other));
            }
            Signal::Found { terms, product } => {
                let products = self.views.len();
                let counts = self.found.entry(terms.clone()).or_insert_with(|| vec![0; products]);
                increment(counts, *product);
            }
            Signal::Carted { product, with } => {
                increment(&mut self.carts, *product);
                with.iter().for_each(|other| self.carted_together.add(*product, *other));
            }
            Signal::Ordered { products } => {
                for (place, product) in products.iter().enumerate() {
                    increment(&mut self.orders, *product);
                    for other in products.iter().skip(place + 1) {
                        self.bought_together.add(*product, *other);
                    }
                }
            }
        }
    }

    /// Orders, then additions to the cart, then views: compares as the bestsellers rank.
    pub fn popularity(&self, product: usize) -> (u32, u32, u32) {
        let count = |counts: &[u32]| counts.get(product).copied().unwrap_or_default();
        (count(&self.orders), count(&self.carts), count(&self.views))
    }

    /// How often a product was viewed after a search for these normalised terms.
    pub fn found(&self, terms: &str, product: usize) -> u32 {
        self.found.get(terms).and_then(|counts| counts.get(product)).copied().unwrap_or_default()
    }
}

fn increment(counts: &mut [u32], place: usize) {
    if let Some(count) = counts.get_mut(place) {
        *count = count.saturating_add(1);
    }
}
