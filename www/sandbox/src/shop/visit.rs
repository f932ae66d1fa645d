//! One request to the shop: who asks, what the shop knows of them, and how it answers.
use super::cart::PricedCart;
use super::layout::{self, Page};
use super::session::{NextPage, Notice, Sessions, State, random_id};
use crate::AppState;
use crate::catalogue::{Catalogue, Currency};
use axum::Extension;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use std::convert::Infallible;
use std::sync::Arc;

const COOKIE: &str = "shop";
/// Thirty days, in seconds.
const COOKIE_LIFETIME: u32 = 30 * 24 * 60 * 60;

/// A request, with a copy of the state it finds.
#[derive(Debug)]
pub struct Visit {
    /// What the shop sells.
    pub catalogue: Arc<Catalogue>,
    /// What the shop knows of this browser.
    pub state: State,
    /// Path and query of the page, where forms return to.
    pub here: String,
    /// Origin the page was reached under: `http://127.0.0.1:4173`.
    pub origin: String,
    sessions: Arc<Sessions>,
    session_id: Option<String>,
    new_session: bool,
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Self::Rejection> {
        let sessions = Extension::<Arc<Sessions>>::from_request_parts(parts, app)
            .await
            .map_or_else(|_| Arc::default(), |Extension(sessions)| sessions);
        let found = cookie(&parts.headers).and_then(|id| Some((sessions.read(id)?, id.to_owned())));
        let (state, session_id) = found.map_or_else(Default::default, |(state, id)| (state, Some(id)));
        Ok(Self {
            catalogue: Arc::clone(&app.catalogue),
            state,
            here: here(&parts.uri),
            origin: origin(&parts.headers),
            sessions,
            session_id,
            new_session: false,
        })
    }
}

impl Visit {
    /// The currency prices are shown in.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.state.currency
    }

    /// The cart with its prices.
    #[must_use]
    pub fn cart(&self) -> PricedCart<'_> {
        self.state.cart.priced(&self.catalogue, self.state.currency)
    }

    /// See [`Sessions::customer_reference`].
    #[must_use]
    pub fn customer_reference(&self, email: &str) -> String {
        self.sessions.customer_reference(email)
    }

    /// Changes what the shop knows of this browser; from now on `state` shows it.
    pub fn change(&mut self, change: impl FnOnce(&mut State)) {
        let (id, state) = self.sessions.change(self.session_id.as_deref(), |state| {
            change(state);
            state.clone()
        });
        self.new_session |= self.session_id.as_ref() != Some(&id);
        self.session_id = Some(id);
        self.state = state;
    }

    /// Says a sentence on the next page.
    pub fn say(&mut self, notice: Notice) {
        self.change(|state| state.next_page.notice = Some(notice));
    }

    /// Answers with a page and hands it what forms left for the next one.
    pub fn page(mut self, status: StatusCode, page: Page) -> Response {
        let once = self.state.next_page.clone();
        if once != NextPage::default() {
            self.change(|state| state.next_page = NextPage::default());
        }
        let nonce = random_id();
        let html = layout::document(&self, &page, &once, &nonce).into_string();
        let mut response = (status, Html(html)).into_response();
        let headers = response.headers_mut();
        layout::protect(headers, &nonce);
        // The page shows one person's cart and login.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        self.with_cookie(response)
    }

    /// Answers a form with the page that shows its result.
    pub fn redirect(self, to: &str) -> Response {
        let location = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/shop/"));
        self.with_cookie((StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response())
    }

    /// Hands out the session id if this request made one.
    pub fn with_cookie(self, mut response: Response) -> Response {
        let Some(id) = self.session_id.filter(|_| self.new_session) else { return response };
        let cookie = format!("{COOKIE}={id}; Path=/shop; HttpOnly; SameSite=Lax; Max-Age={COOKIE_LIFETIME}");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// `to` if it is a page of this shop, else the front page: a form must not send people elsewhere.
#[must_use]
pub fn page_of_shop(to: &str) -> &str {
    let inside = to.strip_prefix("/shop").is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    if inside && to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') { to } else { "/shop/" }
}

fn here(uri: &Uri) -> String {
    uri.path_and_query().map_or("/shop/", |whole| page_of_shop(whole.as_str())).to_owned()
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// The library's `data-server`: this same process, under the name the browser used for it.
fn origin(headers: &HeaderMap) -> String {
    let host = headers.get("x-forwarded-host").or_else(|| headers.get(header::HOST));
    let host = host.and_then(|host| host.to_str().ok());
    let plain = |host: &&str| host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    format!("http://{}", host.filter(plain).unwrap_or("127.0.0.1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_return_to_pages_of_this_shop_only() {
        assert_eq!(page_of_shop("/shop/search?q=mug"), "/shop/search?q=mug");
        for elsewhere in
            ["", "https://evil.test/", "//evil.test", "/shopping", "/shop/\\evil", "/shop/\r\nx: y", "/ev1"]
        {
            assert_eq!(page_of_shop(elsewhere), "/shop/", "{elsewhere}");
        }
    }
}
