//! Why a request failed, in the words a page can branch on.

use super::diagnostic::push_number;
use super::json::Writer;

/// A failed request. The page sees it as `Error {name: "VitrineError", code, status, path}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What happened.
    pub code: Code,
    /// The HTTP status, when the server answered at all.
    pub status: Option<u16>,
    /// The path of the endpoint that was asked (`/ev1`); never a query, which may hold data.
    pub path: String,
}

/// What happened, as a stable word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The server could not be reached, or refused, or something between blocked the request.
    Network,
    /// No answer within the time limit.
    Timeout,
    /// The page aborted the request.
    Aborted,
    /// The server answered with a status that is not a success.
    Http,
    /// The server answered with something that is not a JSON object.
    Parse,
}

impl Code {
    fn name(self) -> &'static str {
        match self {
            Code::Network => "network",
            Code::Timeout => "timeout",
            Code::Aborted => "aborted",
            Code::Http => "http",
            Code::Parse => "parse",
        }
    }
}

impl Error {
    /// `{code, status?, path}` for the façade, which makes the JavaScript error.
    pub fn to_json(&self) -> String {
        let mut out = Writer::object();
        out.text("code", self.code.name());
        if let Some(status) = self.status {
            let mut digits = String::new();
            push_number(&mut digits, u32::from(status));
            out.raw("status", &digits);
        }
        out.text("path", &self.path);
        out.finish()
    }

    /// Whether another try may go better: the server was not reached or not well, or something between answered in
    /// its place. What it refused, it will refuse again.
    pub fn is_passing(&self) -> bool {
        match (self.code, self.status) {
            (Code::Aborted, _) => false,
            // An empty answer is one.
            (Code::Parse, status) => !matches!(status, Some(204 | 205)),
            (_, status) => !matches!(status, Some(400 | 401 | 403 | 404 | 410 | 413 | 422)),
        }
    }

    /// One line for listeners of `servererror` when the server gave no reason of its own.
    pub fn summary(&self) -> String {
        let mut out = String::from(self.code.name());
        if let Some(status) = self.status {
            out.push(' ');
            push_number(&mut out, u32::from(status));
        }
        out
    }
}
