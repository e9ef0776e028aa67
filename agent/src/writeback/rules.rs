//! Rules that the agent checks itself, before it asks the directory.

use agent_protocol::{Refusal, session::AgentPolicy};
use password_policy::{Policy, PolicyRules};

use crate::directory::AccountState;

/// Refuses accounts that may not be written at all.
pub(super) fn check_account(account: &AccountState) -> Result<(), Refusal> {
    match account {
        AccountState { is_protected: true, .. } => Err(Refusal::AccountProtected),
        AccountState { is_disabled: true, .. } => Err(Refusal::AccountDisabled),
        AccountState { is_expired: true, .. } => Err(Refusal::AccountExpired),
        AccountState { .. } => Ok(()),
    }
}

/// Refuses a change that could lock the account: a wrong current password counts towards the lockout.
pub(super) const fn check_spare_attempts(account: &AccountState) -> Result<(), Refusal> {
    match account {
        AccountState { spare_bad_passwords: None | Some(0), .. } => Err(Refusal::AccountLocked),
        AccountState { .. } => Ok(()),
    }
}

/// Refuses a password that the account's rules do not allow now.
pub(super) fn check_password(
    password: &str,
    account: &AccountState,
    policy: &AgentPolicy,
    now: i64,
) -> Result<(), Refusal> {
    if let Some(can_change_from) = account.can_change_from.filter(|moment| *moment > now) {
        return Err(Refusal::PasswordTooRecent { can_change_from });
    }
    let rules = PolicyRules {
        minimum_length: account.rules.minimum_length,
        complexity: account.rules.complexity,
        account_name: account.account_name.clone(),
        display_name: account.display_name.clone(),
        banned_words: policy.banned_words.clone(),
        minimum_strength: policy.minimum_strength,
    };
    Policy::new(&rules)
        .evaluate(password)
        .into_iter()
        .next()
        .map_or(Ok(()), |refusal| Err(from_policy(refusal, account)))
}

/// Deduces the reason when the directory's policy refused a password. The agent has checked all other rules before, so
/// what is left is the history, a filter, or a rule that nobody can read. The history is named only if it is known to
/// be the reason.
pub(super) fn deduce_refusal(account: &AccountState, is_in_history: bool, now: i64) -> Refusal {
    match account.can_change_from {
        Some(can_change_from) if can_change_from > now => Refusal::PasswordTooRecent { can_change_from },
        _ if is_in_history => Refusal::PasswordInHistory,
        _ => Refusal::PasswordRefusedByFilter,
    }
}

fn from_policy(refusal: password_policy::Refusal, account: &AccountState) -> Refusal {
    match refusal {
        password_policy::Refusal::Empty => {
            Refusal::PasswordTooShort { minimum: account.rules.minimum_length.max(1) }
        }
        password_policy::Refusal::TooShort { minimum } => Refusal::PasswordTooShort { minimum },
        // Windows accepts no longer password. The page refuses it before it is sealed.
        password_policy::Refusal::TooLong { .. } => Refusal::PasswordRefusedByFilter,
        password_policy::Refusal::NotComplex => Refusal::PasswordNotComplex,
        password_policy::Refusal::ContainsName => Refusal::PasswordContainsName,
        password_policy::Refusal::Banned { part } => Refusal::PasswordBanned { part },
        password_policy::Refusal::TooWeak => Refusal::PasswordTooWeak,
    }
}

#[cfg(test)]
mod tests {
    use agent_protocol::sync;
    use password_policy::Strength;

    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn account_state() -> AccountState {
        AccountState {
            id: "account".to_owned(),
            controller: "ldaps://dc1".to_owned(),
            account_name: "anna".to_owned(),
            display_name: "Anna Andersson".to_owned(),
            is_protected: false,
            is_disabled: false,
            is_expired: false,
            rules: sync::PasswordRules {
                minimum_length: 8,
                complexity: true,
                history_length: 24,
                ..sync::PasswordRules::default()
            },
            can_change_from: None,
            password_last_set: 7,
            password_set_at: 0,
            spare_bad_passwords: Some(u32::MAX),
            spare_sign_ins: u32::MAX,
            lockout_time: 0,
        }
    }

    #[test]
    fn protected_account_is_refused_before_other_reasons() {
        let mut account =
            AccountState { is_protected: true, is_disabled: true, is_expired: true, ..account_state() };
        assert_eq!(check_account(&account), Err(Refusal::AccountProtected));
        account.is_protected = false;
        assert_eq!(check_account(&account), Err(Refusal::AccountDisabled));
        account.is_disabled = false;
        assert_eq!(check_account(&account), Err(Refusal::AccountExpired));
        account.is_expired = false;
        assert_eq!(check_account(&account), Ok(()));
    }

    #[test]
    fn change_needs_a_spare_bad_password() {
        let spare = |spare_bad_passwords| {
            check_spare_attempts(&AccountState { spare_bad_passwords, ..account_state() })
        };
        assert_eq!([spare(Some(u32::MAX)), spare(Some(1))], [Ok(()), Ok(())]);
        assert_eq!([spare(Some(0)), spare(None)], [Err(Refusal::AccountLocked), Err(Refusal::AccountLocked)]);
    }

    #[test]
    fn every_password_rule_has_its_refusal() {
        let policy = AgentPolicy {
            banned_words: vec!["contoso".to_owned()],
            minimum_strength: Strength::Fair,
            ..AgentPolicy::default()
        };
        let check = |text: &str| check_password(text, &account_state(), &policy, NOW);
        assert_eq!(check(""), Err(Refusal::PasswordTooShort { minimum: 8 }));
        assert_eq!(check("Ab1!xyz"), Err(Refusal::PasswordTooShort { minimum: 8 }));
        assert_eq!(check("alllowercaseletters"), Err(Refusal::PasswordNotComplex));
        assert_eq!(check("Xy7-Andersson-kk"), Err(Refusal::PasswordContainsName));
        assert!(matches!(check("C0nt0so1!"), Err(Refusal::PasswordBanned { .. })));
        assert_eq!(check("Sommar2026"), Err(Refusal::PasswordTooWeak));
        assert_eq!(check("Violet-Harbour-71"), Ok(()));
    }

    #[test]
    fn minimum_age_ends_to_the_second() {
        let age = |offset| AccountState { can_change_from: Some(NOW + offset), ..account_state() };
        let check = |account: &AccountState| {
            check_password("Violet-Harbour-71", account, &AgentPolicy::default(), NOW)
        };
        assert_eq!(check(&age(1)), Err(Refusal::PasswordTooRecent { can_change_from: NOW + 1 }));
        assert_eq!(check(&age(0)), Ok(()));
        assert_eq!(check(&age(-1)), Ok(()));
    }

    #[test]
    fn missing_reason_is_deduced() {
        let young = AccountState { can_change_from: Some(NOW + 60), ..account_state() };
        assert_eq!(
            deduce_refusal(&young, true, NOW),
            Refusal::PasswordTooRecent { can_change_from: NOW + 60 }
        );
        assert_eq!(deduce_refusal(&account_state(), true, NOW), Refusal::PasswordInHistory);
        assert_eq!(deduce_refusal(&account_state(), false, NOW), Refusal::PasswordRefusedByFilter);
    }
}
