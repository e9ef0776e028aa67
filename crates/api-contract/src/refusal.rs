//! The expected "no" of a directory.

use serde::{Deserialize, Serialize};

/// Why an order was not carried out. The page has one sentence and one remedy for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Refusal {
    /// Younger than the minimum password age.
    PasswordTooRecent {
        /// From when a change is allowed (RFC 3339, UTC).
        can_change_from: String,
    },
    /// Used before.
    PasswordInHistory,
    /// Too few characters.
    PasswordTooShort {
        /// Fewest characters.
        minimum: u32,
    },
    /// Fewer than three kinds of characters.
    PasswordNotComplex,
    /// Contains the account name or a part of the display name.
    PasswordContainsName,
    /// Too close to a banned word.
    PasswordBanned {
        /// The banned word that was found.
        part: String,
    },
    /// The directory refused it without saying why: a password filter, or a rule that cannot be read.
    PasswordRefusedByFilter,
    /// The account is disabled.
    AccountDisabled,
    /// The account has expired.
    AccountExpired,
    /// A privileged account, which this service never touches.
    AccountProtected,
    /// The account is locked: its password can be set, and not changed.
    AccountLocked,
    /// What was given as the current password is not.
    CurrentPasswordWrong,
    /// The account may not change its password.
    ChangeNotPermitted,
    /// The agent lacks the right on this account.
    AgentNotPermitted,
    /// The account is no longer in the directory.
    AccountNotFound,
    /// No domain controller answered.
    DirectoryUnreachable,
    /// No agent carried the order out in time; nothing was changed.
    JobExpired,
    /// The person cancelled the order while it waited for an agent.
    OrderCancelled,
    /// The agents that the password was sealed to are gone; nothing was changed.
    AgentWithdrawn,
}
