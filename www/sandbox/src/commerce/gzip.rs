//! Bodies under gzip, always.
use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Whether `Accept-Encoding` names gzip, and does not do so to refuse it (`q=0`).
pub fn is_accepted(headers: &HeaderMap) -> bool {
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
        name.trim().eq_ignore_ascii_case("gzip") && weight.is_ok_and(|weight| weight > 0.0)
    })
}

/// The same answer with its body compressed; one without a body stays as it is.
pub async fn compressed(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    // A body that breaks is a fault asked for: it must break here too.
    let plain = match axum::body::to_bytes(body, usize::MAX).await {
        Ok(plain) => plain,
        Err(error) => return Response::from_parts(head, Body::new(crate::faults::BrokenBody::because(error))),
    };
    if plain.is_empty() {
        return Response::from_parts(head, Body::empty());
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let packed = encoder.write_all(&plain).and_then(|()| encoder.finish()).unwrap_or_default();
    head.headers.remove(CONTENT_LENGTH);
    head.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(head, Body::from(packed))
}

#[cfg(test)]
mod tests {
    use super::is_accepted;
    use axum::http::HeaderMap;
    use axum::http::header::ACCEPT_ENCODING;

    #[test]
    fn gzip_must_be_named_and_not_refused() {
        for (value, accepted) in
            [("gzip", true), ("br, GZip;q=0.5", true), ("gzip;q=0", false), ("br", false), ("*", false), ("", false)]
        {
            let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, value.parse().unwrap())]);
            assert_eq!(is_accepted(&headers), accepted, "{value}");
        }
    }
}
