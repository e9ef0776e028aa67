//! Orders that wait for an agent: taken, cancelled, given up, each at its boundaries.

use crate::support::{Story, at, one_gate};
use domain::{
    CancelOutcome, CancelRequest, DirectoryRefusal, Event, ExpireOutcome, JobId, OrderOutcome, Outcome,
    ReportOutcome, Reset, ResetStatus, StepRefusal, TakeJobOutcome, TakeJobRequest, Token,
};

const LIFE: i64 = 15 * 60;
const WAIT: i64 = 30 * 60;

/// Somebody who has proved who it is, and has ordered at second 10 a password that waits for `north` or `south`.
fn waiting() -> Story {
    let mut story = Story::of(one_gate());
    story.pass("text", 1).unwrap();
    story.keep_trying("j", &["north", "south"], 10).unwrap();
    story
}

fn page(story: &Story) -> CancelRequest {
    CancelRequest::Page(story.token)
}

fn notice(job: &str) -> CancelRequest {
    CancelRequest::Notice(JobId(job.into()))
}

#[test]
fn an_order_that_waits_lives_longer_than_its_reset_and_is_shown_as_long() {
    let mut story = Story::of(one_gate());
    story.pass("text", 1).unwrap();
    let OrderOutcome::Placed { order, event, .. } = story.keep_trying("j", &["north"], 10).unwrap() else {
        panic!("repeated")
    };
    assert_eq!((order.expires_at, order.is_deferred, order.taken_at), (at(10 + WAIT), true, None));
    let Event::OrderPlaced { deferred_until, .. } = event else { panic!("{event:?}") };
    assert_eq!(deferred_until, Some(at(10 + WAIT)));
    assert!(story.reset.token_expires_at() > at(10 + WAIT));
    for second in [11, LIFE - 1, LIFE, 10 + WAIT - 1] {
        let until = at(10 + WAIT);
        assert_eq!(
            story.reset.status(story.token, at(second)),
            Ok(ResetStatus::Deferred { until }),
            "{second}"
        );
    }
    let expired = Ok(ResetStatus::Refused(DirectoryRefusal::JobExpired));
    assert_eq!(story.reset.status(story.token, at(10 + WAIT)), expired);
}

#[test]
fn a_longer_token_opens_no_other_step_once_the_reset_is_over() {
    let mut story = waiting();
    story.cancel(&notice("j"), LIFE).unwrap();
    assert_eq!(story.set_password("k", LIFE - 1).map(drop), Ok(()));
    let mut late = waiting();
    late.cancel(&notice("j"), LIFE).unwrap();
    assert_eq!(late.set_password("k", LIFE).map(drop), Err(StepRefusal::ResetExpired));
    assert_eq!(late.unlock("k", LIFE).map(drop), Err(StepRefusal::ResetExpired));
    assert_eq!(late.send("mail", LIFE), Err(StepRefusal::ResetExpired));
}

#[test]
fn an_ordinary_order_is_never_let_wait() {
    let mut story = Story::of(one_gate());
    story.pass("text", 1).unwrap();
    story.set_password("j", 10).unwrap();
    assert_eq!(story.reset.token_expires_at(), at(LIFE));
    assert_eq!(story.clone().cancel(&page(&story), 11), Err(StepRefusal::StepNotAllowed));
    assert_eq!(story.expire("j", 10 + WAIT), ExpireOutcome::AlreadyEnded);
}

#[test]
fn what_an_agent_took_cannot_be_cancelled() {
    let mut story = waiting();
    let outcome = story.take_job("j", "north", true, 20);
    let TakeJobOutcome::Taken { event: Event::OrderTaken { job, agent }, .. } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!((job.as_str(), agent.as_str()), ("j", "north"));
    for cancel_request in [page(&story), notice("j")] {
        assert_eq!(story.cancel(&cancel_request, 21), Err(StepRefusal::StepNotAllowed));
    }
    assert_eq!(story.reset.status(story.token, at(21)), Ok(ResetStatus::Writing));
    assert_eq!(story.take_job("j", "north", true, 22), TakeJobOutcome::AlreadyTaken, "a redelivery");
    assert_eq!(story.take_job("j", "agent", false, 22), TakeJobOutcome::LeaveToOthers);
    assert!(matches!(story.report_by("north", "j", Outcome::Done, 23), ReportOutcome::Recorded { .. }));
    assert_eq!(story.take_job("j", "north", true, 24), TakeJobOutcome::Forget);
}

