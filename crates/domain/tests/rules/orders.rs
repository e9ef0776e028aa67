//! Tests orders and reports just before, at and just after their boundaries.

use crate::support::{RESET_TTL, Story, at, one_gate};
use domain::{
    AccountLimits, DirectoryRefusal, OrderOutcome, Outcome, Purpose, ReportOutcome, ResetStatus, StepRefusal,
};

#[test]
fn unlock_reset_sets_no_password_but_password_reset_unlocks() {
    let mut unlock = Story::begin(one_gate(), Purpose::UnlockAccount, false);
    unlock.pass("text", 1).unwrap();
    assert_eq!(unlock.set_password("j", 2), Err(StepRefusal::StepNotAllowed));
    assert!(unlock.unlock("j", 2).is_ok());
    let mut reset = Story::new(one_gate());
    reset.pass("text", 1).unwrap();
    assert!(reset.unlock("j", 2).is_ok());
}

#[test]
fn refused_order_allows_ten_more_without_new_proofs() {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    for order in 0..10 {
        let job = format!("j{order}");
        story.set_password(&job, 2).unwrap();
        assert_eq!(story.set_password("early", 2), Err(StepRefusal::StepNotAllowed));
        story.report(&job, Outcome::Refused(DirectoryRefusal::PasswordInHistory), 3);
        let status = story.reset.status(story.token, at(3));
        assert_eq!(status, Ok(ResetStatus::Refused(DirectoryRefusal::PasswordInHistory)));
    }
    assert_eq!(story.set_password("j10", 4), Err(StepRefusal::LimitReached { until: at(RESET_TTL) }));
}

#[test]
fn expired_order_may_be_placed_again() {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    story.set_password("j1", 2).unwrap();
    assert_eq!(story.clone().set_password("j2", 121), Err(StepRefusal::StepNotAllowed));
    assert_eq!(story.reset.status(story.token, at(122 + 14)), Ok(ResetStatus::Writing));
    let expired = Ok(ResetStatus::Refused(DirectoryRefusal::JobExpired));
    assert_eq!(story.reset.status(story.token, at(122 + 15)), expired);
    // A late report is still recorded.
    let mut late = story.clone();
    late.report("j1", Outcome::Done, 200);
    assert!(matches!(late.reset.status(late.token, at(201)), Ok(ResetStatus::Done { .. })));
    story.set_password("j2", 122).unwrap();
    assert_eq!(story.report("j1", Outcome::Done, 123), ReportOutcome::Unexpected);
}

#[test]
fn a_job_does_not_outlive_the_reset() {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    let OrderOutcome::Placed { order, .. } = story.set_password("j", RESET_TTL - 10).unwrap() else {
        panic!("repeated")
    };
    assert_eq!(order.expires_at, at(RESET_TTL));
}

#[test]
fn reports_are_recorded_once() {
    let mut story = Story::new(one_gate());
    assert_eq!(story.report("j", Outcome::Done, 0), ReportOutcome::Unexpected);
    story.pass("text", 1).unwrap();
    story.set_password("j", 2).unwrap();
    assert_eq!(story.report("other", Outcome::Done, 3), ReportOutcome::Unexpected);
    story.report("j", Outcome::Done, 3);
    assert_eq!(story.report("j", Outcome::Done, 4), ReportOutcome::Repeated);
    assert_eq!(story.set_password("k", 5), Err(StepRefusal::StepNotAllowed));
}

#[test]
fn completed_reset_ends_others_of_the_account() {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    story.limits = AccountLimits::default().complete(at(0));
    assert_eq!(story.set_password("j", 2), Err(StepRefusal::ResetExpired));
    assert_eq!(story.send("mail", 2), Err(StepRefusal::ResetExpired));
    assert_eq!(story.admit("text", 2).map(drop), Err(StepRefusal::ResetExpired));
}
