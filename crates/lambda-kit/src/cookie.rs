//! The cookies: sent by this site's pages only, and readable by no script ([RFC
//! 6265bis](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis), `__Host-`).

use api_contract::session::{COOKIE, DEVICE_COOKIE};
use lambda_http::http::{HeaderMap, HeaderValue, header};

const FIXED: &str = "Path=/; Secure; HttpOnly; SameSite=Strict";
/// The lifetime of the cookie of known devices in a browser, in seconds: the 180 days that a policy may allow at most.
const DEVICE_MAX_AGE_SECONDS: u32 = 180 * 24 * 60 * 60;

/// Returns the value of the session cookie, if the browser sent exactly one.
pub(crate) fn session(headers: &HeaderMap) -> Option<String> {
    only(headers, COOKIE)
}

/// Returns the value of the cookie of known devices, if the browser sent exactly one.
pub(crate) fn device(headers: &HeaderMap) -> Option<String> {
    only(headers, DEVICE_COOKIE)
}

fn only(headers: &HeaderMap, cookie: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut found = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == cookie)
        .map(|(_, value)| value.to_owned());
    let (Some(only), None) = (found.next(), found.next()) else { return None };
    Some(only)
}

/// Returns the header that gives a browser a session or, for `None`, takes it away. It is gone when the browser is
/// closed.
pub(crate) fn set(reference: Option<&str>) -> Option<HeaderValue> {
    let line = match reference {
        Some(reference) => format!("{COOKIE}={reference}; {FIXED}"),
        None => format!("{COOKIE}=; {FIXED}; Max-Age=0"),
    };
    HeaderValue::from_str(&line).ok()
}

/// Returns the header that gives a browser the tokens of known devices.
pub(crate) fn set_device(tokens: &str) -> Option<HeaderValue> {
    let line = format!("{DEVICE_COOKIE}={tokens}; {FIXED}; Max-Age={DEVICE_MAX_AGE_SECONDS}");
    HeaderValue::from_str(&line).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(lines: &[&str]) -> (Option<String>, Option<String>) {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_str(line).unwrap());
        }
        (session(&headers), device(&headers))
    }

    #[test]
    fn cookies_are_found_among_others() {
        for lines in [
            &["__Host-readmit=abc; __Host-readmit-device=d"][..],
            &["a=b; __Host-readmit=abc;c=d", "__Host-readmit-device=d"],
            &["a=b", "__Host-readmit-device=d;__Host-readmit=abc"],
        ] {
            let (session, device) = sent(lines);
            assert_eq!((session.as_deref(), device.as_deref()), (Some("abc"), Some("d")), "{lines:?}");
        }
        for none in [&[][..], &["a=b"], &["__Host-readmit"], &["readmit=abc"], &["__host-readmit=abc"]] {
            assert_eq!(sent(none), (None, None), "{none:?}");
        }
    }

    #[test]
    fn duplicate_cookies_are_ignored() {
        assert_eq!(sent(&["__Host-readmit=abc; __Host-readmit=def"]).0, None);
        assert_eq!(sent(&["__Host-readmit=abc", "__Host-readmit=abc"]).0, None);
        assert_eq!(sent(&["__Host-readmit-device=a; __Host-readmit-device=a"]).1, None);
    }

    #[test]
    fn cookies_are_host_only_strict_and_hidden_from_scripts() {
        let given = set(Some("abc")).unwrap();
        assert_eq!(given, "__Host-readmit=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
        let taken = set(None).unwrap();
        assert_eq!(taken, "__Host-readmit=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
        let device = set_device("t").unwrap();
        let expected = "__Host-readmit-device=t; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=15552000";
        assert_eq!(device, expected);
    }
}
