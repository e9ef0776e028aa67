//! Accounts, as the cloud knows them.

use jiff::Timestamp;

use crate::AccountId;

/// An account that may reset, as the last sync left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The objectGUID, hyphenated and in lower case.
    pub id: AccountId,
    /// Whether the user administers Readmit. Administrators always need two gates.
    pub administrator: bool,
    pub rules: AccountPasswordRules,
    /// When the minimum password age allows a change; `None` if it always does.
    pub can_change_from: Option<Timestamp>,
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
