//! The session cookie: sent by this site's pages only, readable by no script, gone when the browser is closed.

use api_contract::session::COOKIE;
use lambda_http::http::{HeaderMap, HeaderValue, header};

/// Returns the value of the session cookie, if the browser sent exactly one.
pub(crate) fn session(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut found = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value.to_owned());
    let (Some(only), None) = (found.next(), found.next()) else { return None };
    Some(only)
}

/// Returns the header that gives a browser a session or, for `None`, takes it away ([RFC
/// 6265bis](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis), `__Host-`).
pub(crate) fn set(reference: Option<&str>) -> Option<HeaderValue> {
    const FIXED: &str = "Path=/; Secure; HttpOnly; SameSite=Strict";
    let line = match reference {
        Some(reference) => format!("{COOKIE}={reference}; {FIXED}"),
        None => format!("{COOKIE}=; {FIXED}; Max-Age=0"),
    };
    HeaderValue::from_str(&line).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(lines: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_str(line).unwrap());
        }
        session(&headers)
    }

    #[test]
    fn session_cookie_is_found_among_others() {
        assert_eq!(sent(&["__Host-readmit=abc"]).as_deref(), Some("abc"));
        assert_eq!(sent(&["a=b; __Host-readmit=abc;c=d"]).as_deref(), Some("abc"));
        assert_eq!(sent(&["a=b", "__Host-readmit=abc"]).as_deref(), Some("abc"));
        for none in [&[][..], &["a=b"], &["__Host-readmit"], &["readmit=abc"], &["__host-readmit=abc"]] {
            assert_eq!(sent(none), None, "{none:?}");
        }
    }

    #[test]
    fn duplicate_session_cookies_are_ignored() {
        assert_eq!(sent(&["__Host-readmit=abc; __Host-readmit=def"]), None);
        assert_eq!(sent(&["__Host-readmit=abc", "__Host-readmit=abc"]), None);
    }

    #[test]
    fn cookie_is_host_only_strict_and_hidden_from_scripts() {
        let given = set(Some("abc")).unwrap();
        assert_eq!(given, "__Host-readmit=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
        let taken = set(None).unwrap();
        assert_eq!(taken, "__Host-readmit=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    }
}
