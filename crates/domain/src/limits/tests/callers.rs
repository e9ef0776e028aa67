//! Properties of any order of sends, guesses and passwords of several callers.

use proptest::prelude::*;

use super::*;

/// An action of a caller.
#[derive(Debug, Clone)]
struct Action {
    caller: usize,
    kind: Kind,
    /// Whether the guess or the password is right, if it is compared.
    is_right: bool,
    /// The seconds since the action before.
    after: i64,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Send,
    Guess(MethodKind),
    Password,
}

fn callers() -> Vec<Caller> {
    let third = Caller::Stranger("andersson".into());
    let mut callers = vec![stranger(), other_stranger(), third, Caller::User];
    callers.extend(["one", "two", "three"].map(|device| Caller::Device(device.into())));
    callers
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let guess = prop::sample::select(MethodKind::ALL.to_vec()).prop_map(Kind::Guess);
    let kind = prop_oneof![1 => Just(Kind::Send), 5 => guess, 1 => Just(Kind::Password)];
    let after = prop_oneof![5 => 0..100_i64, 3 => 3_000..4_000_i64, 1 => 14_000..90_000_i64];
    let one = (0..7_usize, kind, prop::bool::weighted(0.1), after);
    let one = one.prop_map(|(caller, kind, is_right, after)| Action { caller, kind, is_right, after });
    prop::collection::vec(one, 1..150)
}

/// The answer to an action.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    Refused(StepRefusal),
    Sent(SignedDuration),
    Guessed(Option<Timestamp>),
    Tried,
}

/// An account with a log of what was compared.
#[derive(Default)]
struct Account {
    limits: AccountLimits,
    compared: Vec<Timestamp>,
}

impl Account {
    fn act(&mut self, action: &Action, now: Timestamp) -> Seen {
        let caller = &callers()[action.caller];
        let seen = match action.kind {
            Kind::Send => self.send(caller, now),
            Kind::Guess(kind) => self.guess(caller, kind, action.is_right, now),
            Kind::Password => self.try_password(caller, action.is_right, now),
        };
        seen.unwrap_or_else(Seen::Refused)
    }

    fn send(&mut self, caller: &Caller, now: Timestamp) -> Result<Seen, StepRefusal> {
        let (state, counted) = self.limits.clone().count_send(caller, "mail", &limits(), now)?;
        self.limits = state;
        Ok(Seen::Sent(counted.pause))
    }

    fn guess(
        &mut self,
        caller: &Caller,
        kind: MethodKind,
        is_right: bool,
        now: Timestamp,
    ) -> Result<Seen, StepRefusal> {
        let (state, counted) = self.limits.clone().count_guess(caller, kind, "target", &limits(), now)?;
        let is_compared = !counted.is_withheld && kind != MethodKind::Passkey;
        let is_right = is_compared && is_right;
        self.limits = if is_right { state.release_guess(&counted) } else { state };
        self.compared.extend((is_compared && !is_right).then_some(now));
        Ok(Seen::Guessed(counted.cooldown_until))
    }

    fn try_password(&mut self, caller: &Caller, is_right: bool, now: Timestamp) -> Result<Seen, StepRefusal> {
        let (state, is_withheld) = self.limits.clone().count_password(caller, &limits(), now)?;
        let is_right = is_right && !is_withheld;
        self.limits = if is_right { state.forget_wrong_passwords(caller, now) } else { state };
        Ok(Seen::Tried)
    }
}

proptest! {
    #[test]
    fn a_stranger_sees_only_what_was_done_under_the_same_name(actions in actions()) {
        let (mut all, mut alone, mut now) = (Account::default(), Account::default(), 0);
        for action in &actions {
            now += action.after;
            // A right guess or password is seen anyway, and takes counts of its caller back.
            let is_right = action.is_right && action.caller != 0;
            let action = Action { is_right, ..action.clone() };
            let seen = all.act(&action, at(now));
            if action.caller == 0 {
                prop_assert_eq!(seen, alone.act(&action, at(now)));
            }
        }
    }

    #[test]
    fn strangers_use_up_no_limit_of_users_and_known_devices(actions in actions()) {
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
