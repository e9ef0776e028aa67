//! The cookie from which the next sync starts. The cloud keeps it.

use agent_protocol::sync::MAX_COOKIE_CHARACTERS;
use serde::{Deserialize, Serialize};

use crate::configuration::SyncSettings;

/// The cookie of a finished sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Cookie {
    /// The version of the policy for which the sync was made.
    pub(super) policy: u64,
    /// The time when all accounts were last sent, in whole seconds since 1970.
    pub(super) full_at: i64,
    /// The number of accounts that were sent then.
    pub(super) accounts: u64,
    /// The position in the directory's changes.
    pub(super) position: String,
}

impl Cookie {
    /// Parses the cookie that the cloud stored. Returns `None` for one of another version of the agent, and for any
    /// other text.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Returns the text that the cloud keeps; an empty one if it would be longer than the cloud accepts. The next
    /// sync is a full one then.
    pub(super) fn text(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        if text.len() > MAX_COOKIE_CHARACTERS {
            tracing::warn!(characters = text.len(), "sync_cookie_too_long");
            return String::new();
        }
        text
    }

    /// Returns whether changes can be followed from this cookie.
    pub(super) fn is_valid_for(&self, policy: u64, now: i64, settings: SyncSettings) -> bool {
        let age = now.saturating_sub(self.full_at);
        self.policy == policy && (0..i64::from(settings.full_interval_seconds)).contains(&age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookie() -> Cookie {
        Cookie { policy: 3, full_at: 1_800_000_000, accounts: 7, position: r#"{"a":1}"#.to_owned() }
    }

    #[test]
    fn cookie_survives_a_round_trip() {
        assert_eq!(Cookie::parse(&cookie().text()), Some(cookie()));
        for garbage in ["", "{}", "null", r#"{"policy":1,"fullAt":2}"#] {
            assert_eq!(Cookie::parse(garbage), None);
        }
    }

    #[test]
    fn too_long_cookie_is_not_kept() {
        let position = |length: usize| Cookie { position: "x".repeat(length), ..cookie() };
        let rest = position(0).text().len();
        assert_eq!(position(MAX_COOKIE_CHARACTERS - rest).text().len(), MAX_COOKIE_CHARACTERS);
        assert_eq!(position(MAX_COOKIE_CHARACTERS - rest + 1).text(), "");
    }

    #[test]
    fn cookie_is_valid_for_its_policy_until_a_full_sync() {
        let settings = SyncSettings { interval_seconds: 10, full_interval_seconds: 100 };
        let is_valid = |policy, after: i64| cookie().is_valid_for(policy, 1_800_000_000 + after, settings);
        assert!(is_valid(3, 0) && is_valid(3, 99));
        assert!(!is_valid(3, 100) && !is_valid(4, 1) && !is_valid(2, 1));
        assert!(!is_valid(3, -1), "a clock that was set back makes the cookie unusable");
    }
}
