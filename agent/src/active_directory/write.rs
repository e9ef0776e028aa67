//! The one modify request of a job.

use std::{
    collections::HashSet,
    hash::{Hash, Hasher},
};

use agent_protocol::Refusal;
use ldap3::{LdapError, Mod, controls::RawControl};
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::{answer, session::Session};
use crate::{
    configuration::{ActiveDirectorySettings, HistoryWithoutHints},
    directory::{AccountState, Change, WriteError},
};

/// The policy-hints control, which applies the password history to a set: its newer and its older identifier.
const POLICY_HINTS: [&str; 2] = ["1.2.840.113556.1.4.2239", "1.2.840.113556.1.4.2066"];

/// The value of the control: BER of `SEQUENCE { INTEGER 1 }`.
const APPLY: [u8; 5] = [0x30, 0x03, 0x02, 0x01, 0x01];

pub(super) async fn write(
    session: &mut Session,
    settings: &ActiveDirectorySettings,
    account: &AccountState,
    change: Change<'_>,
) -> Result<(), WriteError> {
    let hints = hints(&session.root.controls);
    if let Change::SetPassword(_) = change {
        if let Some(control) = &hints {
            session.ldap.with_controls(control.clone());
        } else {
            check_missing_hints(settings, account)?;
        }
    }
    let dn = format!("<GUID={}>", account.id);
    // A late request is not abandoned. The connection is dropped, and the account is read to find out what became of
    // it.
    let answer = timeout(settings.operation_timeout(), session.ldap.modify(&dn, modifications(change))).await;
    match answer {
        Ok(Ok(result)) => match change {
            Change::ChangePassword { .. } => answer::change_result(result.rc, &result.text),
            Change::SetPassword(_) | Change::Unlock => answer::write_result(result.rc, &result.text),
        },
        // The connection was found closed before anything was sent.
        Ok(Err(LdapError::OpSend { .. })) => Err(WriteError::NotSent("the connection was closed".to_owned())),
        Ok(Err(error)) => Err(WriteError::Unanswered(error.to_string())),
        Err(_) => Err(WriteError::Unanswered("not in time".to_owned())),
    }
}

/// Returns the modifications, which are made together or not at all. The directory checks the history of a change by
/// itself, and refuses a change if the account is locked: a change does not unlock.
fn modifications(change: Change<'_>) -> Vec<Mod<Octets>> {
    let unlock = || Mod::Replace(name("lockoutTime"), only(b"0".to_vec().into()));
    let password = || name("unicodePwd");
    match change {
        Change::SetPassword(new) => vec![Mod::Replace(password(), only(quoted(new))), unlock()],
        Change::ChangePassword { current, new } => {
            vec![Mod::Delete(password(), only(quoted(current))), Mod::Add(password(), only(quoted(new)))]
        }
        Change::Unlock => vec![unlock()],
    }
}

/// Returns the control, if the controller supports it. It is critical, so that a controller that does not honor it
/// must refuse.
fn hints(supported: &[String]) -> Option<RawControl> {
    let name = POLICY_HINTS.iter().find(|name| supported.iter().any(|supported| supported == *name))?;
    Some(RawControl { ctype: (*name).to_owned(), crit: true, val: Some(APPLY.to_vec()) })
}

/// Returns whether a controller with these controls can check the password history.
pub(super) fn supports_policy_hints(controls: &[String]) -> bool {
    hints(controls).is_some()
}

/// Returns whether a password will be written without a check of the history. Then the agent checks at least that it is
/// not the current one.
pub(super) fn skips_history_check(
    session: &Session,
    settings: &ActiveDirectorySettings,
    account: &AccountState,
) -> bool {
    !supports_policy_hints(&session.root.controls)
        && account.rules.history_length > 0
        && settings.history_without_hints == HistoryWithoutHints::Write
}

/// Applies the administrator's choice if the controller cannot check the history.
fn check_missing_hints(settings: &ActiveDirectorySettings, account: &AccountState) -> Result<(), WriteError> {
    if account.rules.history_length == 0 {
        return Ok(());
    }
    match settings.history_without_hints {
        HistoryWithoutHints::Write => {
            tracing::warn!("password_history_not_checked");
            Ok(())
        }
        HistoryWithoutHints::Refuse => {
            tracing::error!("controller_without_policy_hints_refused");
            Err(WriteError::Refused(Refusal::ChangeNotPermitted))
        }
    }
}

/// Encodes a password as Active Directory takes it: in quotation marks, in UTF-16 with the lowest byte first. It is
/// not normalized, because a sign-in does not normalize it either.
fn quoted(password: &str) -> Zeroizing<Vec<u8>> {
    let mut value = Zeroizing::new(Vec::with_capacity(2 * (password.len() + 2)));
    for unit in "\"".encode_utf16().chain(password.encode_utf16()).chain("\"".encode_utf16()) {
        value.extend_from_slice(&unit.to_le_bytes());
    }
    value
}

fn name(attribute: &str) -> Octets {
    Octets(attribute.as_bytes().to_vec().into())
}

fn only(value: Zeroizing<Vec<u8>>) -> HashSet<Octets> {
    HashSet::from([Octets(value)])
}

/// A value that is wiped when it is dropped. (The library makes its own copy while it encodes the request.)
#[derive(PartialEq, Eq)]
struct Octets(Zeroizing<Vec<u8>>);

impl AsRef<[u8]> for Octets {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Hash for Octets {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_slice().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn password_is_sent_quoted_and_unchanged() {
        assert_eq!(quoted("aé\"").as_slice(), [0x22, 0, 0x61, 0, 0xe9, 0, 0x22, 0, 0x22, 0]);
        assert_eq!(quoted("🔑").as_slice(), [0x22, 0, 0x3d, 0xd8, 0x11, 0xdd, 0x22, 0]);
    }

    #[test]
    fn newer_hints_control_is_preferred_and_critical() {
        let supported = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let [newer, older] = POLICY_HINTS;
        let both = hints(&supported(&[older, newer])).expect("known");
        assert_eq!((both.ctype.as_str(), both.crit), (newer, true));
        let one = hints(&supported(&[older])).expect("known");
        assert_eq!((one.ctype.as_str(), one.crit), (older, true));
        assert!(hints(&supported(&["1.2.840.113556.1.4.319"])).is_none());
    }
}
