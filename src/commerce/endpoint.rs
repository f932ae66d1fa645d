//! What can be asked of a system, as a table: one row per call, read by the client and by the façade alike.

use std::marker::PhantomData;

use super::http::Method;

/// What an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One thing.
    One,
    /// A page of a list.
    Page,
    /// One thing, asked for without any credentials.
    Open,
}

/// A row of a system's table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// `resource.verb`, as the façade calls it.
    pub name: &'static str,
    /// How it is asked.
    pub method: Method,
    /// Where, below the base; `{…}` are values to be filled in.
    pub path: &'static str,
    /// What comes back.
    pub answer: Answer,
}

/// A row with the type of what it answers, or of one item of the page.
pub struct Endpoint<T> {
    /// The row.
    pub row: Row,
    answers: PhantomData<fn() -> T>,
}

impl<T> Endpoint<T> {
    /// A row that answers `T`.
    pub const fn new(row: Row) -> Self {
        Self { row, answers: PhantomData }
    }
}

/// Declares a system's endpoints, each as a constant with its type, and all of them as `ROWS`.
macro_rules! endpoints {
    ($($constant:ident = $name:literal $method:ident $path:literal => $answer:ident<$type:ty>;)*) => {
        $(
            #[doc = concat!("`", $name, "`: ", stringify!($method), " `", $path, "`")]
            pub const $constant: $crate::commerce::endpoint::Endpoint<$type> =
                $crate::commerce::endpoint::Endpoint::new($crate::commerce::endpoint::Row {
                    name: $name,
                    method: $crate::commerce::http::Method::$method,
                    path: $path,
                    answer: $crate::commerce::endpoint::Answer::$answer,
                });
        )*

        /// Every endpoint.
        pub const ROWS: &[$crate::commerce::endpoint::Row] = &[$($constant.row),*];
    };
}
pub(crate) use endpoints;
