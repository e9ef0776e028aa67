//! Whether a change was made, by what the directory shows afterwards. Pure.

use crate::{
    directory::{SignIn, Traces},
    journal::{Intent, Kind},
};

/// What the directory shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// The change was made.
    Written,
    /// It was not (yet).
    NotWritten,
    /// Somebody else set a password meanwhile; ours is not the one that holds.
    Replaced,
}

/// Compares an account with how it looked before. pwdLastSet tells whether any password was set, the bind tells whose;
/// where the new password is the old one again, the bind alone would tell nothing.
pub(super) fn of(intent: &Intent, now: Traces, sign_in: SignIn) -> Evidence {
    match intent.kind {
        Kind::UnlockAccount if now.lockout_time == 0 => Evidence::Written,
        Kind::UnlockAccount => Evidence::NotWritten,
        Kind::SetPassword | Kind::ChangePassword => of_password(intent, now, sign_in),
    }
}

/// Whether the new password has to be tried. Where pwdLastSet did not move, nothing was written, and a wrong password
/// would count towards the account's lockout.
pub(super) const fn needs_sign_in(intent: &Intent, now: Traces) -> bool {
    intent.kind.writes_password()
        && (now.password_last_set != intent.password_last_set || shows_nothing(intent, now))
}

/// Without the right to unexpire passwords, a password that had to be changed still has to be after it was set: 0 before and
/// after. A change ends that duty; there, a wrong password would only count towards a lockout.
const fn shows_nothing(intent: &Intent, now: Traces) -> bool {
    matches!(intent.kind, Kind::SetPassword) && intent.password_last_set == 0 && now.password_last_set == 0
}

fn of_password(intent: &Intent, now: Traces, sign_in: SignIn) -> Evidence {
    let was_set = now.password_last_set != intent.password_last_set;
    match sign_in {
        SignIn::Right | SignIn::KeptOut(_) if was_set || shows_nothing(intent, now) => Evidence::Written,
        SignIn::Wrong if was_set => Evidence::Replaced,
        SignIn::Locked | SignIn::CannotTell if was_set => Evidence::Written,
        SignIn::Right | SignIn::KeptOut(_) | SignIn::Wrong | SignIn::Locked | SignIn::CannotTell => {
            Evidence::NotWritten
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::KeptOut;

    fn case(kind: Kind, before: (i64, i64), after: (i64, i64), sign_in: SignIn) -> Evidence {
        let (intent, now) = looks(kind, before, after);
        of(&intent, now, sign_in)
    }

    fn looks(kind: Kind, before: (i64, i64), after: (i64, i64)) -> (Intent, Traces) {
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
        let now = Traces { password_last_set: after.0, lockout_time: after.1 };
        (intent, now)
    }

    fn set(before: i64, after: i64, sign_in: SignIn) -> Evidence {
        case(Kind::SetPassword, (before, 0), (after, 0), sign_in)
    }

    #[test]
    fn a_set_password_moves_the_clock_and_binds() {
        assert_eq!(set(5, 9, SignIn::Right), Evidence::Written);
        assert_eq!(set(0, 9, SignIn::Right), Evidence::Written);
        assert_eq!(set(5, 0, SignIn::Right), Evidence::Written);
        assert_eq!(set(0, 0, SignIn::Right), Evidence::Written);
        assert_eq!(set(5, 9, SignIn::KeptOut(KeptOut::AccountDisabled)), Evidence::Written);
    }

    #[test]
    fn an_unmoved_clock_means_that_nothing_was_written() {
        assert_eq!(set(5, 5, SignIn::Wrong), Evidence::NotWritten);
        assert_eq!(set(5, 5, SignIn::Locked), Evidence::NotWritten);
        assert_eq!(set(0, 0, SignIn::Wrong), Evidence::NotWritten);
        // The new password is the old one again.
        assert_eq!(set(5, 5, SignIn::Right), Evidence::NotWritten);
    }

    #[test]
    fn no_password_is_tried_where_nothing_was_set() {
        let needs = |kind, before, after| {
            let (intent, now) = looks(kind, (before, 0), (after, 0));
            needs_sign_in(&intent, now)
        };
        assert!(!needs(Kind::SetPassword, 5, 5));
        assert!(needs(Kind::SetPassword, 5, 9));
        assert!(needs(Kind::SetPassword, 0, 0));
        assert!(!needs(Kind::UnlockAccount, 5, 9));
        assert!(needs(Kind::ChangePassword, 5, 9));
        assert!(!needs(Kind::ChangePassword, 5, 5));
        assert!(!needs(Kind::ChangePassword, 0, 0), "a change ends the duty to change");
    }

    #[test]
    fn a_changed_password_is_found_as_a_set_one_is() {
        let change = |before, after, sign_in| case(Kind::ChangePassword, (before, 0), (after, 0), sign_in);
        assert_eq!(change(5, 9, SignIn::Right), Evidence::Written);
        assert_eq!(change(0, 9, SignIn::CannotTell), Evidence::Written);
        assert_eq!(change(5, 9, SignIn::Wrong), Evidence::Replaced);
        assert_eq!(change(5, 5, SignIn::CannotTell), Evidence::NotWritten);
        assert_eq!(change(0, 0, SignIn::CannotTell), Evidence::NotWritten);
    }

    #[test]
    fn another_password_is_somebody_elses() {
        assert_eq!(set(5, 9, SignIn::Wrong), Evidence::Replaced);
    }

    #[test]
    fn a_bind_that_tells_nothing_leaves_it_to_the_clock() {
        assert_eq!(set(5, 9, SignIn::Locked), Evidence::Written);
        assert_eq!(set(5, 9, SignIn::CannotTell), Evidence::Written);
        assert_eq!(set(5, 5, SignIn::CannotTell), Evidence::NotWritten);
    }

    #[test]
    fn an_unlocked_account_has_no_lockout_time() {
        let unlock = |after| case(Kind::UnlockAccount, (5, 8), (5, after), SignIn::CannotTell);
        assert_eq!(unlock(0), Evidence::Written);
        assert_eq!(unlock(8), Evidence::NotWritten);
    }
}
