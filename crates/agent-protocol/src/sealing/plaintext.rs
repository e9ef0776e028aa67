//! The sealed text: `{"new": …}` for a reset, `{"current": …, "new": …}` for a change, `{"current": …}` for a sign-in.
//! It is padded with spaces, so that the size reveals nothing about the password's length.

use serde::Serialize;
use zeroize::Zeroizing;

use super::{SealError, text::Reader};

/// The maximum length of a password, in UTF-16 code units as Active Directory counts them.
pub const MAXIMUM_PASSWORD_LENGTH: usize = 256;

/// The size of the padded text is a multiple of this.
const BLOCK_BYTES: usize = 256;

/// The size of two passwords of control characters only, each written as `\u0000`, with their names and quotes.
pub(super) const MAXIMUM_BYTES: usize =
    (2 * 6 * MAXIMUM_PASSWORD_LENGTH + r#"{"current":"","new":""}"#.len()).next_multiple_of(BLOCK_BYTES);

/// The passwords in clear, in the browser before sealing and in the agent after opening. They are wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub enum Plaintext {
    /// A reset, for which the current password is not known.
    Reset {
        /// The password to set.
        new: Zeroizing<String>,
    },
    /// A change of a known password.
    Change {
        /// The password to replace.
        current: Zeroizing<String>,
        /// The password to set.
        new: Zeroizing<String>,
    },
    /// The password of a sign-in, which is only tried.
    SignIn {
        /// The password to try.
        current: Zeroizing<String>,
    },
}

/// Prints no part of the passwords.
impl std::fmt::Debug for Plaintext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plaintext").finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct Json<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'a str>,
}

impl Plaintext {
    /// Returns the plaintext of a reset.
    pub fn reset(new: impl Into<String>) -> Self {
        Self::Reset { new: Zeroizing::new(new.into()) }
    }

    /// Returns the plaintext of a change.
    pub fn change(current: impl Into<String>, new: impl Into<String>) -> Self {
        Self::Change { current: Zeroizing::new(current.into()), new: Zeroizing::new(new.into()) }
    }

    /// Returns the plaintext of a sign-in.
    pub fn sign_in(current: impl Into<String>) -> Self {
        Self::SignIn { current: Zeroizing::new(current.into()) }
    }

    /// Returns the padded JSON. The buffer has its maximum size from the start, since one that grew would leave copies
    /// behind.
    pub(super) fn encode(&self) -> Result<Zeroizing<Vec<u8>>, SealError> {
        self.check()?;
        let (current, new) = self.passwords();
        let mut buffer = Zeroizing::new(Vec::with_capacity(MAXIMUM_BYTES));
        serde_json::to_writer(&mut *buffer, &Json { current, new })
            .map_err(|_| SealError::PasswordTooLong)?;
        let padded = buffer.len().next_multiple_of(BLOCK_BYTES);
        buffer.resize(padded, b' ');
        Ok(buffer)
    }

    pub(super) fn decode(padded: &[u8]) -> Option<Self> {
        if !padded.len().is_multiple_of(BLOCK_BYTES) {
            return None;
        }
        let plaintext = match Reader::new(std::str::from_utf8(padded).ok()?).passwords()? {
            (None, Some(new)) => Self::Reset { new },
            (Some(current), Some(new)) => Self::Change { current, new },
            (Some(current), None) => Self::SignIn { current },
            (None, None) => return None,
        };
        plaintext.check().is_ok().then_some(plaintext)
    }

    /// Returns the current and the new password, if they are present.
    fn passwords(&self) -> (Option<&str>, Option<&str>) {
        match self {
            Self::Reset { new } => (None, Some(new)),
            Self::Change { current, new } => (Some(current), Some(new)),
            Self::SignIn { current } => (Some(current), None),
        }
    }

