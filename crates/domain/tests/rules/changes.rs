//! Changing a known password.

use domain::{
    AccountId, AccountLimits, AuthenticationLevel, Caller, DirectoryRefusal, Event, JobId, OrderOutcome,
    Outcome, Policy, ReportOutcome, Reset, ResetId, Session, SessionId, StepRefusal, Token,
    limits::WrongPassword,
    stored::{StoredReset, StoredState},
};

use crate::support::{at, new_order};

const FIRST: Token = Token { generation: 1 };

fn change() -> Reset {
    let session = Session::begin(
        SessionId("s".into()),
        AccountId("account".into()),
        AuthenticationLevel::Password,
        at(0),
    );
    session.start_change(ResetId("reset".into()), &Policy::default(), at(1)).0
}

fn order(limits: &AccountLimits) -> Result<(Reset, Option<AccountLimits>), StepRefusal> {
    let new_order = new_order("job", "r", &[], false);
    let ordered = change().change_password(FIRST, new_order, limits, &Policy::default(), at(2))?;
    let OrderOutcome::Placed { reset, limits, .. } = ordered else { unreachable!("asked once") };
    Ok((reset, limits))
}

fn wrong(seconds: &[i64]) -> AccountLimits {
    let wrong = |at| WrongPassword { at, caller: Caller::User, is_withheld: false };
    let wrong_passwords = seconds.iter().map(|seconds| wrong(at(*seconds))).collect();
    AccountLimits { wrong_passwords, ..AccountLimits::default() }
}

fn report(outcome: Outcome) -> (AccountLimits, Event) {
    let before = wrong(&[-9]);
    let (reset, limits) = order(&before).unwrap();
    let job = JobId("job".into());
    let ReportOutcome::Recorded { limits, event, .. } =
        reset.report_writeback(&job, outcome, "agent-1", limits.unwrap(), at(3))
    else {
        unreachable!("reported once")
    };
    (limits, event)
}

#[test]
fn a_change_allows_no_other_order() {
    assert!(order(&AccountLimits::default()).is_ok());
    let (policy, limits) = (Policy::default(), AccountLimits::default());
    let set = change().set_password(FIRST, new_order("job", "r", &[], false), &limits, &policy, at(2));
    assert_eq!(set, Err(StepRefusal::StepNotAllowed));
    let unlock = change().unlock_account(FIRST, new_order("job", "r", &[], false), &limits, &policy, at(2));
    assert_eq!(unlock, Err(StepRefusal::StepNotAllowed));
}

#[test]
fn stored_change_without_a_session_is_refused() {
    let stored = StoredReset { signed_in_at: None, ..StoredReset::from(change()) };
    assert!(matches!(stored.state, StoredState::Proved));
    assert!(Reset::try_from(stored).is_err());
}

#[test]
fn current_password_counts_as_wrong_until_reported() {
    let (_, limits) = order(&AccountLimits::default()).unwrap();
    assert_eq!(limits.unwrap(), wrong(&[2]));
    assert_eq!(order(&wrong(&[0; 4])), Err(StepRefusal::LimitReached { until: at(1800) }));
}

#[test]
fn only_a_wrong_current_password_stays_counted() {
    let current_is_wrong = Outcome::Refused(DirectoryRefusal::CurrentPasswordWrong);
    let in_history = Outcome::Refused(DirectoryRefusal::PasswordInHistory);
    assert_eq!(report(current_is_wrong).0, wrong(&[-9, 2]));
    assert_eq!(report(in_history).0, wrong(&[-9]));
    assert_eq!(report(Outcome::Done).0.wrong_passwords, wrong(&[-9]).wrong_passwords);
}

#[test]
fn a_change_ends_other_resets_and_every_session() {
    let (limits, event) = report(Outcome::Done);
    assert_eq!(limits.completed_at, Some(at(3)));
    assert_eq!(event, Event::PasswordChanged { job: "job".into(), agent: "agent-1".into() });
}

#[test]
fn signing_out_everywhere_ends_a_change() {
    let signed_out = |seconds| AccountLimits::default().sign_out(at(seconds));
    assert!(order(&signed_out(-1)).is_ok(), "a session that began after the sign-out may order");
    assert_eq!(order(&signed_out(0)), Err(StepRefusal::ResetExpired));
    assert_eq!(order(&signed_out(2)), Err(StepRefusal::ResetExpired));
}
