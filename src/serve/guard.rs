//! Who is answered: the playground's own page, in a browser on this machine.
//!
//! Any page on the web can make a browser send requests to loopback. `Host` keeps out names that were pointed here (DNS rebinding), `Origin` and
//! `Sec-Fetch-Site` other pages; bodies must be JSON, which other pages cannot send without asking first (the Fetch standard, CORS protocol).

use axum::body::Body;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderValue, ORIGIN};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The page needs its own files and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Answers a request of our own page, and refuses the others.
pub(super) async fn guard(port: u16, request: Request<Body>, next: Next) -> Response {
    let is_post = request.method() == axum::http::Method::POST;
    if let Err(why) = check(request.headers(), port, is_post) {
        return (StatusCode::FORBIDDEN, why).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(
        "x-content-type-options",
        HeaderValue::from_static("nosniff"),
    );
    headers.insert("referrer-policy", HeaderValue::from_static("no-referrer"));
    headers.insert("cache-control", HeaderValue::from_static("no-store"));
    response
}

/// Whether the headers are those of our page; if not, why.
fn check(headers: &HeaderMap, port: u16, is_post: bool) -> Result<(), &'static str> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = text(HOST.as_str()).ok_or("no host is named")?;
    let ours = ["127.0.0.1", "localhost", "[::1]"];
    if !ours.iter().any(|name| host == format!("{name}:{port}")) {
        return Err("the playground answers under its own address only");
    }
    if text(ORIGIN.as_str()).is_some_and(|origin| origin != format!("http://{host}")) {
        return Err("another page asks");
    }
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return Err("another page asks");
    }
    let is_json =
        |kind: &str| kind.split(';').next().unwrap_or_default().trim() == "application/json";
    if is_post && !text(CONTENT_TYPE.as_str()).is_some_and(is_json) {
        return Err("a request must be JSON");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(&'static str, &str)], is_post: bool) -> Result<(), &'static str> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_str(value).expect("plain"));
        }
        check(&map, 7331, is_post)
    }

    const JSON: (&str, &str) = ("content-type", "application/json");

    #[test]
    fn our_own_page_is_answered() {
        assert_eq!(asked(&[("host", "127.0.0.1:7331")], false), Ok(()));
        let own = [
            ("host", "localhost:7331"),
            ("origin", "http://localhost:7331"),
            ("sec-fetch-site", "same-origin"),
            JSON,
        ];
        assert_eq!(asked(&own, true), Ok(()));
    }

    #[test]
    fn other_pages_and_names_are_refused() {
        assert!(asked(&[], false).is_err());
        assert!(asked(&[("host", "example.org:7331")], false).is_err());
        assert!(asked(&[("host", "localhost:80")], false).is_err());
        let other = [
            ("host", "localhost:7331"),
            ("origin", "http://example.org"),
            JSON,
        ];
        assert!(asked(&other, true).is_err());
        let sandboxed = [("host", "localhost:7331"), ("origin", "null"), JSON];
        assert!(asked(&sandboxed, true).is_err());
        let image = [("host", "localhost:7331"), ("sec-fetch-site", "cross-site")];
        assert!(asked(&image, false).is_err());
        let form = [("host", "localhost:7331"), ("content-type", "text/plain")];
        assert!(asked(&form, true).is_err());
    }
}
