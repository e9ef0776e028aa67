//! Failure paths, tested against a scripted directory. Everything else is tested against real ones.

mod change;
mod scripted;
mod sign_in;
mod world;

use agent_protocol::Order;

use crate::{directory::Purpose, lease::BootTime};
use scripted::Written;
use world::{World, disposition, outcome, refused, valid_lease};

use super::*;

const AGENT: &str = "agent-1";
const ACCOUNT: &str = "00000000-0000-4000-8000-000000000001";
const OLD: &str = "Start-Passw0rd!";
const NEW: &str = "Violet-Harbour-71";
/// Meets every other rule.
const LEAKED: &str = "Caffeebecher-1";

#[tokio::test]
async fn job_delivered_twice_is_written_once() {
    let world = World::new();
    let agent = world.agent();
    let job = world.job("a", NEW);
    assert_eq!(outcome(&agent, &job, 1).await, Outcome::Done);
    world.directory.set("Somebody-Elses-90");
    assert_eq!(outcome(&agent, &job, 2).await, Outcome::Done);
    assert_eq!(world.write_count(), 1);
}

#[tokio::test]
async fn write_with_a_lost_answer_is_reported_as_done() {
    let world = World::new();
    world.directory.with(|script| script.writes = vec![Written::AnswerLost]);
    assert_eq!(outcome(&world.agent(), &world.job("a", NEW), 1).await, Outcome::Done);
    assert_eq!((world.password().as_str(), world.write_count()), (NEW, 1));
}

#[tokio::test]
async fn late_write_is_waited_for() {
    let world = World::new();
    world.directory.with(|script| script.writes = vec![Written::Late]);
    assert_eq!(outcome(&world.agent(), &world.job("a", NEW), 1).await, Outcome::Done);
    assert_eq!((world.password().as_str(), world.write_count()), (NEW, 1));
}

#[tokio::test]
async fn lost_request_is_written_again_before_the_job_expires() {
    let world = World::new();
    world.directory.with(|script| script.writes = vec![Written::RequestLost]);
    assert_eq!(outcome(&world.agent(), &world.job("a", NEW), 1).await, Outcome::Done);
    assert_eq!((world.password().as_str(), world.write_count()), (NEW, 2));
}

#[tokio::test]
async fn lost_request_of_an_expired_job_is_refused() {
    let world = World::new();
    world.directory.with(|script| {
        script.writes = vec![Written::RequestLost];
        script.unreachable_for = 0;
    });
    let agent = world.agent().with_timeouts(Timeouts {
        reach: Duration::from_millis(30),
        recheck_interval: Duration::from_millis(2100),
    });
    let mut job = world.job("a", NEW);
    job.expires_at = clock::now().as_second() + 2;
    assert_eq!(outcome(&agent, &job, 1).await, refused(Refusal::DirectoryUnreachable));
    assert_eq!((world.password().as_str(), world.write_count()), (OLD, 1));
}

#[tokio::test]
async fn no_intent_is_recorded_when_the_directory_is_unreachable() {
    let world = World::new();
    world.directory.with(|script| script.unreachable_for = 1000);
    let agent = world.agent();
    assert_eq!(outcome(&agent, &world.job("a", NEW), 1).await, refused(Refusal::DirectoryUnreachable));
    assert_eq!((world.write_count(), agent.journal.in_doubt_count()), (0, 0));
}

#[tokio::test]
async fn intent_left_by_a_crash_is_resolved() {
    for (was_written, later) in [(true, None), (false, None), (true, Some("Somebody-Elses-90"))] {
        let world = World::new();
        let job = world.job("a", NEW);
        let agent = world.agent();
        let before = agent.directory.find(ACCOUNT, Purpose::Write).await.expect("read").expect("found");
        agent.journal.record_intent(&job, OrderKind::SetPassword, &before, 0).expect("intended");
        drop(agent);
        if was_written {
            world.directory.set(NEW);
        }
        if let Some(password) = later {
            world.directory.set(password);
        }
        let wanted = if later.is_some() { refused(Refusal::JobExpired) } else { Outcome::Done };
        assert_eq!(outcome(&world.agent(), &job, 2).await, wanted);
        assert_eq!(world.password(), later.unwrap_or(NEW));
        assert_eq!(world.write_count(), u32::from(!was_written));
    }
}

#[tokio::test]
async fn expired_job_is_never_written() {
    let world = World::new();
    let mut job = world.job("a", NEW);
    job.expires_at = clock::now().as_second();
    assert_eq!(outcome(&world.agent(), &job, 1).await, refused(Refusal::JobExpired));
    assert_eq!(world.write_count(), 0);
}

#[tokio::test]
async fn older_order_is_not_written_after_a_newer_one() {
    let world = World::new();
    let agent = world.agent();
    let older = world.job("older", "Copper-Meadow-52");
    let mut newer = world.job("newer", NEW);
    newer.ordered_at += 1;
    assert_eq!(outcome(&agent, &newer, 1).await, Outcome::Done);
    assert_eq!(outcome(&agent, &older, 1).await, refused(Refusal::JobExpired));
    assert_eq!(world.password(), NEW);
}

