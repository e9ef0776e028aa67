//! Deferred orders: taken, cancelled and expired, each at its boundaries.

use crate::support::{RESET_TTL, Story, at, one_gate};
use domain::{
    CancelOutcome, CancelRequest, DirectoryRefusal, DirectoryRefusalKind, Event, ExpireOutcome, JobId,
    OrderOutcome, Outcome, ReportOutcome, Reset, ResetStatus, StepRefusal, TakeJobOutcome, TakeJobRequest,
    Token,
};

const DEFERRED_TTL: i64 = 30 * 60;
const JOB_TTL: i64 = 120;
/// The time in which a report may still come.
const GRACE: i64 = 15;
const DAY: i64 = 86_400;

/// Returns a proved reset that ordered at second 10 a deferred password sealed to `north` and `south`.
fn waiting() -> Story {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    story.defer_order("j", &["north", "south"], 10).unwrap();
    story
}

fn page(story: &Story) -> CancelRequest {
    CancelRequest::Page(story.token)
}

fn notice(job: &str) -> CancelRequest {
    CancelRequest::Notice(JobId(job.into()))
}

#[test]
fn deferred_order_outlives_its_reset_and_is_shown() {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    let OrderOutcome::Placed { order, event, .. } = story.defer_order("j", &["north"], 10).unwrap() else {
        panic!("repeated")
    };
    assert_eq!((order.expires_at, order.is_deferred, order.taken_at), (at(10 + DEFERRED_TTL), true, None));
    let Event::OrderPlaced { deferred_until, .. } = event else { panic!("{event:?}") };
    assert_eq!(deferred_until, Some(at(10 + DEFERRED_TTL)));
    assert!(story.reset.token_expires_at() > at(10 + DEFERRED_TTL));
    for second in [11, RESET_TTL - 1, RESET_TTL, 10 + DEFERRED_TTL - 1] {
        let until = at(10 + DEFERRED_TTL);
        assert_eq!(
            story.reset.status(story.token, at(second)),
            Ok(ResetStatus::Deferred { until }),
            "{second}"
        );
    }
    let expired = Ok(ResetStatus::Refused(DirectoryRefusal::JobExpired));
    assert_eq!(story.reset.status(story.token, at(10 + DEFERRED_TTL)), expired);
}

#[test]
fn token_of_a_deferred_order_opens_no_other_step() {
    let mut story = waiting();
    story.cancel(&notice("j"), RESET_TTL).unwrap();
    assert_eq!(story.set_password("k", RESET_TTL - 1).map(drop), Ok(()));
    let mut late = waiting();
    late.cancel(&notice("j"), RESET_TTL).unwrap();
    assert_eq!(late.set_password("k", RESET_TTL).map(drop), Err(StepRefusal::ResetExpired));
    assert_eq!(late.unlock("k", RESET_TTL).map(drop), Err(StepRefusal::ResetExpired));
    assert_eq!(late.send("mail", RESET_TTL), Err(StepRefusal::ResetExpired));
}

#[test]
fn an_ordinary_order_is_not_deferred() {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    story.set_password("j", 10).unwrap();
    assert_eq!(story.reset.token_expires_at(), at(10 + JOB_TTL + GRACE + DAY));
    assert_eq!(story.clone().cancel(&page(&story), 11), Err(StepRefusal::StepNotAllowed));
    assert_eq!(story.expire("j", 10 + DEFERRED_TTL), ExpireOutcome::AlreadyEnded);
}

#[test]
fn outcome_of_an_order_is_shown_for_a_day() {
    let end = 10 + JOB_TTL + GRACE + DAY;
    let mut ordered = Story::new(one_gate());
    ordered.pass("text", 1).unwrap();
    ordered.set_password("j", 10).unwrap();
    let (mut done, mut refused) = (ordered.clone(), ordered.clone());
    assert!(matches!(done.report("j", Outcome::Done, 20), ReportOutcome::Recorded { .. }));
    let history = DirectoryRefusal::PasswordInHistory;
    refused.report("j", Outcome::Refused(history.clone()), 20);
    for (story, shown) in [(&ordered, DirectoryRefusal::JobExpired), (&refused, history)] {
        let status = |second| story.reset.status(story.token, at(second));
        for second in [RESET_TTL, end - 1] {
            assert_eq!(status(second), Ok(ResetStatus::Refused(shown.clone())), "{second}");
        }
        assert_eq!(status(end), Ok(ResetStatus::Expired));
    }
    let status = |second| done.reset.status(done.token, at(second));
    assert!(matches!(status(end - 1), Ok(ResetStatus::Done { .. })));
}

