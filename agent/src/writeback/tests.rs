//! Failure paths, tested against a scripted directory. Everything else is tested against real ones.

mod change;
mod fixture;
mod scripted;
mod sign_in;

use agent_protocol::{Order, OrderKind};

use crate::{directory::Purpose, lease::BootTime};
use fixture::{Fixture, disposition, outcome, refused, valid_lease};
use scripted::WriteFault;

use super::*;

const AGENT: &str = "agent-1";
const ACCOUNT: &str = "00000000-0000-4000-8000-000000000001";
const OLD: &str = "Start-Passw0rd!";
const NEW: &str = "Violet-Harbour-71";
/// Meets every other rule.
const LEAKED: &str = "Caffeebecher-1";

#[tokio::test]
async fn job_delivered_twice_is_written_once() {
    let fixture = Fixture::new();
    let agent = fixture.agent();
    let job = fixture.job("a", NEW);
    assert_eq!(outcome(&agent, &job, 1).await, Outcome::Done);
    fixture.directory.set("Somebody-Elses-90");
    assert_eq!(outcome(&agent, &job, 2).await, Outcome::Done);
    assert_eq!(fixture.write_count(), 1);
}

#[tokio::test]
async fn write_with_a_lost_answer_is_reported_as_done() {
    let fixture = Fixture::new();
    fixture.directory.with(|script| script.writes = vec![WriteFault::AnswerLost]);
    assert_eq!(outcome(&fixture.agent(), &fixture.job("a", NEW), 1).await, Outcome::Done);
    assert_eq!((fixture.password().as_str(), fixture.write_count()), (NEW, 1));
}

#[tokio::test]
async fn agent_waits_for_a_late_write() {
    let fixture = Fixture::new();
    fixture.directory.with(|script| script.writes = vec![WriteFault::Late]);
    assert_eq!(outcome(&fixture.agent(), &fixture.job("a", NEW), 1).await, Outcome::Done);
    assert_eq!((fixture.password().as_str(), fixture.write_count()), (NEW, 1));
}

#[tokio::test]
async fn lost_request_is_written_again_before_the_job_expires() {
    let fixture = Fixture::new();
    fixture.directory.with(|script| script.writes = vec![WriteFault::RequestLost]);
    assert_eq!(outcome(&fixture.agent(), &fixture.job("a", NEW), 1).await, Outcome::Done);
    assert_eq!((fixture.password().as_str(), fixture.write_count()), (NEW, 2));
}

#[tokio::test]
async fn lost_request_of_an_expired_job_is_refused() {
    let fixture = Fixture::new();
    fixture.directory.with(|script| {
        script.writes = vec![WriteFault::RequestLost];
        script.unreachable_for = 0;
    });
    let agent = fixture.agent().with_timeouts(Timeouts {
        reach: Duration::from_millis(30),
        recheck_interval: Duration::from_millis(2100),
    });
    let mut job = fixture.job("a", NEW);
    job.expires_at = clock::now().as_second() + 2;
    assert_eq!(outcome(&agent, &job, 1).await, refused(Refusal::DirectoryUnreachable));
    assert_eq!((fixture.password().as_str(), fixture.write_count()), (OLD, 1));
}

#[tokio::test]
async fn no_intent_is_recorded_when_the_directory_is_unreachable() {
    let fixture = Fixture::new();
    fixture.directory.with(|script| script.unreachable_for = 1000);
    let agent = fixture.agent();
    assert_eq!(outcome(&agent, &fixture.job("a", NEW), 1).await, refused(Refusal::DirectoryUnreachable));
    assert_eq!((fixture.write_count(), agent.journal.in_doubt_count()), (0, 0));
}

#[tokio::test]
async fn intent_left_by_a_crash_is_resolved() {
    for (was_written, later) in [(true, None), (false, None), (true, Some("Somebody-Elses-90"))] {
        let fixture = Fixture::new();
        let job = fixture.job("a", NEW);
        let agent = fixture.agent();
        let before = agent.directory.find(ACCOUNT, Purpose::Write).await.expect("read").expect("found");
        agent.journal.record_intent(&job, OrderKind::SetPassword, &before, 0).expect("intended");
        drop(agent);
        if was_written {
            fixture.directory.set(NEW);
        }
        if let Some(password) = later {
            fixture.directory.set(password);
        }
        let wanted = if later.is_some() { refused(Refusal::JobExpired) } else { Outcome::Done };
        assert_eq!(outcome(&fixture.agent(), &job, 2).await, wanted);
        assert_eq!(fixture.password(), later.unwrap_or(NEW));
        assert_eq!(fixture.write_count(), u32::from(!was_written));
    }
}

#[tokio::test]
async fn expired_job_is_never_written() {
    let fixture = Fixture::new();
    let mut job = fixture.job("a", NEW);
    job.expires_at = clock::now().as_second();
    assert_eq!(outcome(&fixture.agent(), &job, 1).await, refused(Refusal::JobExpired));
    assert_eq!(fixture.write_count(), 0);
}

#[tokio::test]
async fn older_order_is_not_written_after_a_newer_one() {
    let fixture = Fixture::new();
    let agent = fixture.agent();
    let older = fixture.job("older", "Copper-Meadow-52");
    let mut newer = fixture.job("newer", NEW);
    newer.ordered_at += 1;
    assert_eq!(outcome(&agent, &newer, 1).await, Outcome::Done);
    assert_eq!(outcome(&agent, &older, 1).await, refused(Refusal::JobExpired));
    assert_eq!(fixture.password(), NEW);
}

