use super::*;

fn until(state: &AccountLimits, caller: &Caller) -> Option<Timestamp> {
    let own = state.cooldowns.iter().find(|one| one.caller.as_ref() == Some(caller));
    own.map(|cooldown| cooldown.until)
}

fn check(state: &AccountLimits, seconds: i64) -> Result<(), StepRefusal> {
    state.check_cooldown(&stranger(), GuessClass::SentCode, at(seconds))
}

#[test]
fn fifth_failed_guess_begins_a_cooldown_and_cooldowns_grow() {
    let mut state = AccountLimits::default();
    for seconds in 0..4 {
        state = fail(state, seconds);
        assert_eq!(check(&state, seconds), Ok(()));
    }
    state = fail(state, 4);
    assert_eq!(check(&state, 4 + 3599), Err(StepRefusal::LimitReached { until: at(4 + 3600) }));
    assert_eq!(check(&state, 4 + 3600), Ok(()));

    state = fail(state, 3604);
    assert_eq!(until(&state, &stranger()), Some(at(3604 + 4 * 3600)));
    state = fail(state, 3604 + 4 * 3600);
    assert_eq!(until(&state, &stranger()), Some(at(3604 + 28 * 3600)));
}

#[test]
fn cooldown_refuses_codes_and_guesses() {
    let state = (0..5).fold(AccountLimits::default(), fail);
    let until = at(4 + 3600);
    assert_eq!(send(state.clone(), "text", 10), Err(StepRefusal::LimitReached { until }));
    let refused = guess(state, &stranger(), MethodKind::TextMessage, 10);
    assert_eq!(refused, Err(StepRefusal::LimitReached { until }));
}

#[test]
fn guesses_at_app_and_recovery_codes_do_not_stop_sent_codes() {
    let mut state = AccountLimits::default();
    for (seconds, kind) in (0..5).zip([MethodKind::AuthenticatorApp, MethodKind::RecoveryCode].iter().cycle())
    {
        state = guess(state, &stranger(), *kind, seconds).unwrap().0;
    }
    for kind in [MethodKind::AuthenticatorApp, MethodKind::RecoveryCode] {
        let refused = guess(state.clone(), &stranger(), kind, 9);
        assert_eq!(refused, Err(StepRefusal::LimitReached { until: at(4 + 3600) }));
    }
    let state = send(state, "mail", 9).unwrap();
    let (_, counted) = guess(state, &stranger(), MethodKind::Mail, 10).unwrap();
    assert!(!counted.is_withheld && counted.cooldown_until.is_none());
}

#[test]
fn failed_guesses_are_forgotten_after_a_day() {
    let state = (0..4).fold(AccountLimits::default(), fail);
    let day = 24 * 3600;
    assert!(until(&fail(state.clone(), day - 1), &stranger()).is_some());
    assert_eq!(until(&fail(state, day), &stranger()), None, "guesses older than a day do not count");
}

#[test]
fn cooldowns_start_over_after_a_day_without_failures() {
    let mut state = (0..5).fold(AccountLimits::default(), fail);
    let later = 4 + 24 * 3600;
    state = (later..later + 5).fold(state, fail);
    assert_eq!(until(&state, &stranger()), Some(at(later + 4 + 3600)));
    assert!(state.cooldowns.iter().all(|cooldown| cooldown.count == 1));
}

#[test]
fn right_guess_takes_back_only_its_record_and_cooldown() {
    let state = (0..4).fold(AccountLimits::default(), fail);
    let (counted, reservation) = guess(state.clone(), &stranger(), MethodKind::Mail, 9).unwrap();
    assert_eq!(reservation.cooldown_until, Some(at(9 + 3600)));
    assert_eq!(counted.release_guess(&reservation), state);
}

#[test]
fn right_guess_after_a_cooldown_leaves_the_earlier_one_counted() {
    let state = (0..5).fold(AccountLimits::default(), fail);
    let (counted, reservation) = guess(state, &stranger(), MethodKind::Mail, 3604).unwrap();
    let released = counted.release_guess(&reservation);
    assert_eq!(check(&released, 3604), Ok(()));
    assert_eq!(until(&fail(released, 3605), &stranger()), Some(at(3605 + 4 * 3600)));
}