#[test]
fn a_taken_order_cannot_be_cancelled() {
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
    assert_eq!(
        story.take_job("j", "north", true, 22),
        TakeJobOutcome::AlreadyTaken,
        "a redelivered job was taken before"
    );
    assert_eq!(story.take_job("j", "agent", false, 22), TakeJobOutcome::LeaveToOthers);
    assert!(matches!(story.report_by("north", "j", Outcome::Done, 23), ReportOutcome::Recorded { .. }));
    assert_eq!(story.take_job("j", "north", true, 24), TakeJobOutcome::Forget);
}

#[test]
fn a_cancelled_order_is_not_carried_out() {
    for by_page in [true, false] {
        let mut story = waiting();
        let cancel_request = if by_page { page(&story) } else { notice("j") };
        let after = story.cancel(&cancel_request, RESET_TTL + 1).unwrap();
        let CancelOutcome::Recorded {
            event: Event::OrderRefused { agent, refusal, is_deferred, .. }, ..
        } = after
        else {
            panic!("{after:?}")
        };
        assert_eq!((agent, refusal, is_deferred), (None, DirectoryRefusalKind::OrderCancelled, true));
        assert_eq!(story.cancel(&cancel_request, RESET_TTL + 2), Ok(CancelOutcome::Repeated));
        assert_eq!(story.take_job("j", "north", true, RESET_TTL + 2), TakeJobOutcome::Forget);
        assert_eq!(story.expire("j", 10 + DEFERRED_TTL), ExpireOutcome::AlreadyEnded);
        let status = story.reset.status(story.token, at(RESET_TTL + 2));
        assert_eq!(status, Ok(ResetStatus::Refused(DirectoryRefusal::OrderCancelled)));
        assert_eq!(story.report_by("north", "j", Outcome::Done, RESET_TTL + 3), ReportOutcome::Repeated);
    }
}

#[test]
fn only_page_and_notice_of_an_order_cancel_it() {
    let mut story = waiting();
    let older = CancelRequest::Page(Token { generation: story.token.generation - 1 });
    for stranger in [older, notice("another")] {
        assert_eq!(story.cancel(&stranger, 20), Err(StepRefusal::TokenInvalid));
    }
    assert_eq!(story.clone().cancel(&notice("j"), 10 + DEFERRED_TTL), Err(StepRefusal::StepNotAllowed));
    assert!(story.clone().cancel(&notice("j"), 10 + DEFERRED_TTL - 1).is_ok());
    story.cancel(&page(&story.clone()), 20).unwrap();
    story.defer_order("k", &["north"], 30).unwrap();
    assert_eq!(
        story.cancel(&notice("j"), 31),
        Err(StepRefusal::TokenInvalid),
        "the link of an earlier order cancels nothing"
    );
    let mut proving = Story::new(one_gate());
    assert_eq!(proving.cancel(&page(&proving.clone()), 1), Err(StepRefusal::StepNotAllowed));
}

#[test]
fn order_that_nobody_took_ends_at_its_last_moment() {
    let mut story = waiting();
    assert_eq!(story.expire("other", 10 + DEFERRED_TTL), ExpireOutcome::AlreadyEnded);
    assert_eq!(
        story.expire("j", 10 + DEFERRED_TTL - 1),
        ExpireOutcome::NotYet { until: at(10 + DEFERRED_TTL) }
    );
    assert_eq!(story.clone().take_job("j", "north", true, 10 + DEFERRED_TTL), TakeJobOutcome::Forget);
    assert!(matches!(
        story.clone().take_job("j", "north", true, 10 + DEFERRED_TTL - 1),
        TakeJobOutcome::Taken { .. }
    ));
    let expired = story.expire("j", 10 + DEFERRED_TTL);
    let ExpireOutcome::Recorded { event: Event::OrderRefused { refusal, is_deferred, .. }, .. } = expired
    else {
        panic!("{expired:?}")
    };
    assert_eq!((refusal, is_deferred), (DirectoryRefusalKind::JobExpired, true));
    assert_eq!(story.expire("j", 10 + DEFERRED_TTL), ExpireOutcome::AlreadyEnded);
}