#[test]
fn what_is_cancelled_is_forgotten() {
    for by_page in [true, false] {
        let mut story = waiting();
        let cancel_request = if by_page { page(&story) } else { notice("j") };
        let after = story.cancel(&cancel_request, LIFE + 1).unwrap();
        let CancelOutcome::Recorded {
            event: Event::OrderRefused { agent, refusal, is_deferred, .. }, ..
        } = after
        else {
            panic!("{after:?}")
        };
        assert_eq!((agent, refusal.as_str(), is_deferred), (None, "order-cancelled", true));
        assert_eq!(story.cancel(&cancel_request, LIFE + 2), Ok(CancelOutcome::Repeated));
        assert_eq!(story.take_job("j", "north", true, LIFE + 2), TakeJobOutcome::Forget);
        assert_eq!(story.expire("j", 10 + WAIT), ExpireOutcome::AlreadyEnded);
        let shown = story.reset.status(story.token, at(LIFE + 2));
        assert_eq!(shown, Ok(ResetStatus::Refused(DirectoryRefusal::OrderCancelled)));
        assert_eq!(story.report_by("north", "j", Outcome::Done, LIFE + 3), ReportOutcome::Repeated);
    }
}

#[test]
fn only_who_ordered_cancels_and_only_this_order() {
    let mut story = waiting();
    let older = CancelRequest::Page(Token { generation: story.token.generation - 1 });
    for stranger in [older, notice("another")] {
        assert_eq!(story.cancel(&stranger, 20), Err(StepRefusal::TokenInvalid));
    }
    assert_eq!(story.clone().cancel(&notice("j"), 10 + WAIT), Err(StepRefusal::StepNotAllowed));
    assert!(story.clone().cancel(&notice("j"), 10 + WAIT - 1).is_ok());
    story.cancel(&page(&story.clone()), 20).unwrap();
    story.keep_trying("k", &["north"], 30).unwrap();
    assert_eq!(
        story.cancel(&notice("j"), 31),
        Err(StepRefusal::TokenInvalid),
        "the link of an earlier notice"
    );
    let mut proving = Story::of(one_gate());
    assert_eq!(proving.cancel(&page(&proving.clone()), 1), Err(StepRefusal::StepNotAllowed));
}

#[test]
fn what_nobody_took_ends_at_its_last_moment() {
    let mut story = waiting();
    assert_eq!(story.expire("other", 10 + WAIT), ExpireOutcome::AlreadyEnded);
    assert_eq!(story.expire("j", 10 + WAIT - 1), ExpireOutcome::NotYet { until: at(10 + WAIT) });
    assert_eq!(story.clone().take_job("j", "north", true, 10 + WAIT), TakeJobOutcome::Forget);
    assert!(matches!(
        story.clone().take_job("j", "north", true, 10 + WAIT - 1),
        TakeJobOutcome::Taken { .. }
    ));
    let expired = story.expire("j", 10 + WAIT);
    let ExpireOutcome::Recorded { event: Event::OrderRefused { refusal, is_deferred, .. }, .. } = expired
    else {
        panic!("{expired:?}")
    };
    assert_eq!((refusal.as_str(), is_deferred), ("job-expired", true));
    assert_eq!(story.expire("j", 10 + WAIT), ExpireOutcome::AlreadyEnded);
}

