use super::*;
use crate::Policy;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn limits() -> Limits {
    Policy::default().limits
}

fn text() -> String {
    "text".into()
}

fn mail() -> String {
    "mail".into()
}

fn send(state: AccountLimits, destination: &str, seconds: i64) -> Result<AccountLimits, StepRefusal> {
    state.count_send(destination, &limits(), at(seconds)).map(|(state, _)| state)
}

fn fail(state: AccountLimits, seconds: i64) -> AccountLimits {
    state.count_guess(MethodKind::Mail, "code", &limits(), at(seconds)).unwrap().0
}

#[test]
fn pauses_between_codes_grow() {
    let state = send(AccountLimits::default(), &text(), 0).unwrap();
    assert_eq!(send(state.clone(), &text(), 29), Err(StepRefusal::SendTooSoon { until: at(30) }));
    let state = send(state, &text(), 30).unwrap();
    assert_eq!(send(state.clone(), &text(), 89), Err(StepRefusal::SendTooSoon { until: at(90) }));
    let state = send(state, &text(), 90).unwrap();
    assert_eq!(send(state.clone(), &text(), 209), Err(StepRefusal::SendTooSoon { until: at(210) }));
    assert!(send(state, &text(), 210).is_ok());
}

#[test]
fn another_method_has_no_pause() {
    let state = send(AccountLimits::default(), &text(), 0).unwrap();
    assert!(send(state, &mail(), 0).is_ok());
}

#[test]
fn sixth_code_within_an_hour_is_refused() {
    let mut state = AccountLimits::default();
    for (method, seconds) in [(text(), 0), (mail(), 1), (text(), 100), (mail(), 101), (text(), 1000)] {
        state = send(state, &method, seconds).unwrap();
    }
    assert_eq!(send(state.clone(), &mail(), 3599), Err(StepRefusal::LimitReached { until: at(3600) }));
    assert!(send(state, &mail(), 3600).is_ok());
}

#[test]
fn fifth_failed_guess_begins_a_cooldown_and_cooldowns_grow() {
    let mut state = AccountLimits::default();
    for seconds in 0..4 {
        state = fail(state, seconds);
        assert_eq!(state.check_cooldown(at(seconds)), Ok(()));
    }
    state = fail(state, 4);
    assert_eq!(state.check_cooldown(at(4 + 3599)), Err(StepRefusal::LimitReached { until: at(4 + 3600) }));
    assert_eq!(state.check_cooldown(at(4 + 3600)), Ok(()));

    state = fail(state, 3604);
    assert_eq!(state.cooldown_until, Some(at(3604 + 4 * 3600)));
    state = fail(state, 3604 + 4 * 3600);
    assert_eq!(state.cooldown_until, Some(at(3604 + 28 * 3600)));
}

#[test]
fn cooldown_refuses_codes_and_guesses() {
    let mut state = AccountLimits::default();
    for seconds in 0..5 {
        state = fail(state, seconds);
    }
    let until = at(4 + 3600);
    assert_eq!(send(state.clone(), &text(), 10), Err(StepRefusal::LimitReached { until }));
    assert_eq!(
        state.count_guess(MethodKind::Mail, "code", &limits(), at(10)),
        Err(StepRefusal::LimitReached { until })
    );
}

#[test]
fn failed_guesses_are_forgotten_after_a_day() {
    let mut state = AccountLimits::default();
    for seconds in 0..4 {
        state = fail(state, seconds);
    }
    let day = 24 * 3600;
    let still_there = fail(state.clone(), day - 1);
    assert!(still_there.cooldown_until.is_some());
    let one_forgotten = fail(state, day);
    assert_eq!(one_forgotten.cooldown_until, None);
}

#[test]
fn cooldowns_start_over_after_a_day_without_failures() {
    let mut state = AccountLimits::default();
    for seconds in 0..5 {
        state = fail(state, seconds);
    }
    let later = 4 + 24 * 3600;
    for seconds in 0..5 {
        state = fail(state, later + seconds);
    }
    assert_eq!(state.cooldowns, 1);
    assert_eq!(state.cooldown_until, Some(at(later + 4 + 3600)));
}

#[test]
fn right_guess_takes_back_only_its_record_and_cooldown() {
    let mut state = AccountLimits::default();
    for seconds in 0..4 {
        state = fail(state, seconds);
    }
    let (counted, reservation) =
        state.clone().count_guess(MethodKind::Mail, "code", &limits(), at(9)).unwrap();
    assert!(reservation.began_cooldown);
    assert_eq!(counted.release_guess(&reservation), state);
}

#[test]
fn a_record_is_taken_back_once() {
    let (counted, reservation) =
        AccountLimits::default().count_guess(MethodKind::Mail, "code", &limits(), at(0)).unwrap();
    let once = counted.release_guess(&reservation);
    assert_eq!(once.clone().release_guess(&reservation), once);
}

#[test]
fn guesses_are_counted_per_target() {
    let guess = |state: AccountLimits, of: &str, seconds| {
        state.count_guess(MethodKind::Mail, of, &limits(), at(seconds)).unwrap()
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
fn freeze_links_from_before_an_unfreezing_are_void() {
    let frozen = AccountLimits::default().freeze_account(at(5));
    assert!(!frozen.is_freeze_link_void(at(0)));
    let unfrozen = frozen.unfreeze_account(at(9));
    assert!(unfrozen.is_freeze_link_void(at(8)));
    assert!(!unfrozen.is_freeze_link_void(at(9)), "the notice of the unfreezing itself");
    let never_frozen = AccountLimits::default().unfreeze_account(at(9));
    assert!(!never_frozen.is_freeze_link_void(at(0)));
}

#[test]
fn an_unfreezing_is_remembered_as_long_as_links_are_good() {
    let unfrozen = AccountLimits::default().freeze_account(at(5)).unfreeze_account(at(9));
    assert_eq!(unfrozen.expires_at(at(10)), Some(at(9) + FREEZE_LINK_TTL));
    let late = at(9) + FREEZE_LINK_TTL;
    assert_eq!(unfrozen.expires_at(late), Some(late + GUESS_WINDOW));
}

#[test]
fn tries_with_a_passkey_are_neither_counted_nor_refused() {
    let mut state = (0..5).fold(AccountLimits::default(), fail);
    assert!(state.cooldown_until.is_some());
    for seconds in 5..50 {
        let (next, reservation) =
            state.clone().count_guess(MethodKind::Passkey, "passkey", &limits(), at(seconds)).unwrap();
        assert_eq!(next.release_guess(&reservation), state);
        state = state.count_guess(MethodKind::Passkey, "passkey", &limits(), at(seconds)).unwrap().0;
    }
    assert_eq!(state.failed_guesses.len(), 5);
}
