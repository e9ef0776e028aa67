//! The accounts of a sync, and the names of their domain.

use serde::{Deserialize, Serialize};
use vocabulary::IneligibleReason;

/// The names of a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Domain {
    /// The `NetBIOS` name, as in `DEMO\anna`.
    pub netbios: String,
    /// The suffixes of user principal names, as in `anna@demo.example`: the domain's DNS name and others.
    pub suffixes: Vec<String>,
}

/// An account that may reset.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Account {
    /// The objectGUID, hyphenated and in lower case.
    pub id: String,
    /// The sAMAccountName.
    pub account_name: String,
    /// The userPrincipalName; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_principal_name: Option<String>,
    /// The displayName; empty if there is none.
    pub display_name: String,
    /// The work mail, a name by which the account is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_mail: Option<String>,
    /// The number for codes by text message (E.164, `+46700000000`); absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// The address for codes by mail; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// The preferredLanguage (BCP 47); absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether the account is in a group of administrators, who always need two gates.
    pub administrator: bool,
    /// The rules for the account's next password.
    pub rules: PasswordRules,
    /// The time when the minimum password age allows a change, in whole seconds since 1970 (UTC); absent if it always
    /// does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_change_from: Option<i64>,
    /// The time when the password was set, in whole seconds since 1970 (UTC); absent if the password must be changed.
    /// Earlier agents do not send it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_set_at: Option<i64>,
}

/// Prints the id only, because addresses and names do not belong in a log.
impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("id", &self.id).finish_non_exhaustive()
    }
}

/// An account that may not reset.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IneligibleAccount {
    /// The objectGUID, hyphenated and in lower case.
    pub id: String,
    /// The sAMAccountName.
    pub account_name: String,
    /// The userPrincipalName; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_principal_name: Option<String>,
    /// The work mail, a name by which the account is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_mail: Option<String>,
    /// The address on file, which gets a mail with the reason.
    pub mail: String,
    /// The preferredLanguage (BCP 47); absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The reason.
    pub reason: IneligibleReason,
}

/// Prints the id only.
impl std::fmt::Debug for IneligibleAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IneligibleAccount").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The resultant password policy of one account, as the directory has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordRules {
    /// The minimum length of a password, in UTF-16 code units.
    pub minimum_length: u32,
    /// Whether the password needs three of the five kinds of characters.
    pub complexity: bool,
    /// The number of earlier passwords that are refused.
    pub history_length: u32,
    /// The seconds before a password may be changed; 0 if it always may.
    pub minimum_age_seconds: i64,
    /// The seconds after which a password expires; absent if it never does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_age_seconds: Option<i64>,
    /// The number of wrong passwords that lock the account; 0 if none do.
    pub lockout_threshold: u32,
    /// The seconds of a lockout; absent if an administrator must unlock the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lockout_seconds: Option<i64>,
}
