//! The directory's "no" on the wire.

use api_contract::Refusal;
use domain::DirectoryRefusal;
use lambda_kit::rfc3339;

/// One exhaustive `match`: a new refusal breaks the build until the page can be told.
pub(crate) fn told(refusal: DirectoryRefusal) -> Refusal {
    match refusal {
        DirectoryRefusal::PasswordTooRecent { can_change_from } => {
            Refusal::PasswordTooRecent { can_change_from: rfc3339(can_change_from) }
        }
        DirectoryRefusal::PasswordInHistory => Refusal::PasswordInHistory,
        DirectoryRefusal::PasswordTooShort { minimum } => Refusal::PasswordTooShort { minimum },
        DirectoryRefusal::PasswordNotComplex => Refusal::PasswordNotComplex,
        DirectoryRefusal::PasswordContainsName => Refusal::PasswordContainsName,
        DirectoryRefusal::PasswordBanned { part } => Refusal::PasswordBanned { part },
        DirectoryRefusal::PasswordRefusedByFilter => Refusal::PasswordRefusedByFilter,
        DirectoryRefusal::AccountDisabled => Refusal::AccountDisabled,
        DirectoryRefusal::AccountExpired => Refusal::AccountExpired,
        DirectoryRefusal::AccountProtected => Refusal::AccountProtected,
        DirectoryRefusal::AccountLocked => Refusal::AccountLocked,
        DirectoryRefusal::CurrentPasswordWrong => Refusal::CurrentPasswordWrong,
        DirectoryRefusal::ChangeNotPermitted => Refusal::ChangeNotPermitted,
        DirectoryRefusal::AgentNotPermitted => Refusal::AgentNotPermitted,
        DirectoryRefusal::AccountNotFound => Refusal::AccountNotFound,
        DirectoryRefusal::DirectoryUnreachable => Refusal::DirectoryUnreachable,
        DirectoryRefusal::JobExpired => Refusal::JobExpired,
        DirectoryRefusal::OrderCancelled => Refusal::OrderCancelled,
        DirectoryRefusal::AgentWithdrawn => Refusal::AgentWithdrawn,
    }
}