#[test]
fn taken_order_ends_when_no_report_can_be_under_way() {
    let mut story = waiting();
    story.take_job("j", "north", true, 10 + DEFERRED_TTL - 1);
    assert_eq!(
        story.expire("j", 10 + DEFERRED_TTL + 14),
        ExpireOutcome::NotYet { until: at(10 + DEFERRED_TTL + 15) }
    );
    assert_eq!(
        story.take_job("j", "north", true, 10 + DEFERRED_TTL),
        TakeJobOutcome::AlreadyTaken,
        "an agent that took the job still looks into its journal"
    );
    assert!(matches!(story.expire("j", 10 + DEFERRED_TTL + 15), ExpireOutcome::Recorded { .. }));
    // A success is recorded, however late.
    assert_eq!(
        story.clone().report_by("north", "j", Outcome::Refused(DirectoryRefusal::JobExpired), 9_000),
        ReportOutcome::Repeated
    );
    assert!(matches!(story.report_by("north", "j", Outcome::Done, 9_000), ReportOutcome::Recorded { .. }));
    assert!(matches!(story.reset, Reset::Done(_)));
}

#[test]
fn ordinary_order_may_be_taken_after_its_end() {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    story.set_password("j", 10).unwrap();
    // A lost agent may have written it, which the next one finds out.
    assert!(matches!(story.take_job("j", "agent", true, 10 + DEFERRED_TTL), TakeJobOutcome::Taken { .. }));
    let refused = Outcome::Refused(DirectoryRefusal::JobExpired);
    assert!(matches!(
        story.report_by("agent", "j", refused, 11 + DEFERRED_TTL),
        ReportOutcome::Recorded { .. }
    ));
    assert_eq!(
        story.take_job("j", "agent", true, 12 + DEFERRED_TTL),
        TakeJobOutcome::Forget,
        "the outcome is recorded, so the job is forgotten"
    );
}

#[test]
fn unopenable_job_is_left_to_other_agents() {
    let mut story = waiting();
    assert_eq!(story.take_job("j", "agent", false, 20), TakeJobOutcome::LeaveToOthers);
    assert_eq!(
        story.take_job("j", "agent", true, 20),
        TakeJobOutcome::LeaveToOthers,
        "an agent without an envelope leaves the job to others"
    );
    assert_eq!(
        story.take_job("j", "north", false, 20),
        TakeJobOutcome::LeaveToOthers,
        "another agent may open the envelope"
    );
    assert_eq!(story.take_job("other", "north", true, 20), TakeJobOutcome::Forget);
}

#[test]
fn job_that_no_agent_can_open_is_refused() {
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
        assert_eq!(refusal, DirectoryRefusalKind::AgentWithdrawn);
        assert!(story.set_password("k", 21).is_ok(), "another order needs no new proof");
    }
    // The same happens to an ordinary order whose agent was revoked meanwhile.
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    story.set_password("j", 10).unwrap();
    let take_request =
        TakeJobRequest { agent: "north", can_open: false, is_frozen: false, enrolled: &["north".to_owned()] };
    assert!(matches!(story.take_job_among("j", take_request, 20), TakeJobOutcome::Withdrawn { .. }));
}

#[test]
fn success_is_accepted_only_from_agents_of_the_envelope() {
    let mut story = waiting();
    assert_eq!(story.clone().report_by("agent", "j", Outcome::Done, 20), ReportOutcome::NotSealedToAgent);
    let refused = Outcome::Refused(DirectoryRefusal::JobExpired);
    assert!(matches!(story.clone().report_by("agent", "j", refused, 20), ReportOutcome::Recorded { .. }));
    assert!(matches!(story.report_by("south", "j", Outcome::Done, 20), ReportOutcome::Recorded { .. }));
    let mut unlock = Story::new(one_gate());
    unlock.pass("text", 1).unwrap();
    unlock.unlock("j", 2).unwrap();
    assert!(matches!(unlock.report_by("anyone", "j", Outcome::Done, 3), ReportOutcome::Recorded { .. }));
}