#[test]
fn what_was_taken_ends_once_no_report_can_be_under_way() {
    let mut story = waiting();
    story.take_job("j", "north", true, 10 + WAIT - 1);
    assert_eq!(story.expire("j", 10 + WAIT + 14), ExpireOutcome::NotYet { until: at(10 + WAIT + 15) });
    assert_eq!(
        story.take_job("j", "north", true, 10 + WAIT),
        TakeJobOutcome::AlreadyTaken,
        "only its journal knows"
    );
    assert!(matches!(story.expire("j", 10 + WAIT + 15), ExpireOutcome::Recorded { .. }));
    // The truth, however late.
    assert_eq!(
        story.clone().report_by("north", "j", Outcome::Refused(DirectoryRefusal::JobExpired), 9_000),
        ReportOutcome::Repeated
    );
    assert!(matches!(story.report_by("north", "j", Outcome::Done, 9_000), ReportOutcome::Recorded { .. }));
    assert!(matches!(story.reset, Reset::Done(_)));
}

#[test]
fn an_ordinary_order_that_comes_again_is_looked_after_past_its_end() {
    let mut story = Story::of(one_gate());
    story.pass("text", 1).unwrap();
    story.set_password("j", 10).unwrap();
    // An agent that was lost may have written it: the next one finds out.
    assert!(matches!(story.take_job("j", "agent", true, 10 + WAIT), TakeJobOutcome::Taken { .. }));
    let refused = Outcome::Refused(DirectoryRefusal::JobExpired);
    assert!(matches!(story.report_by("agent", "j", refused, 11 + WAIT), ReportOutcome::Recorded { .. }));
    assert_eq!(
        story.take_job("j", "agent", true, 12 + WAIT),
        TakeJobOutcome::Forget,
        "what came of it is told"
    );
}

#[test]
fn who_cannot_open_it_leaves_it_to_who_can() {
    let mut story = waiting();
    assert_eq!(story.take_job("j", "agent", false, 20), TakeJobOutcome::LeaveToOthers);
    assert_eq!(
        story.take_job("j", "agent", true, 20),
        TakeJobOutcome::LeaveToOthers,
        "it was not sealed to this one"
    );
    assert_eq!(story.take_job("j", "north", false, 20), TakeJobOutcome::LeaveToOthers, "south may open it");
    assert_eq!(story.take_job("other", "north", true, 20), TakeJobOutcome::Forget);
}

#[test]
fn where_nobody_is_left_who_could_open_it_the_person_is_told() {
    for (enrolled, asking) in [(vec!["agent"], "agent"), (vec!["agent", "south"], "south"), (vec![], "agent")]
    {
        let mut story = waiting();
        let enrolled: Vec<String> = enrolled.into_iter().map(str::to_owned).collect();
        let take_request =
            TakeJobRequest { agent: asking, can_open: false, is_frozen: false, enrolled: &enrolled };
        let outcome = story.take_job_among("j", take_request, 20);
        let TakeJobOutcome::Withdrawn { event: Event::OrderRefused { refusal, .. }, .. } = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(refusal, "agent-withdrawn");
        assert!(story.set_password("k", 21).is_ok(), "another order needs no new proof");
    }
    // An ordinary order too: its agent was revoked on the way.
    let mut story = Story::of(one_gate());
    story.pass("text", 1).unwrap();
    story.set_password("j", 10).unwrap();
    let take_request =
        TakeJobRequest { agent: "north", can_open: false, is_frozen: false, enrolled: &["north".to_owned()] };
    assert!(matches!(story.take_job_among("j", take_request, 20), TakeJobOutcome::Withdrawn { .. }));
}

#[test]
fn a_writing_is_reported_by_an_agent_that_could_open_it() {
    let mut story = waiting();
    assert_eq!(story.clone().report_by("agent", "j", Outcome::Done, 20), ReportOutcome::NotSealedToAgent);
    let refused = Outcome::Refused(DirectoryRefusal::JobExpired);
    assert!(matches!(story.clone().report_by("agent", "j", refused, 20), ReportOutcome::Recorded { .. }));
    assert!(matches!(story.report_by("south", "j", Outcome::Done, 20), ReportOutcome::Recorded { .. }));
    let mut unlock = Story::of(one_gate());
    unlock.pass("text", 1).unwrap();
    unlock.unlock("j", 2).unwrap();
    assert!(matches!(unlock.report_by("anyone", "j", Outcome::Done, 3), ReportOutcome::Recorded { .. }));
}
