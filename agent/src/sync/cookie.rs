//! Where the next sync begins, as the cloud keeps it.

use agent_protocol::sync::MAX_COOKIE_CHARACTERS;
use serde::{Deserialize, Serialize};

use crate::configuration::SyncSettings;

/// A finished sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Cookie {
    /// The version of the policy that it was made for.
    pub(super) policy: u64,
    /// When everything was last told, in whole seconds since 1970.
    pub(super) full_at: i64,
    /// The directory's own.
    pub(super) position: String,
}

impl Cookie {
    /// Nothing where it is none, or of another version of the agent.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What the cloud keeps: nothing, where that would be longer than it takes. The next leader then tells everything.
    pub(super) fn text(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        if text.len() > MAX_COOKIE_CHARACTERS {
            tracing::warn!(characters = text.len(), "sync_cookie_too_long");
            return String::new();
        }
        text
    }

    /// Whether changes can be followed from here.
    pub(super) fn is_good_for(&self, policy: u64, now: i64, settings: SyncSettings) -> bool {
        let age = now.saturating_sub(self.full_at);
        self.policy == policy && (0..i64::from(settings.full_interval_seconds)).contains(&age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookie() -> Cookie {
        Cookie { policy: 3, full_at: 1_800_000_000, position: r#"{"a":1}"#.to_owned() }
    }

    #[test]
    fn it_survives_the_journey() {
        assert_eq!(Cookie::parse(&cookie().text()), Some(cookie()));
        for garbage in ["", "{}", "null", r#"{"policy":1,"fullAt":2}"#] {
            assert_eq!(Cookie::parse(garbage), None);
        }
    }

    #[test]
    fn one_that_is_too_long_is_not_kept() {
        let position = |length: usize| Cookie { position: "x".repeat(length), ..cookie() };
        let rest = position(0).text().len();
        assert_eq!(position(MAX_COOKIE_CHARACTERS - rest).text().len(), MAX_COOKIE_CHARACTERS);
        assert_eq!(position(MAX_COOKIE_CHARACTERS - rest + 1).text(), "");
    }

    #[test]
    fn it_is_good_for_its_policy_and_until_the_next_full_sync() {
        let settings = SyncSettings { interval_seconds: 10, full_interval_seconds: 100 };
        let is_good = |policy, after: i64| cookie().is_good_for(policy, 1_800_000_000 + after, settings);
        assert!(is_good(3, 0) && is_good(3, 99));
        assert!(!is_good(3, 100) && !is_good(4, 1) && !is_good(2, 1));
        assert!(!is_good(3, -1), "a clock that was set back proves nothing");
    }
}
