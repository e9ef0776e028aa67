//! What is known of a person in the directory.

use jiff::Timestamp;

use crate::AccountId;

/// One account that may reset, as the last sync left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// objectGUID.
    pub id: AccountId,
    /// Whether the person administers Readmit: two gates, always.
    pub administrator: bool,
    /// What the directory demands of a new password.
    pub rules: Rules,
    /// From when the minimum password age allows a change; `None` when it always does.
    pub can_change_from: Option<Timestamp>,
}

/// The password rules of one account (its resultant policy).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Fewest characters.
    pub minimum_length: u32,
    /// Whether three of the five kinds of characters are demanded.
    pub complexity: bool,
    /// How many earlier passwords are refused.
    pub history_length: u32,
    /// How old a password may become, in seconds; `None` where it never expires.
    pub maximum_age_seconds: Option<u32>,
    /// sAMAccountName.
    pub account_name: String,
    /// displayName.
    pub display_name: String,
}
