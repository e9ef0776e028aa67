//! Changes of a password by a user who knows the current one.

use agent_protocol::{Order, OrderKind, sealing::Plaintext};

use super::{super::*, ACCOUNT};
use super::{
    NEW, OLD,
    fixture::{Fixture, disposition, outcome, refused, valid_lease},
    scripted::WriteFault,
};
use crate::directory::Purpose;

fn unlocked() -> Fixture {
    let fixture = Fixture::new();
    fixture.directory.with(|script| script.lockout_time = 0);
    fixture
}

fn change(fixture: &Fixture, id: &str, current: &str) -> Job {
    fixture.sealed(id, &Plaintext::change(current, NEW), |envelopes| Order::ChangePassword { envelopes })
}

#[tokio::test]
async fn change_needs_the_current_password() {
    let fixture = unlocked();
    let agent = fixture.agent();
    let wrong = change(&fixture, "a", "Not-The-Passw0rd");
    assert_eq!(outcome(&agent, &wrong, 1).await, refused(Refusal::CurrentPasswordWrong));
    assert_eq!(fixture.password(), OLD);
    assert_eq!(outcome(&agent, &change(&fixture, "b", OLD), 1).await, Outcome::Done);
    assert_eq!((fixture.password().as_str(), fixture.write_count()), (NEW, 2));
}

#[tokio::test]
async fn change_that_could_lock_the_account_is_not_sent() {
    let fixture = unlocked();
    let agent = fixture.agent();
    fixture.directory.with(|script| script.spare_bad_passwords = 0);
    assert_eq!(outcome(&agent, &change(&fixture, "a", OLD), 1).await, refused(Refusal::AccountLocked));
    fixture.directory.with(|script| (script.spare_bad_passwords, script.lockout_time) = (2, 9));
    assert_eq!(outcome(&agent, &change(&fixture, "b", OLD), 1).await, refused(Refusal::AccountLocked));
    assert_eq!((fixture.password().as_str(), fixture.write_count()), (OLD, 0));
}

#[tokio::test]
async fn change_obeys_the_rules_of_a_set() {
    let fixture = unlocked();
    let short = fixture
        .sealed("a", &Plaintext::change(OLD, "short"), |envelopes| Order::ChangePassword { envelopes });
    let too_short = refused(Refusal::PasswordTooShort { minimum: 8 });
    assert_eq!(outcome(&fixture.agent(), &short, 1).await, too_short);
    fixture.directory.with(|script| script.writes = vec![WriteFault::Policy]);
    let by_filter = refused(Refusal::PasswordRefusedByFilter);
    assert_eq!(outcome(&fixture.agent(), &change(&fixture, "b", OLD), 1).await, by_filter);
    fixture.directory.with(|script| script.writes = vec![WriteFault::Policy]);
    let same =
        fixture.sealed("c", &Plaintext::change(OLD, OLD), |envelopes| Order::ChangePassword { envelopes });
    assert_eq!(outcome(&fixture.agent(), &same, 1).await, refused(Refusal::PasswordInHistory));
}

#[tokio::test]
async fn change_with_a_lost_or_late_answer_is_made_once() {
    for written in [WriteFault::AnswerLost, WriteFault::Late] {
        let fixture = unlocked();
        fixture.directory.with(|script| script.writes = vec![written]);
        assert_eq!(outcome(&fixture.agent(), &change(&fixture, "a", OLD), 1).await, Outcome::Done);
        assert_eq!((fixture.password().as_str(), fixture.write_count()), (NEW, 1));
    }
}

#[tokio::test]
async fn change_is_made_once_by_either_agent() {
    let fixture = unlocked();
    let agent = fixture.agent();
    let job = change(&fixture, "a", OLD);
    let before = agent.directory.find(ACCOUNT, Purpose::Write).await.expect("read").expect("found");
    agent.journal.record_intent(&job, OrderKind::ChangePassword, &before, 0).expect("intended");
    fixture.directory.set(NEW);
    assert_eq!(outcome(&agent, &job, 2).await, Outcome::Done, "this agent wrote it before a crash");
    assert_eq!(
        outcome(&agent, &change(&fixture, "b", OLD), 2).await,
        Outcome::Done,
        "another agent wrote it"
    );
    assert_eq!(fixture.write_count(), 0);
    let mut older = change(&fixture, "c", NEW);
    older.ordered_at -= 1;
    assert_eq!(outcome(&agent, &older, 1).await, refused(Refusal::JobExpired));
}

#[tokio::test]
async fn envelope_for_another_kind_of_order_does_not_open() {
    let fixture = unlocked();
    let set = |envelopes| Order::SetPassword { envelopes };
    let change = |envelopes| Order::ChangePassword { envelopes };
    for job in [
        fixture.sealed("a", &Plaintext::change(OLD, NEW), set),
        fixture.sealed("b", &Plaintext::sign_in(OLD), set),
        fixture.sealed("c", &Plaintext::reset(NEW), change),
        fixture.sealed("d", &Plaintext::sign_in(OLD), change),
    ] {
        let agent = fixture.agent();
        assert!(agent.open(&job).is_none(), "{}", job.id);
        assert_eq!(disposition(&agent, &job, 1, &valid_lease()).await, Disposition::HandOver);
    }
    assert_eq!(fixture.write_count(), 0);
}