    fn check(&self) -> Result<(), SealError> {
        let check = |password: &str| match password.encode_utf16().count() {
            0 => Err(SealError::PasswordEmpty),
            1..=MAXIMUM_PASSWORD_LENGTH => Ok(()),
            _ => Err(SealError::PasswordTooLong),
        };
        let (current, new) = self.passwords();
        current.into_iter().chain(new).try_for_each(check)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Plaintext;

    fn decode(json: &str) -> Option<Plaintext> {
        let mut padded = json.as_bytes().to_vec();
        padded.resize(json.len().next_multiple_of(256), b' ');
        Plaintext::decode(&padded)
    }

    #[test]
    fn plaintexts_of_reset_change_and_sign_in_are_read() {
        let change = Plaintext::change("old", "new");
        assert_eq!(decode(r#"{"current":"old"}"#), Some(Plaintext::sign_in("old")));
        assert_eq!(decode(r#"{"new":"new"}"#), Some(Plaintext::reset("new")));
        assert_eq!(decode(r#"{"current":"old","new":"new"}"#), Some(change.clone()));
        assert_eq!(decode(r#" { "new" : "new" , "current" : "old" } "#), Some(change));
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a list of examples")]
    fn anything_else_is_refused() {
        for json in [
            "",
            "{}",
            "[]",
            "null",
            r#""new""#,
            r#"["new"]"#,
            r#"{"new":null}"#,
            r#"{"new":1}"#,
            r#"{"new":["x"]}"#,
            r#"{"new":{"x":"x"}}"#,
            r#"{"new":""}"#,
            r#"{"current":""}"#,
            r#"{"current":null,"new":"x"}"#,
            r#"{"current":"","new":"x"}"#,
            r#"{"new":"x","new":"x"}"#,
            r#"{"current":"x","current":"x","new":"x"}"#,
            r#"{"new":"x","other":"x"}"#,
            r#"{"New":"x"}"#,
            r#"{"new":"x",}"#,
            r#"{,"new":"x"}"#,
            r#"{"new":"x"}x"#,
            r#"{"new":"x"}{"new":"x"}"#,
            r#"{"new":"x"#,
            r#"{"new":"x\"}"#,
            r#"{"new":"\x"}"#,
            r#"{"new":"\u12"}"#,
            r#"{"new":"\ud83d"}"#,
            r#"{"new":"\ud83dx"}"#,
            r#"{"new":"\ude00"}"#,
            r#"{"new":"\ud83d\ud83d"}"#,
            "{\"new\":\"\u{1}\"}",
            "{\"new\":\"\n\"}",
        ] {
            assert_eq!(decode(json), None, "{json}");
        }
        assert_eq!(Plaintext::decode(br#"{"new":"x"}"#), None, "not padded");
        assert_eq!(Plaintext::decode(b""), None);
        assert_eq!(Plaintext::decode(&[0xFF; 256]), None, "not UTF-8");
        assert_eq!(decode(&format!(r#"{{"new":"{}"}}"#, "x".repeat(257))), None, "too long");
    }

    /// Escapes every character, as other JSON writers may do.
    fn escaped(password: &str) -> String {
        password.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect::<Vec<_>>().concat()
    }

    proptest! {
        #[test]
        fn json_strings_are_read_as_serde_reads_them(new in "[\\PC\\x00-\\x1f\"\\\\/]{1,64}") {
            for text in [serde_json::to_string(&new).unwrap(), format!("\"{}\"", escaped(&new))] {
                prop_assert_eq!(decode(&format!("{{\"new\":{text}}}")), Some(Plaintext::reset(new.as_str())));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(noise in "[{}\\[\\]\":,a-z \\\\u0-9]{0,64}", bytes: Vec<u8>) {
            if let Some(plaintext) = decode(&noise) {
                let json: serde_json::Value = serde_json::from_str(&noise).unwrap();
                prop_assert_eq!((json["current"].as_str(), json["new"].as_str()), plaintext.passwords());
            }
            Plaintext::decode(&bytes);
        }
    }
}