#[tokio::test]
async fn password_written_by_another_agent_is_done() {
    let world = World::new();
    let job = world.job("a", NEW);
    world.directory.set(NEW);
    assert_eq!(outcome(&world.agent(), &job, 2).await, Outcome::Done);
    assert_eq!(world.write_count(), 0);
}

#[tokio::test]
async fn job_sealed_to_another_agent_is_handed_over() {
    let world = World::new();
    let mut job = world.job("a", NEW);
    if let Order::SetPassword { envelopes } = &mut job.order {
        for envelope in envelopes {
            envelope.agent = "agent-2".to_owned();
        }
    }
    assert_eq!(disposition(&world.agent(), &job, 1, &valid_lease()).await, Disposition::HandOver);
}

#[tokio::test]
async fn envelope_of_another_reset_does_not_open() {
    let world = World::new();
    let mut job = world.job("a", NEW);
    job.reset = "another".to_owned();
    assert_eq!(disposition(&world.agent(), &job, 1, &valid_lease()).await, Disposition::HandOver);
    assert_eq!(world.write_count(), 0);
}

#[tokio::test]
async fn history_is_named_only_if_the_directory_said_so() {
    let world = World::new();
    world.directory.with(|script| script.writes = vec![Written::Policy, Written::History]);
    let agent = world.agent();
    assert_eq!(outcome(&agent, &world.job("a", NEW), 1).await, refused(Refusal::PasswordRefusedByFilter));
    assert_eq!(outcome(&agent, &world.job("b", NEW), 1).await, refused(Refusal::PasswordInHistory));
}

#[tokio::test]
async fn agent_checks_rules_before_asking_the_directory() {
    let world = World::new();
    let agent = world.agent();
    let policy = AgentPolicy { banned_words: vec!["contoso".to_owned()], ..AgentPolicy::default() };
    world.policy.send_replace(Some(policy));
    assert_eq!(
        outcome(&agent, &world.job("a", "short"), 1).await,
        refused(Refusal::PasswordTooShort { minimum: 8 })
    );
    assert!(matches!(
        outcome(&agent, &world.job("b", "C0nt0so1!"), 1).await,
        Outcome::Refused { refusal: Refusal::PasswordBanned { .. } }
    ));
    assert_eq!(outcome(&agent, &world.job("d", LEAKED), 1).await, refused(Refusal::PasswordBreached));
    let unknown = Job {
        account: "00000000-0000-4000-8000-000000000099".to_owned(),
        order: Order::UnlockAccount,
        ..world.job("c", NEW)
    };
    assert_eq!(outcome(&agent, &unknown, 1).await, refused(Refusal::AccountNotFound));
    assert_eq!(world.write_count(), 0);
}

#[tokio::test]
async fn no_password_reaches_the_disk() {
    let world = World::new();
    assert_eq!(outcome(&world.agent(), &world.job("a", NEW), 1).await, Outcome::Done);
    let journal = std::fs::read_to_string(world.folder.path().join("journal.jsonl")).expect("read");
    assert!(journal.contains("intended") && journal.contains("settled"));
    assert!(!journal.contains(NEW) && !journal.contains("anna"));
}

#[tokio::test]
async fn no_refusal_is_reported_after_the_lease_is_lost() {
    let world = World::new();
    world.directory.with(|script| script.writes = vec![Written::AnswerLost]);
    let agent = world.agent();
    let job = world.job("a", NEW);
    let lost = Lease::since(BootTime::now(), Duration::ZERO);
    assert_eq!(disposition(&agent, &job, 1, &lost).await, Disposition::Leave);
    assert_eq!(world.write_count(), 0, "nothing was written");
    world.directory.set("Somebody-Elses-90");
    assert_eq!(disposition(&agent, &job, 2, &lost).await, Disposition::Leave);
    assert_eq!(
        outcome(&agent, &job, 3).await,
        refused(Refusal::JobExpired),
        "the agent that has the lease reports the refusal"
    );
}

#[tokio::test]
async fn unreported_refusal_is_repeated_without_writing() {
    let world = World::new();
    let job = world.job("a", NEW);
    let before = world.agent().directory.find(ACCOUNT, Purpose::Write).await.expect("read").expect("found");
    world.agent().journal.record_intent(&job, OrderKind::SetPassword, &before, 0).expect("intended");
    world.directory.set("Somebody-Elses-90");
    for delivery in [2, 3] {
        assert_eq!(outcome(&world.agent(), &job, delivery).await, refused(Refusal::JobExpired));
    }
    assert_eq!((world.password().as_str(), world.write_count()), ("Somebody-Elses-90", 0));
}

#[tokio::test]
async fn job_redelivered_while_active_is_left_alone() {
    let world = World::new();
    let agent = world.agent();
    let job = world.job("a", NEW);
    let active_jobs = JobGuard::acquire(&agent.active_jobs, "a");
    assert_eq!(disposition(&agent, &job, 2, &valid_lease()).await, Disposition::Leave);
    drop(active_jobs);
    assert_eq!(outcome(&agent, &job, 2).await, Outcome::Done);
}
