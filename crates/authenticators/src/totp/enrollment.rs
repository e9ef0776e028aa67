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

    /// Returns the URI to scan: an `otpauth` URI in the
    /// [key URI format](https://github.com/google/google-authenticator/wiki/Key-Uri-Format) of Google Authenticator,
    /// which all apps read. The app shows `issuer` (the company) and `account` (the user), both without colons.
    pub fn uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let (issuer, account) = (without_colon(issuer), without_colon(account));
        let (issuer, account, secret) = (encode(&issuer), encode(&account), self.base32());
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
            *secret
        ))
    }
}

/// Writes a dash for each colon: a colon ends the issuer in a label, and the format allows it in neither name, not even
/// encoded. The parameter has the same spelling, because apps compare it with the label.
fn without_colon(name: &str) -> String {
    name.replace(": ", " - ").replace(':', "-")
}

fn encode(text: &str) -> impl Display {
    utf8_percent_encode(text, RESERVED)
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;

    use super::super::Secret;

    const SECRET: Secret = Secret::from_bytes(*b"12345678901234567890");

    #[test]
    fn the_secret_can_be_typed() {
        assert_eq!(*SECRET.base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn the_uri_contains_what_an_app_needs() {
        assert_eq!(
            *SECRET.uri("Example", "ada@example.com"),
            "otpauth://totp/Example:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Example&algorithm=SHA1&digits=6&period=30"
        );
    }

    /// Reads issuer and account of a label, and the issuer of the parameter, as an app does.
    fn read(uri: &str) -> [String; 3] {
        let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let (label, query) = uri.strip_prefix("otpauth://totp/").unwrap().split_once('?').unwrap();
        let label = decode(label);
        let (issuer, account) = label.split_once(':').unwrap();
        let mut parameters = query.split('&').map(|parameter| parameter.split_once('=').unwrap());
        let (_, of_parameter) = parameters.find(|(name, _)| *name == "issuer").unwrap();
        [issuer.to_owned(), account.to_owned(), decode(of_parameter)]
    }

    #[test]
    fn names_cannot_change_other_parts_of_the_uri() {
        let uri = SECRET.uri("A: B&C?", "x&secret=A/å#%+\u{202e}");

        assert!(uri.starts_with(
            "otpauth://totp/A%20-%20B%26C%3F:x%26secret%3DA%2F%C3%A5%23%25%2B%E2%80%AE?secret=GEZD"
        ));
        assert!(uri.ends_with("&issuer=A%20-%20B%26C%3F&algorithm=SHA1&digits=6&period=30"));
        assert_eq!(uri.matches("secret=").count(), 1);
    }

    #[test]
    fn issuer_may_contain_any_character() {
        let names = [
            "A&B",
            "100 %",
            "%3A",
            "A/B",
            "Who?",
            "No. #1",
            "A  B ",
            "Demo 🔑",
            "שלום",
            "株式会社",
            "A=B+C;D",
            "\u{202e}x",
        ];
        for name in names {
            assert_eq!(read(&SECRET.uri(name, "ada")), [name, "ada", name]);
        }
    }

    #[test]
    fn no_name_has_a_colon() {
        let shown = |issuer: &str| {
            let uri = SECRET.uri(issuer, "ada:b");
            assert_eq!(uri.matches("%3A").count(), 0, "{}", *uri);
            let [issuer, account, of_parameter] = read(&uri);
            assert_eq!((account.as_str(), &of_parameter), ("ada-b", &issuer));
            issuer
        };
        assert_eq!(shown("Star Trek: Fans"), "Star Trek - Fans");
        assert_eq!(shown("10:30"), "10-30");
        assert_eq!(shown(": x:"), " - x-");
    }
}
