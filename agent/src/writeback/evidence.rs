//! Decides whether a change was made, from what the directory shows afterwards. Pure.

use agent_protocol::OrderKind;

use crate::{
    directory::{PasswordOutcome, PasswordState},
    journal::Intent,
};

/// Evidence of whether a change was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    Written,
    /// The change was not made, or not yet.
    NotWritten,
    /// Another password was set meanwhile and is the current one.
    Replaced,
}

/// Compares an account with its state before the change. pwdLastSet shows whether a password was set, and the bind
/// shows whose. The bind alone proves nothing, because the new password may be equal to the old one.
pub(super) fn assess(intent: &Intent, now: PasswordState, sign_in: PasswordOutcome) -> Evidence {
    match intent.kind {
        OrderKind::UnlockAccount if now.lockout_time == 0 => Evidence::Written,
        OrderKind::UnlockAccount => Evidence::NotWritten,
        OrderKind::SetPassword | OrderKind::ChangePassword => assess_password(intent, now, sign_in),
    }
}

/// Returns whether the new password must be tried. If pwdLastSet did not move, nothing was written, and a wrong
/// password would count towards the account's lockout.
pub(super) const fn needs_password_trial(intent: &Intent, now: PasswordState) -> bool {
    intent.kind.writes_password()
        && (now.password_last_set != intent.password_last_set || is_inconclusive(intent, now))
}

/// Returns whether pwdLastSet proves nothing, because it is 0 before and after. An agent without the right to unexpire
/// passwords leaves a password that must be changed in that state. A change ends the duty to change it, so pwdLastSet
/// does move; trying the password would only count towards a lockout.
const fn is_inconclusive(intent: &Intent, now: PasswordState) -> bool {
    matches!(intent.kind, OrderKind::SetPassword)
        && intent.password_last_set == 0
        && now.password_last_set == 0
}

fn assess_password(intent: &Intent, now: PasswordState, sign_in: PasswordOutcome) -> Evidence {
    let was_set = now.password_last_set != intent.password_last_set;
    match sign_in {
        PasswordOutcome::Right | PasswordOutcome::Restricted(_)
            if was_set || is_inconclusive(intent, now) =>
        {
            Evidence::Written
        }
        PasswordOutcome::Wrong if was_set => Evidence::Replaced,
        PasswordOutcome::Locked | PasswordOutcome::CannotTell if was_set => Evidence::Written,
        PasswordOutcome::Right
        | PasswordOutcome::Restricted(_)
        | PasswordOutcome::Wrong
        | PasswordOutcome::Locked
        | PasswordOutcome::CannotTell => Evidence::NotWritten,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::LogonRestriction;

    fn case(kind: OrderKind, before: (i64, i64), after: (i64, i64), sign_in: PasswordOutcome) -> Evidence {
        let (intent, now) = observations(kind, before, after);
        assess(&intent, now, sign_in)
    }

    fn observations(kind: OrderKind, before: (i64, i64), after: (i64, i64)) -> (Intent, PasswordState) {
        let intent = Intent {
            job: "job".to_owned(),
            account: "account".to_owned(),
            kind,
            expires_at: 0,
            controller: "ldaps://dc1".to_owned(),
            password_last_set: before.0,
            lockout_time: before.1,
            at: 0,
        };
        let now = PasswordState { password_last_set: after.0, lockout_time: after.1 };
        (intent, now)
    }

    fn set(before: i64, after: i64, sign_in: PasswordOutcome) -> Evidence {
        case(OrderKind::SetPassword, (before, 0), (after, 0), sign_in)
    }

    #[test]
    fn set_password_is_confirmed_by_pwd_last_set_and_bind() {
        assert_eq!(set(5, 9, PasswordOutcome::Right), Evidence::Written);
        assert_eq!(set(0, 9, PasswordOutcome::Right), Evidence::Written);
        assert_eq!(set(5, 0, PasswordOutcome::Right), Evidence::Written);
        assert_eq!(set(0, 0, PasswordOutcome::Right), Evidence::Written);
        assert_eq!(
            set(5, 9, PasswordOutcome::Restricted(LogonRestriction::AccountDisabled)),
            Evidence::Written
        );
    }

    #[test]
    fn unchanged_pwd_last_set_means_not_written() {
        assert_eq!(set(5, 5, PasswordOutcome::Wrong), Evidence::NotWritten);
        assert_eq!(set(5, 5, PasswordOutcome::Locked), Evidence::NotWritten);
        assert_eq!(set(0, 0, PasswordOutcome::Wrong), Evidence::NotWritten);
        // The new password is equal to the old one.
        assert_eq!(set(5, 5, PasswordOutcome::Right), Evidence::NotWritten);
    }

    #[test]
    fn no_password_is_tried_if_pwd_last_set_did_not_change() {
        let needs = |kind, before, after| {
            let (intent, now) = observations(kind, (before, 0), (after, 0));
            needs_password_trial(&intent, now)
        };
        assert!(!needs(OrderKind::SetPassword, 5, 5));
        assert!(needs(OrderKind::SetPassword, 5, 9));
        assert!(needs(OrderKind::SetPassword, 0, 0));
        assert!(!needs(OrderKind::UnlockAccount, 5, 9));
        assert!(needs(OrderKind::ChangePassword, 5, 9));
        assert!(!needs(OrderKind::ChangePassword, 5, 5));
        assert!(!needs(OrderKind::ChangePassword, 0, 0), "a change clears the required change");
    }

    #[test]
    fn evidence_of_a_change_is_read_like_that_of_a_set() {
        let change =
            |before, after, sign_in| case(OrderKind::ChangePassword, (before, 0), (after, 0), sign_in);
        assert_eq!(change(5, 9, PasswordOutcome::Right), Evidence::Written);
        assert_eq!(change(0, 9, PasswordOutcome::CannotTell), Evidence::Written);
        assert_eq!(change(5, 9, PasswordOutcome::Wrong), Evidence::Replaced);
        assert_eq!(change(5, 5, PasswordOutcome::CannotTell), Evidence::NotWritten);
        assert_eq!(change(0, 0, PasswordOutcome::CannotTell), Evidence::NotWritten);
    }

    #[test]
    fn wrong_password_after_a_change_means_replaced() {
        assert_eq!(set(5, 9, PasswordOutcome::Wrong), Evidence::Replaced);
    }

    #[test]
    fn inconclusive_bind_leaves_the_decision_to_pwd_last_set() {
        assert_eq!(set(5, 9, PasswordOutcome::Locked), Evidence::Written);
        assert_eq!(set(5, 9, PasswordOutcome::CannotTell), Evidence::Written);
        assert_eq!(set(5, 5, PasswordOutcome::CannotTell), Evidence::NotWritten);
    }

    #[test]
    fn unlocked_account_has_no_lockout_time() {
        let unlock = |after| case(OrderKind::UnlockAccount, (5, 8), (5, after), PasswordOutcome::CannotTell);
        assert_eq!(unlock(0), Evidence::Written);
        assert_eq!(unlock(8), Evidence::NotWritten);
    }
}
