//! Expected ways to say no.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Why a step was not taken. One `match` at the edge turns it into a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A token of an older generation, or of another reset.
    TokenInvalid,
    /// The reset is over.
    ResetExpired,
    /// Not a method of this reset.
    MethodUnknown,
    /// What was typed is not the destination behind the mask.
    DestinationWrong,
    /// The guess was wrong.
    CodeWrong {
        /// Guesses that this code still allows.
        guesses_left: u32,
    },
    /// No code is alive for this method.
    CodeExpired,
    /// Another code was sent a moment ago.
    SendTooSoon {
        /// When the next one may be asked for.
        until: Timestamp,
    },
    /// A limit of the account is reached.
    LimitReached {
        /// When it allows again.
        until: Timestamp,
    },
    /// There are as many methods of this kind as there may be, or this one is there already.
    MethodLimit,
    /// A second factor is missing.
    FactorMissing,
    /// More methods are to be registered first.
    RegistrationRequired,
    /// The account is frozen.
    AccountFrozen,
    /// A proof is missing.
    GateMissing,
    /// Not what this reset may do now.
    StepNotAllowed,
}

/// What the directory said no to. Every kind has one sentence for the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum DirectoryRefusal {
    /// Younger than the minimum password age.
    PasswordTooRecent {
        /// From when a change is allowed.
        can_change_from: Timestamp,
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
        /// The banned word.
        part: String,
    },
    /// Refused without a reason that could be found.
    PasswordRefusedByFilter,
    /// The account is disabled.
    AccountDisabled,
    /// The account has expired.
    AccountExpired,
    /// A privileged account.
    AccountProtected,
    /// The account is locked: its password can be set, and not changed.
    AccountLocked,
    /// What was given as the current password is not.
    CurrentPasswordWrong,
    /// The account may not change its password.
    ChangeNotPermitted,
    /// The agent lacks the right.
    AgentNotPermitted,
    /// The account is not in the directory.
    AccountNotFound,
    /// No domain controller answered.
    DirectoryUnreachable,
    /// The job was too old to be written.
    JobExpired,
    /// The person cancelled the order while it waited for an agent.
    OrderCancelled,
    /// No agent is left that the password was sealed to.
    AgentWithdrawn,
}

impl DirectoryRefusal {
    /// The kind's name in the contract and in the audit trail.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::PasswordTooRecent { .. } => "password-too-recent",
            Self::PasswordInHistory => "password-in-history",
            Self::PasswordTooShort { .. } => "password-too-short",
            Self::PasswordNotComplex => "password-not-complex",
            Self::PasswordContainsName => "password-contains-name",
            Self::PasswordBanned { .. } => "password-banned",
            Self::PasswordRefusedByFilter => "password-refused-by-filter",
            Self::AccountDisabled => "account-disabled",
            Self::AccountExpired => "account-expired",
            Self::AccountProtected => "account-protected",
            Self::AccountLocked => "account-locked",
            Self::CurrentPasswordWrong => "current-password-wrong",
            Self::ChangeNotPermitted => "change-not-permitted",
            Self::AgentNotPermitted => "agent-not-permitted",
            Self::AccountNotFound => "account-not-found",
            Self::DirectoryUnreachable => "directory-unreachable",
            Self::JobExpired => "job-expired",
            Self::OrderCancelled => "order-cancelled",
            Self::AgentWithdrawn => "agent-withdrawn",
        }
    }
}
