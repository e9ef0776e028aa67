//! Properties of any order of sends and guesses of several callers.

use proptest::prelude::*;

use super::*;

/// A send or a guess of a caller.
#[derive(Debug, Clone)]
struct Action {
    caller: usize,
    /// The kind of method that is guessed at; a code is sent if there is none.
    guessed: Option<MethodKind>,
    /// Whether the guess is right, if it is compared.
    is_right: bool,
    /// The seconds since the action before.
    after: i64,
}

fn callers() -> Vec<Caller> {
    let third = Caller::Stranger("andersson".into());
    let mut callers = vec![stranger(), other_stranger(), third, Caller::User];
    callers.extend(["one", "two", "three"].map(|device| Caller::Device(device.into())));
    callers
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let guessed = prop::option::weighted(0.8, prop::sample::select(MethodKind::ALL.to_vec()));
    let after = prop_oneof![5 => 0..100_i64, 3 => 3_000..4_000_i64, 1 => 14_000..90_000_i64];
    let one = (0..7_usize, guessed, prop::bool::weighted(0.1), after);
    let one = one.prop_map(|(caller, guessed, is_right, after)| Action { caller, guessed, is_right, after });
    prop::collection::vec(one, 1..150)
}

/// The answer to an action.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    Refused(StepRefusal),
    Sent(SignedDuration),
    Guessed(Option<Timestamp>),
}

/// An account with a log of what was compared.
#[derive(Default)]
struct Account {
    limits: AccountLimits,
    compared: Vec<Timestamp>,
}

impl Account {
    fn act(&mut self, action: &Action, now: Timestamp) -> Seen {
        let (caller, state) = (&callers()[action.caller], self.limits.clone());
        let Some(kind) = action.guessed else {
            return match state.count_send(caller, "mail", &limits(), now) {
                Ok((state, counted)) => {
                    self.limits = state;
                    Seen::Sent(counted.pause)
                }
                Err(refusal) => Seen::Refused(refusal),
            };
        };
        match state.count_guess(caller, kind, "target", &limits(), now) {
            Ok((state, counted)) => {
                let is_compared = !counted.is_withheld && kind != MethodKind::Passkey;
                let is_right = is_compared && action.is_right;
                self.limits = if is_right { state.release_guess(&counted) } else { state };
                self.compared.extend((is_compared && !is_right).then_some(now));
                Seen::Guessed(counted.cooldown_until)
            }
            Err(refusal) => Seen::Refused(refusal),
        }
    }
}

proptest! {
    #[test]
    fn a_stranger_sees_only_what_was_done_under_the_same_name(actions in actions()) {
        let (mut all, mut alone, mut now) = (Account::default(), Account::default(), 0);
        for action in &actions {
            now += action.after;
            // A right guess is seen anyway, and takes a count back.
            let action = Action { is_right: false, ..action.clone() };
            let seen = all.act(&action, at(now));
            if action.caller == 0 {
                prop_assert_eq!(seen, alone.act(&action, at(now)));
            }
        }
    }

    #[test]
    fn strangers_use_up_nothing_of_users_and_known_devices(actions in actions()) {
        let (mut all, mut alone, mut now) = (Account::default(), Account::default(), 0);
        for action in &actions {
            now += action.after;
            let seen = all.act(action, at(now));
            if action.caller >= 3 {
                prop_assert_eq!(seen, alone.act(action, at(now)));
            }
        }
    }

    #[test]
    fn forty_guesses_a_day_are_compared_whoever_guesses(actions in actions()) {
        let (mut account, mut now) = (Account::default(), 0);
        for action in &actions {
            now += action.after;
            account.act(action, at(now));
            let today = account.compared.iter().filter(|then| at(now).duration_since(**then) < GUESS_WINDOW);
            prop_assert!(today.count() <= COMPARED_GUESSES_PER_DAY);
        }
    }
}
