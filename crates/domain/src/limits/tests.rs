mod callers;
mod devices;
mod guesses;
mod sends;

use super::*;
use crate::{MethodKind, Policy, StepRefusal, policy::Limits};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn limits() -> Limits {
    Policy::default().limits
}

fn stranger() -> Caller {
    Caller::Stranger("anna".into())
}

/// Another stranger, who typed another name of the same account.
fn other_stranger() -> Caller {
    Caller::Stranger("a.andersson".into())
}

fn send(state: AccountLimits, destination: &str, seconds: i64) -> Result<AccountLimits, StepRefusal> {
    state.count_send(&stranger(), destination, &limits(), at(seconds)).map(|(state, _)| state)
}

fn guess(
    state: AccountLimits,
    caller: &Caller,
    kind: MethodKind,
    seconds: i64,
) -> Result<(AccountLimits, Reservation), StepRefusal> {
    state.count_guess(caller, kind, "target", &limits(), at(seconds))
}

fn fail(state: AccountLimits, seconds: i64) -> AccountLimits {
    guess(state, &stranger(), MethodKind::Mail, seconds).unwrap().0
}

#[test]
fn freeze_links_from_before_an_unfreezing_are_void() {
    let frozen = AccountLimits::default().freeze_account(at(5));
    assert!(!frozen.is_freeze_link_void(at(0)));
    let unfrozen = frozen.unfreeze_account(at(9));
    assert!(unfrozen.is_freeze_link_void(at(8)));
    assert!(!unfrozen.is_freeze_link_void(at(9)), "the link in the notice of the unfreezing is good");
    let never_frozen = AccountLimits::default().unfreeze_account(at(9));
    assert!(!never_frozen.is_freeze_link_void(at(0)));
}

#[test]
fn an_unfreezing_is_remembered_as_long_as_links_are_good() {
    let unfrozen = AccountLimits::default().freeze_account(at(5)).unfreeze_account(at(9));
    let late = at(9) + SignedDuration::from_hours(14 * 24);
    assert_eq!(unfrozen.expires_at(at(10)), Some(late));
    assert_eq!(unfrozen.expires_at(late), Some(late + GUESS_WINDOW));
}

#[test]
fn counts_are_kept_for_a_day_after_the_last_cooldown() {
    let resting = (0..5).fold(AccountLimits::default(), fail);
    assert_eq!(resting.expires_at(at(5)), Some(at(4 + 3_600) + GUESS_WINDOW));
    assert_eq!(resting.expires_at(at(9_999)), Some(at(9_999) + GUESS_WINDOW));
    assert_eq!(resting.freeze_account(at(5)).expires_at(at(5)), None);
}
