//! The forms of a secret for an app: typed, or scanned as a URI.

use std::fmt::Display;

use data_encoding::BASE32_NOPAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use super::{DIGITS, STEP_SECONDS, Secret};

/// All characters except the unreserved ones of RFC 3986 §2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Secret {
    /// Returns the secret to type into an app: 32 letters of base 32 (RFC 4648 §6), without padding.
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(&self.0))
    }

    /// Returns the URI to scan: an `otpauth` URI in the key URI format of Google Authenticator, which all apps read.
    /// The app shows `issuer` (the company) and `account` (the user).
    pub fn uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let (issuer, account, secret) = (encode(issuer), encode(account), self.base32());
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
            *secret
        ))
    }
}

fn encode(text: &str) -> impl Display {
    utf8_percent_encode(text, RESERVED)
}

#[cfg(test)]
mod tests {
    use super::super::Secret;

    const SECRET: Secret = Secret::from_bytes(*b"12345678901234567890");

    #[test]
    fn the_secret_can_be_typed() {
        assert_eq!(*SECRET.base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn the_uri_holds_what_an_app_needs() {
        assert_eq!(
            *SECRET.uri("Example", "ada@example.com"),
            "otpauth://totp/Example:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Example&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn names_cannot_change_other_parts_of_the_uri() {
        let uri = SECRET.uri("A: B&C?", "x&secret=A/å#%+\u{202e}");

        assert!(uri.starts_with(
            "otpauth://totp/A%3A%20B%26C%3F:x%26secret%3DA%2F%C3%A5%23%25%2B%E2%80%AE?secret=GEZD"
        ));
        assert!(uri.ends_with("&issuer=A%3A%20B%26C%3F&algorithm=SHA1&digits=6&period=30"));
        assert_eq!(uri.matches("secret=").count(), 1);
    }
}
