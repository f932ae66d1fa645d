//! JSON whose content type names its charset, as two of the systems write it.
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;

/// Adds the charset to JSON that has none.
pub async fn named(mut response: Response) -> Response {
    if response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "application/json") {
        let named = HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, named);
    }
    response
}
