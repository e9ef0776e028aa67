//! The agent's words as those of the rules.

use agent_protocol::{Outcome, Refusal};
use domain::DirectoryRefusal;
use jiff::Timestamp;
use lambda_kit::Failure;

/// What the directory said.
pub(crate) fn read(outcome: Outcome) -> Result<domain::Outcome, Failure> {
    Ok(match outcome {
        Outcome::Done => domain::Outcome::Done,
        Outcome::Refused { refusal } => domain::Outcome::Refused(directory_refusal(refusal)?),
    })
}

fn directory_refusal(refusal: Refusal) -> Result<DirectoryRefusal, Failure> {
    Ok(match refusal {
        Refusal::PasswordTooRecent { can_change_from } => {
            DirectoryRefusal::PasswordTooRecent { can_change_from: Timestamp::from_second(can_change_from)? }
        }
        Refusal::PasswordInHistory => DirectoryRefusal::PasswordInHistory,
        Refusal::PasswordTooShort { minimum } => DirectoryRefusal::PasswordTooShort { minimum },
        Refusal::PasswordNotComplex => DirectoryRefusal::PasswordNotComplex,
        Refusal::PasswordContainsName => DirectoryRefusal::PasswordContainsName,
        Refusal::PasswordBanned { part } => DirectoryRefusal::PasswordBanned { part },
        Refusal::PasswordRefusedByFilter => DirectoryRefusal::PasswordRefusedByFilter,
        Refusal::AccountDisabled => DirectoryRefusal::AccountDisabled,
        Refusal::AccountExpired => DirectoryRefusal::AccountExpired,
        Refusal::AccountProtected => DirectoryRefusal::AccountProtected,
        Refusal::AccountLocked => DirectoryRefusal::AccountLocked,
        Refusal::CurrentPasswordWrong => DirectoryRefusal::CurrentPasswordWrong,
        Refusal::ChangeNotPermitted => DirectoryRefusal::ChangeNotPermitted,
        Refusal::AgentNotPermitted => DirectoryRefusal::AgentNotPermitted,
        Refusal::AccountNotFound => DirectoryRefusal::AccountNotFound,
        Refusal::DirectoryUnreachable => DirectoryRefusal::DirectoryUnreachable,
        Refusal::JobExpired => DirectoryRefusal::JobExpired,
    })
}