#[tokio::test]
async fn password_written_by_another_agent_is_done() {
    let fixture = Fixture::new();
    let job = fixture.job("a", NEW);
    fixture.directory.set(NEW);
    assert_eq!(outcome(&fixture.agent(), &job, 2).await, Outcome::Done);
    assert_eq!(fixture.write_count(), 0);
}

#[tokio::test]
async fn job_sealed_to_another_agent_is_handed_over() {
    let fixture = Fixture::new();
    let mut job = fixture.job("a", NEW);
    if let Order::SetPassword { envelopes } = &mut job.order {
        for envelope in envelopes {
            envelope.agent = "agent-2".to_owned();
        }
    }
    assert_eq!(disposition(&fixture.agent(), &job, 1, &valid_lease()).await, Disposition::HandOver);
}

#[tokio::test]
async fn envelope_of_another_reset_does_not_open() {
    let fixture = Fixture::new();
    let mut job = fixture.job("a", NEW);
    job.reset = "another".to_owned();
    assert_eq!(disposition(&fixture.agent(), &job, 1, &valid_lease()).await, Disposition::HandOver);
    assert_eq!(fixture.write_count(), 0);
}

#[tokio::test]
async fn history_is_named_only_if_the_directory_said_so() {
    let fixture = Fixture::new();
    fixture.directory.with(|script| script.writes = vec![WriteFault::Policy, WriteFault::History]);
    let agent = fixture.agent();
    assert_eq!(outcome(&agent, &fixture.job("a", NEW), 1).await, refused(Refusal::PasswordRefusedByFilter));
    assert_eq!(outcome(&agent, &fixture.job("b", NEW), 1).await, refused(Refusal::PasswordInHistory));
}

#[tokio::test]
async fn agent_checks_rules_before_asking_the_directory() {
    let fixture = Fixture::new();
    let agent = fixture.agent();
    let policy = AgentPolicy { banned_words: vec!["contoso".to_owned()], ..AgentPolicy::default() };
    fixture.policy.send_replace(Some(policy));
    assert_eq!(
        outcome(&agent, &fixture.job("a", "short"), 1).await,
        refused(Refusal::PasswordTooShort { minimum: 8 })
    );
    assert!(matches!(
        outcome(&agent, &fixture.job("b", "C0nt0so1!"), 1).await,
        Outcome::Refused { refusal: Refusal::PasswordBanned { .. } }
    ));
    assert_eq!(outcome(&agent, &fixture.job("d", LEAKED), 1).await, refused(Refusal::PasswordBreached));
    let unknown = Job {
        account: "00000000-0000-4000-8000-000000000099".to_owned(),
        order: Order::UnlockAccount,
        ..fixture.job("c", NEW)
    };
    assert_eq!(outcome(&agent, &unknown, 1).await, refused(Refusal::AccountNotFound));
    assert_eq!(fixture.write_count(), 0);
}

#[tokio::test]
async fn no_password_reaches_the_disk() {
    let fixture = Fixture::new();
    assert_eq!(outcome(&fixture.agent(), &fixture.job("a", NEW), 1).await, Outcome::Done);
    let journal = std::fs::read_to_string(fixture.folder.path().join("journal.jsonl")).expect("read");
    assert!(journal.contains("intended") && journal.contains("settled"));
    assert!(!journal.contains(NEW) && !journal.contains("anna"));
}

#[tokio::test]
async fn no_refusal_is_reported_after_the_lease_is_lost() {
    let fixture = Fixture::new();
    fixture.directory.with(|script| script.writes = vec![WriteFault::AnswerLost]);
    let agent = fixture.agent();
    let job = fixture.job("a", NEW);
    let lost = Lease::since(BootTime::now(), Duration::ZERO);
    assert_eq!(disposition(&agent, &job, 1, &lost).await, Disposition::Leave);
    assert_eq!(fixture.write_count(), 0, "nothing was written");
    fixture.directory.set("Somebody-Elses-90");
    assert_eq!(disposition(&agent, &job, 2, &lost).await, Disposition::Leave);
    assert_eq!(
        outcome(&agent, &job, 3).await,
        refused(Refusal::JobExpired),
        "the agent that has the lease reports the refusal"
    );
}

#[tokio::test]
async fn unreported_refusal_is_repeated_without_writing() {
    let fixture = Fixture::new();
    let job = fixture.job("a", NEW);
    let before = fixture.agent().directory.find(ACCOUNT, Purpose::Write).await.expect("read").expect("found");
    fixture.agent().journal.record_intent(&job, OrderKind::SetPassword, &before, 0).expect("intended");
    fixture.directory.set("Somebody-Elses-90");
    for delivery in [2, 3] {
        assert_eq!(outcome(&fixture.agent(), &job, delivery).await, refused(Refusal::JobExpired));
    }
    assert_eq!((fixture.password().as_str(), fixture.write_count()), ("Somebody-Elses-90", 0));
}

#[tokio::test]
async fn job_redelivered_while_active_is_left_alone() {
    let fixture = Fixture::new();
    let agent = fixture.agent();
    let job = fixture.job("a", NEW);
    let active_jobs = JobGuard::acquire(&agent.active_jobs, "a");
    assert_eq!(disposition(&agent, &job, 2, &valid_lease()).await, Disposition::Leave);
    drop(active_jobs);
    assert_eq!(outcome(&agent, &job, 2).await, Outcome::Done);
}
