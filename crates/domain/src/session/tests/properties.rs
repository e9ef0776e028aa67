//! A property of all sessions, after any history of the session and its account.

use proptest::prelude::*;

use super::*;

/// A change of a session or of its account.
#[derive(Debug, Clone, Copy)]
enum Change {
    ProveFactor,
    AddMethod,
    RemoveMethods,
    Skip,
    Freeze,
    Unfreeze,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let one = prop_oneof![
        Just(Change::ProveFactor),
        Just(Change::AddMethod),
        Just(Change::RemoveMethods),
        Just(Change::Skip),
        Just(Change::Freeze),
        Just(Change::Unfreeze),
    ];
    prop::collection::vec(one, 0..12)
}

proptest! {
    /// A session whose account has factors orders nothing before one is proved.
    #[test]
    fn no_order_without_a_factor_of_an_account_that_has_some(
        expired in any::<bool>(),
        has_methods in any::<bool>(),
        changes in changes(),
    ) {
        let level = if expired { AuthenticationLevel::MustChange } else { AuthenticationLevel::Password };
        let mut session = with(level);
        let app = || usable("m", MethodKind::AuthenticatorApp, true);
        let mut requirements = requirements(if has_methods { vec![app()] } else { vec![] });
        let mut has_proved = false;
        for change in changes {
            let id = SessionId("next".into());
            match change {
                Change::ProveFactor => {
                    let (limits, policy) = (AccountLimits::default(), Policy::default());
                    if session.clone().admit_factor("m", &requirements, limits, &policy, at(1)).is_ok() {
                        (session, has_proved) = (session.raise(id, at(1)), true);
                    }
                }
                // The first method that a user registers raises the session too.
                Change::AddMethod if session.authorize_registration(&requirements).is_ok() => {
                    if requirements.usable.is_empty() {
                        (session, has_proved) = (session.raise(id, at(1)), true);
                    }
                    requirements.usable = vec![app()];
                }
                Change::RemoveMethods if session.authorize_registration(&requirements).is_ok() => {
                    requirements.usable.clear();
                }
                Change::Skip => session.has_skipped = true,
                Change::Freeze => requirements.is_frozen = true,
                Change::Unfreeze => requirements.is_frozen = false,
                Change::AddMethod | Change::RemoveMethods => {}
            }
            if session.authorize_change(&requirements).is_ok() {
                prop_assert!(!requirements.is_frozen);
                prop_assert!(has_proved || requirements.usable.is_empty());
            }
        }
    }
}