#[test]
fn a_record_is_taken_back_once() {
    let (counted, reservation) = guess(AccountLimits::default(), &stranger(), MethodKind::Mail, 0).unwrap();
    let once = counted.release_guess(&reservation);
    assert_eq!(once.clone().release_guess(&reservation), once);
}

#[test]
fn guesses_are_counted_per_target() {
    let guess = |state: AccountLimits, of: &str, seconds| {
        state.count_guess(&stranger(), MethodKind::Mail, of, &limits(), at(seconds)).unwrap()
    };
    let (state, _) = guess(AccountLimits::default(), "one", 0);
    let (state, _) = guess(state, "other", 1);
    let (state, right) = guess(state, "one", 2);
    assert_eq!(
        (state.failed_guesses_at("one"), state.failed_guesses_at("other"), state.failed_guesses_at("none")),
        (2, 1, 0)
    );
    let state = state.release_guess(&right);
    assert_eq!((state.failed_guesses_at("one"), state.failed_guesses_at("other")), (1, 1));
}

#[test]
fn tries_with_a_passkey_are_neither_counted_nor_refused() {
    let state = (0..5).fold(AccountLimits::default(), fail);
    for seconds in 5..50 {
        let (next, reservation) = guess(state.clone(), &stranger(), MethodKind::Passkey, seconds).unwrap();
        assert_eq!(next, state);
        assert_eq!(next.release_guess(&reservation), state);
    }
}

#[test]
fn guesses_of_other_strangers_are_withheld_in_a_cooldown() {
    let state = (0..5).fold(AccountLimits::default(), fail);
    let (state, withheld) = guess(state, &other_stranger(), MethodKind::Mail, 9).unwrap();
    assert!(withheld.is_withheld && withheld.cooldown_until.is_none());
    let (_, later) = guess(state, &other_stranger(), MethodKind::Mail, 4 + 3600).unwrap();
    assert!(!later.is_withheld);
}

#[test]
fn users_and_known_devices_have_separate_guesses() {
    let mut state = (0..5).fold(AccountLimits::default(), fail);
    for caller in [Caller::User, Caller::Device("one".into()), Caller::Device("two".into())] {
        for seconds in 5..10 {
            let (next, counted) = guess(state, &caller, MethodKind::Mail, seconds).unwrap();
            assert!(!counted.is_withheld);
            assert_eq!(
                counted.cooldown_until.is_some(),
                seconds == 9,
                "the fifth failed guess begins a cooldown"
            );
            state = next;
        }
        let refused = guess(state.clone(), &caller, MethodKind::Mail, 10);
        assert_eq!(refused, Err(StepRefusal::LimitReached { until: at(9 + 3600) }));
    }
}

#[test]
fn right_guess_of_a_user_leaves_the_cooldown_of_strangers() {
    let state = (0..5).fold(AccountLimits::default(), fail);
    let (counted, reservation) = guess(state.clone(), &Caller::User, MethodKind::Mail, 4).unwrap();
    assert_eq!(counted.release_guess(&reservation), state);
}

#[test]
fn strangers_have_twenty_guesses_compared_without_cooldowns() {
    let compared = |count| {
        let one = |index: usize| FailedGuess {
            at: at(0),
            target: "target".to_owned(),
            caller: Caller::Stranger(index.to_string()),
            class: GuessClass::SentCode,
            is_withheld: false,
        };
        AccountLimits { failed_guesses: (0..count).map(one).collect(), ..AccountLimits::default() }
    };
    for kind in [MethodKind::Mail, MethodKind::AuthenticatorApp] {
        assert!(!guess(compared(19), &stranger(), kind, 1).unwrap().1.is_withheld);
        assert!(guess(compared(20), &stranger(), kind, 1).unwrap().1.is_withheld);
    }
}
