//! Reads why the directory said no.

use api_contract::Refusal;

use super::json::{Json, Read};

impl Read for Refusal {
    fn read(json: &impl Json) -> Option<Self> {
        Some(match json.member::<String>("kind")?.as_str() {
            "password-too-recent" => {
                Self::PasswordTooRecent { can_change_from: json.member("canChangeFrom")? }
            }
            "password-in-history" => Self::PasswordInHistory,
            "password-too-short" => Self::PasswordTooShort { minimum: json.member("minimum")? },
            "password-not-complex" => Self::PasswordNotComplex,
            "password-contains-name" => Self::PasswordContainsName,
            "password-banned" => Self::PasswordBanned { part: json.member("part")? },
            "password-refused-by-filter" => Self::PasswordRefusedByFilter,
            "account-disabled" => Self::AccountDisabled,
            "account-expired" => Self::AccountExpired,
            "account-protected" => Self::AccountProtected,
            "account-locked" => Self::AccountLocked,
            "current-password-wrong" => Self::CurrentPasswordWrong,
            "change-not-permitted" => Self::ChangeNotPermitted,
            "agent-not-permitted" => Self::AgentNotPermitted,
            "account-not-found" => Self::AccountNotFound,
            "directory-unreachable" => Self::DirectoryUnreachable,
            "job-expired" => Self::JobExpired,
            "order-cancelled" => Self::OrderCancelled,
            "agent-withdrawn" => Self::AgentWithdrawn,
            _ => return None,
        })
    }
}
