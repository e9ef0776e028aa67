//! Accounts, as the cloud knows them.

use jiff::{SignedDuration, Timestamp};

use crate::AccountId;

/// An account that may reset, as the last sync left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The objectGUID, hyphenated and in lower case.
    pub id: AccountId,
    /// Whether the user administers Readmit. Administrators always need two gates.
    pub administrator: bool,
    pub rules: AccountPasswordRules,
    /// The time when the minimum password age allows a change; `None` if it always does.
    pub can_change_from: Option<Timestamp>,
    /// The time when the password was set; `None` if the agent did not say so, or if the password must be changed.
    pub password_set_at: Option<Timestamp>,
}

impl Account {
    /// Returns when the password expires; `None` if it never does, or if it is not known when it was set.
    pub fn password_expires_at(&self) -> Option<Timestamp> {
        let age = SignedDuration::from_secs(i64::from(self.rules.maximum_age_seconds?));
        self.password_set_at?.checked_add(age).ok()
    }
}

/// The part of an account's resultant password policy that a user needs, and the names that no password may contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPasswordRules {
    /// The minimum length, in UTF-16 code units.
    pub minimum_length: u32,
    /// Whether the password needs three of the five kinds of characters.
    pub complexity: bool,
    /// The number of earlier passwords that the directory refuses.
    pub history_length: u32,
    /// The maximum age of a password in seconds; `None` if it never expires.
    pub maximum_age_seconds: Option<u32>,
    /// The sAMAccountName.
    pub account_name: String,
    /// The displayName; empty if there is none.
    pub display_name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u32 = 86_400;

    fn account(password_set_at: Option<&str>, maximum_age_seconds: Option<u32>) -> Account {
        Account {
            id: AccountId("id-of-anna".to_owned()),
            administrator: false,
            rules: AccountPasswordRules {
                minimum_length: 7,
                complexity: true,
                history_length: 24,
                maximum_age_seconds,
                account_name: "anna".to_owned(),
                display_name: String::new(),
            },
            can_change_from: None,
            password_set_at: password_set_at.map(|at| at.parse().unwrap()),
        }
    }

    #[test]
    fn password_expires_when_its_maximum_age_is_reached() {
        let expires = |set, age| account(set, age).password_expires_at().map(|at| at.to_string());
        let set = Some("2026-11-01T10:00:00Z");
        assert_eq!(expires(set, Some(42 * DAY)), Some("2026-12-13T10:00:00Z".to_owned()));
        assert_eq!(expires(set, None), None, "it never expires");
        assert_eq!(expires(None, Some(42 * DAY)), None, "it is not known when it was set");
    }
}
