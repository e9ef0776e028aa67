//! The position at which a read ended, so that the next one can continue from there, on this agent or another.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::configuration::ActiveDirectorySettings;

/// A position in the changes of one domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Position {
    /// The domain's distinguished name.
    pub(super) domain: String,
    /// The [`fingerprint`] of the settings that decide what is sent.
    pub(super) settings: String,
    pub(super) mark: Mark,
}

/// A point in the sequence of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub(super) enum Mark {
    /// A cookie of the `DirSync` control, which every controller of the domain understands.
    DirSync {
        /// The cookie in base64.
        cookie: String,
    },
    /// The highest number of a change (`highestCommittedUSN`), which only one controller's database understands.
    ChangeNumber {
        /// The invocationId of that database.
        database: String,
        number: i64,
    },
}

impl Mark {
    pub(super) fn dir_sync(cookie: &[u8]) -> Self {
        Self::DirSync { cookie: STANDARD.encode(cookie) }
    }
}

/// Returns the bytes of a cookie.
pub(super) fn cookie(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

impl Position {
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// Returns a digest that changes with every setting that decides what is sent, and with the agent's version.
pub(super) fn fingerprint(settings: &ActiveDirectorySettings) -> String {
    let decisive =
        (&settings.attributes, &settings.base, settings.default_country, env!("CARGO_PKG_VERSION"));
    let digest = Sha256::digest(format!("{decisive:?}"));
    STANDARD.encode(digest.first_chunk::<12>().unwrap_or(&[0; 12]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn position_survives_a_round_trip() {
        for mark in
            [Mark::dir_sync(b"\0cookie\xff"), Mark::ChangeNumber { database: "a-b".to_owned(), number: 4025 }]
        {
            let position = Position { domain: "DC=x".to_owned(), settings: "s".to_owned(), mark };
            let text = serde_json::to_string(&position).expect("JSON");
            assert_eq!(Position::parse(&text), Some(position));
        }
        assert_eq!(cookie("AGNvb2tpZf8=").as_deref(), Some(b"\0cookie\xff".as_slice()));
        for garbage in ["", "{}", "null", "AGNvb2tpZf8="] {
            assert_eq!(Position::parse(garbage), None);
        }
    }
}
