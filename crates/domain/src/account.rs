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
