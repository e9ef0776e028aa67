//! What the agent judges itself, before the directory is asked.

use agent_protocol::Refusal;
use password_policy::{Policy, Rules};

use crate::directory::Found;

/// Whether this account may be written at all.
pub(super) fn state(found: &Found) -> Result<(), Refusal> {
    match found {
        Found { is_protected: true, .. } => Err(Refusal::AccountProtected),
        Found { is_disabled: true, .. } => Err(Refusal::AccountDisabled),
        Found { is_expired: true, .. } => Err(Refusal::AccountExpired),
        Found { .. } => Ok(()),
    }
}

/// Whether a change may be tried, which a wrong current password makes count towards the account's lockout.
pub(super) const fn may_try_current(found: &Found) -> Result<(), Refusal> {
    match found {
        Found { spare_bad_passwords: None | Some(0), .. } => Err(Refusal::AccountLocked),
        Found { .. } => Ok(()),
    }
}

/// Whether the account's rules allow this password now.
pub(super) fn password(
    password: &str,
    found: &Found,
    banned_words: Vec<String>,
    now: i64,
) -> Result<(), Refusal> {
    if let Some(can_change_from) = found.can_change_from.filter(|moment| *moment > now) {
        return Err(Refusal::PasswordTooRecent { can_change_from });
    }
    let rules = Rules {
        minimum_length: found.rules.minimum_length,
        complexity: found.rules.complexity,
        account_name: found.account_name.clone(),
        display_name: found.display_name.clone(),
        banned_words,
    };
    Policy::new(&rules)
        .evaluate(password)
        .into_iter()
        .next()
        .map_or(Ok(()), |refusal| Err(from_policy(refusal, found)))
}

/// The reason that a directory's policy did not give. All that the agent can judge it has judged before; what is left is
/// the history, if the directory looked at it, or something that nobody can read.
pub(super) fn deduced(found: &Found, history_was_checked: bool, now: i64) -> Refusal {
    match found.can_change_from {
        Some(can_change_from) if can_change_from > now => Refusal::PasswordTooRecent { can_change_from },
        _ if history_was_checked && found.rules.history_length > 0 => Refusal::PasswordInHistory,
        _ => Refusal::PasswordRefusedByFilter,
    }
}

fn from_policy(refusal: password_policy::Refusal, found: &Found) -> Refusal {
    match refusal {
        password_policy::Refusal::Empty => {
            Refusal::PasswordTooShort { minimum: found.rules.minimum_length.max(1) }
        }
        password_policy::Refusal::TooShort { minimum } => Refusal::PasswordTooShort { minimum },
        // Windows takes no longer one; the page refuses it before it is ever sealed.
        password_policy::Refusal::TooLong { .. } => Refusal::PasswordRefusedByFilter,
        password_policy::Refusal::NotComplex => Refusal::PasswordNotComplex,
        password_policy::Refusal::ContainsName => Refusal::PasswordContainsName,
        password_policy::Refusal::Banned { part } => Refusal::PasswordBanned { part },
    }
}

#[cfg(test)]
mod tests {
    use agent_protocol::sync;

    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn found() -> Found {
        Found {
            id: "account".to_owned(),
            controller: "ldaps://dc1".to_owned(),
            account_name: "anna".to_owned(),
            display_name: "Anna Andersson".to_owned(),
            is_protected: false,
            is_disabled: false,
            is_expired: false,
            rules: sync::Rules {
                minimum_length: 8,
                complexity: true,
                history_length: 24,
                ..sync::Rules::default()
            },
            can_change_from: None,
            password_last_set: 7,
            password_set_at: 0,
            spare_bad_passwords: Some(u32::MAX),
            lockout_time: 0,
        }
    }

    #[test]
    fn protection_is_said_before_anything_else() {
        let mut account = Found { is_protected: true, is_disabled: true, is_expired: true, ..found() };
        assert_eq!(state(&account), Err(Refusal::AccountProtected));
        account.is_protected = false;
        assert_eq!(state(&account), Err(Refusal::AccountDisabled));
        account.is_disabled = false;
        assert_eq!(state(&account), Err(Refusal::AccountExpired));
        account.is_expired = false;
        assert_eq!(state(&account), Ok(()));
    }

    #[test]
    fn no_change_is_tried_that_could_lock_the_account() {
        let spare = |spare_bad_passwords| may_try_current(&Found { spare_bad_passwords, ..found() });
        assert_eq!([spare(Some(u32::MAX)), spare(Some(1))], [Ok(()), Ok(())]);
        assert_eq!([spare(Some(0)), spare(None)], [Err(Refusal::AccountLocked), Err(Refusal::AccountLocked)]);
    }

    #[test]
    fn each_rule_has_its_refusal() {
        let judge = |text: &str| password(text, &found(), vec!["contoso".to_owned()], NOW);
        assert_eq!(judge(""), Err(Refusal::PasswordTooShort { minimum: 8 }));
        assert_eq!(judge("Ab1!xyz"), Err(Refusal::PasswordTooShort { minimum: 8 }));
        assert_eq!(judge("alllowercaseletters"), Err(Refusal::PasswordNotComplex));
        assert_eq!(judge("Xy7-Andersson-kk"), Err(Refusal::PasswordContainsName));
        assert!(matches!(judge("C0nt0so1!"), Err(Refusal::PasswordBanned { .. })));
        assert_eq!(judge("Violet-Harbour-71"), Ok(()));
    }

    #[test]
    fn the_minimum_age_ends_exactly_then() {
        let age = |offset| Found { can_change_from: Some(NOW + offset), ..found() };
        let judge = |found: &Found| password("Violet-Harbour-71", found, Vec::new(), NOW);
        assert_eq!(judge(&age(1)), Err(Refusal::PasswordTooRecent { can_change_from: NOW + 1 }));
        assert_eq!(judge(&age(0)), Ok(()));
        assert_eq!(judge(&age(-1)), Ok(()));
    }

    #[test]
    fn a_missing_reason_is_deduced() {
        let young = Found { can_change_from: Some(NOW + 60), ..found() };
        assert_eq!(deduced(&young, true, NOW), Refusal::PasswordTooRecent { can_change_from: NOW + 60 });
        assert_eq!(deduced(&found(), true, NOW), Refusal::PasswordInHistory);
        assert_eq!(deduced(&found(), false, NOW), Refusal::PasswordRefusedByFilter);
        let without = Found { rules: sync::Rules { history_length: 0, ..found().rules }, ..found() };
        assert_eq!(deduced(&without, true, NOW), Refusal::PasswordRefusedByFilter);
    }
}
