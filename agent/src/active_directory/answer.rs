//! Interprets the answers of a domain controller. Pure.
//!
//! Only the result code and the Win32 code at the beginning of the text count, never the words of the text: Windows
//! gives none, Samba's differ between versions, and both may quote what they were sent. One sentence of Samba's is the
//! exception, because nothing else tells a password of the history from one that a filter refuses.

use agent_protocol::Refusal;

use crate::directory::{LogonRestriction, PasswordOutcome, WriteError};

/// The password does not meet the policy, for a reason that Windows does not give.
const PASSWORD_RESTRICTION: &str = "0000052D";
/// The words of Samba for a password of the history, and for the current one.
const USED_BEFORE: &str = "check_password_restrictions: the password was already used (";
/// The current password that was given with a change is wrong.
const WRONG_OLD_PASSWORD: &str = "00000056";
/// The account is locked: its password can be set, but not changed.
const LOCKED_OUT: &str = "00000775";

/// Interprets the answer to a write.
pub(super) fn write_result(rc: u32, text: &str) -> Result<(), WriteError> {
    let refused = |refusal| Err(WriteError::Refused(refusal));
    match (rc, code(text)) {
        (0, _) => Ok(()),
        (19 | 53, PASSWORD_RESTRICTION) => {
            Err(WriteError::PolicyRefused { is_in_history: text.contains(USED_BEFORE) })
        }
        (19 | 53, WRONG_OLD_PASSWORD) => refused(Refusal::CurrentPasswordWrong),
        (19 | 53, LOCKED_OUT) => refused(Refusal::AccountLocked),
        // Insufficient rights, or an anonymous or too weak bind.
        (50 | 49 | 8 | 48, _) => refused(Refusal::AgentNotPermitted),
        (32, _) => refused(Refusal::AccountNotFound),
        (19 | 53, code) => {
            tracing::error!(rc, code, "change_refused_for_unknown_reason");
            refused(Refusal::ChangeNotPermitted)
        }
        // Busy, unavailable, read-only replica, internal error: an LDAP error means that nothing was written.
        (rc, code) => {
            tracing::error!(rc, code, "change_failed");
            refused(Refusal::DirectoryUnreachable)
        }
    }
}

/// Interprets the answer to a change by a user who knows the current password. The agent itself needs no right for it.
/// If it is denied, the account's own access list denies it to everybody.
pub(super) fn change_result(rc: u32, text: &str) -> Result<(), WriteError> {
    match rc {
        50 => Err(WriteError::Refused(Refusal::ChangeNotPermitted)),
        _ => write_result(rc, text),
    }
}

/// Interprets the answer to a bind.
pub(super) fn bind_result(rc: u32, text: &str) -> PasswordOutcome {
    match (rc, bind_code(text)) {
        (0, _) => PasswordOutcome::Right,
        (49, "532") => PasswordOutcome::Restricted(LogonRestriction::PasswordExpired),
        (49, "773") => PasswordOutcome::Restricted(LogonRestriction::MustChange),
        (49, "533") => PasswordOutcome::Restricted(LogonRestriction::AccountDisabled),
        (49, "701") => PasswordOutcome::Restricted(LogonRestriction::AccountExpired),
        (49, "530" | "531") => PasswordOutcome::Restricted(LogonRestriction::NotAtThisTime),
        (49, "52e" | "525") => PasswordOutcome::Wrong,
        (49, "775") => PasswordOutcome::Locked,
        _ => PasswordOutcome::CannotTell,
    }
}

/// Returns the eight digits before the first colon.
pub(super) fn code(text: &str) -> &str {
    let code = text.split(':').next().unwrap_or_default();
    if code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_hexdigit()) { code } else { "no code" }
}

/// Returns the digits after `data`.
pub(super) fn bind_code(text: &str) -> &str {
    let rest = text.split_once(", data ").map_or("", |(_, rest)| rest);
    rest.split(',')
        .next()
        .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .unwrap_or_default()
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
