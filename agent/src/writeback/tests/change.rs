//! Changes of a password by a user who knows the current one.

use agent_protocol::{Order, sealing::Plaintext};

use super::{super::*, ACCOUNT};
use super::{
    NEW, OLD,
    scripted::Written,
    world::{World, disposition, outcome, refused, valid_lease},
};
use crate::directory::Purpose;

fn unlocked() -> World {
    let world = World::new();
    world.directory.with(|script| script.lockout_time = 0);
    world
}

fn change(world: &World, id: &str, current: &str) -> Job {
    world.sealed(id, &Plaintext::change(current, NEW), |envelopes| Order::ChangePassword { envelopes })
}

#[tokio::test]
async fn change_needs_the_current_password() {
    let world = unlocked();
    let agent = world.agent();
    let wrong = change(&world, "a", "Not-The-Passw0rd");
    assert_eq!(outcome(&agent, &wrong, 1).await, refused(Refusal::CurrentPasswordWrong));
    assert_eq!(world.password(), OLD);
    assert_eq!(outcome(&agent, &change(&world, "b", OLD), 1).await, Outcome::Done);
    assert_eq!((world.password().as_str(), world.write_count()), (NEW, 2));
}

#[tokio::test]
async fn change_that_could_lock_the_account_is_not_sent() {
    let world = unlocked();
    let agent = world.agent();
    world.directory.with(|script| script.spare_bad_passwords = 0);
    assert_eq!(outcome(&agent, &change(&world, "a", OLD), 1).await, refused(Refusal::AccountLocked));
    world.directory.with(|script| (script.spare_bad_passwords, script.lockout_time) = (2, 9));
    assert_eq!(outcome(&agent, &change(&world, "b", OLD), 1).await, refused(Refusal::AccountLocked));
    assert_eq!((world.password().as_str(), world.write_count()), (OLD, 0));
}

#[tokio::test]
async fn change_obeys_the_rules_of_a_set() {
    let world = unlocked();
    let short =
        world.sealed("a", &Plaintext::change(OLD, "short"), |envelopes| Order::ChangePassword { envelopes });
    let too_short = refused(Refusal::PasswordTooShort { minimum: 8 });
    assert_eq!(outcome(&world.agent(), &short, 1).await, too_short);
    world.directory.with(|script| script.writes = vec![Written::Policy]);
    let by_filter = refused(Refusal::PasswordRefusedByFilter);
    assert_eq!(outcome(&world.agent(), &change(&world, "b", OLD), 1).await, by_filter);
    world.directory.with(|script| script.writes = vec![Written::Policy]);
    let same =
        world.sealed("c", &Plaintext::change(OLD, OLD), |envelopes| Order::ChangePassword { envelopes });
    assert_eq!(outcome(&world.agent(), &same, 1).await, refused(Refusal::PasswordInHistory));
}

#[tokio::test]
async fn change_with_a_lost_or_late_answer_is_made_once() {
    for written in [Written::AnswerLost, Written::Late] {
        let world = unlocked();
        world.directory.with(|script| script.writes = vec![written]);
        assert_eq!(outcome(&world.agent(), &change(&world, "a", OLD), 1).await, Outcome::Done);
        assert_eq!((world.password().as_str(), world.write_count()), (NEW, 1));
    }
}

#[tokio::test]
async fn change_is_made_once_by_either_agent() {
    let world = unlocked();
    let agent = world.agent();
    let job = change(&world, "a", OLD);
    let before = agent.directory.find(ACCOUNT, Purpose::Write).await.expect("read").expect("found");
    agent.journal.record_intent(&job, OrderKind::ChangePassword, &before, 0).expect("intended");
    world.directory.set(NEW);
    assert_eq!(outcome(&agent, &job, 2).await, Outcome::Done, "this agent wrote it before a crash");
    assert_eq!(outcome(&agent, &change(&world, "b", OLD), 2).await, Outcome::Done, "another agent wrote it");
    assert_eq!(world.write_count(), 0);
    let mut older = change(&world, "c", NEW);
    older.ordered_at -= 1;
    assert_eq!(outcome(&agent, &older, 1).await, refused(Refusal::JobExpired));
}

#[tokio::test]
async fn envelope_for_another_kind_of_order_does_not_open() {
    let world = unlocked();
    let set = |envelopes| Order::SetPassword { envelopes };
    let change = |envelopes| Order::ChangePassword { envelopes };
    for job in [
        world.sealed("a", &Plaintext::change(OLD, NEW), set),
        world.sealed("b", &Plaintext::sign_in(OLD), set),
        world.sealed("c", &Plaintext::reset(NEW), change),
        world.sealed("d", &Plaintext::sign_in(OLD), change),
    ] {
        let agent = world.agent();
        assert!(agent.open(&job).is_none(), "{}", job.id);
        assert_eq!(disposition(&agent, &job, 1, &valid_lease()).await, Disposition::HandOver);
    }
    assert_eq!(world.write_count(), 0);
}
