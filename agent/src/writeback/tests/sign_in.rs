//! Passwords that are tried, and passwords that are not.

use agent_protocol::{Order, sealing::Plaintext, sign_in::Verdict};

use super::super::*;
use super::{
    ACCOUNT, OLD,
    fixture::{Fixture, valid_lease},
    scripted::Script,
};
use crate::{
    lease::{BootTime, LeaseLostError},
    sign_in::try_password,
};

const NOBODY: &str = "00000000-0000-4000-8000-000000000099";

/// Prepares a directory and a job, and returns the verdict and the accounts that were tried.
async fn verdict_of(password: &str, set: impl FnOnce(&mut Script, &mut Job)) -> (Verdict, Vec<String>) {
    let fixture = Fixture::new();
    let mut job = sign_in(&fixture, &Plaintext::sign_in(password));
    fixture.directory.with(|script| {
        script.lockout_time = 0;
        set(script, &mut job);
    });
    let verdict = run_sign_in(&fixture, &job, 1).await.expect("held");
    (verdict, fixture.directory.with(|script| script.tried_accounts.clone()))
}

fn sign_in(fixture: &Fixture, plaintext: &Plaintext) -> Job {
    fixture.sealed("a", plaintext, |envelopes| Order::CheckPassword { envelopes, is_stranger: false })
}

async fn run_sign_in(fixture: &Fixture, job: &Job, deliveries: u32) -> Result<Verdict, LeaseLostError> {
    let agent = fixture.agent();
    try_password(&agent.directory, &agent.keys, job, deliveries, &valid_lease()).await
}

#[tokio::test]
async fn password_is_tried_once() {
    let once = vec![ACCOUNT.to_owned()];
    assert_eq!(verdict_of(OLD, |_, _| ()).await, (Verdict::Right, once.clone()));
    assert_eq!(verdict_of("Not-The-Passw0rd", |_, _| ()).await, (Verdict::Wrong, once.clone()));
    let last_but_one = |script: &mut Script, _: &mut Job| script.spare_sign_ins = 1;
    assert_eq!(verdict_of("Not-The-Passw0rd", last_but_one).await, (Verdict::Wrong, once));
}

#[tokio::test]
async fn commonest_passwords_of_strangers_are_not_tried() {
    let by_stranger = |_: &mut Script, job: &mut Job| {
        let Order::CheckPassword { is_stranger, .. } = &mut job.order else { return };
        *is_stranger = true;
    };
    assert_eq!(verdict_of("Welcome2026!", by_stranger).await, (Verdict::Wrong, Vec::new()));
    let once = vec![ACCOUNT.to_owned()];
    assert_eq!(verdict_of(OLD, by_stranger).await, (Verdict::Right, once.clone()));
    assert_eq!(verdict_of("Welcome2026!", |_, _| ()).await, (Verdict::Wrong, once));
}

#[tokio::test]
async fn unknown_account_takes_the_same_steps_as_a_wrong_password() {
    let nobody = |_: &mut Script, job: &mut Job| NOBODY.clone_into(&mut job.account);
    let (verdict, tried) = verdict_of(OLD, nobody).await;
    assert_eq!((verdict, tried.len()), (Verdict::Wrong, 1));
    assert!(!tried.contains(&NOBODY.to_owned()), "an account that the agent cannot see is not tried");
}

#[tokio::test]
async fn no_password_is_tried_that_could_lock_the_account() {
    let no_spare = |script: &mut Script, _: &mut Job| script.spare_sign_ins = 0;
    assert_eq!(verdict_of(OLD, no_spare).await, (Verdict::NotTried, Vec::new()));
    let locked = |script: &mut Script, _: &mut Job| script.lockout_time = 9;
    assert_eq!(verdict_of(OLD, locked).await, (Verdict::Locked, Vec::new()));
    let protected = |script: &mut Script, _: &mut Job| script.is_protected = true;
    assert_eq!(verdict_of(OLD, protected).await, (Verdict::NotTried, Vec::new()));
}

#[tokio::test]
async fn expired_sign_in_is_not_tried() {
    let over = |_: &mut Script, job: &mut Job| job.expires_at = clock::now().as_second();
    assert_eq!(verdict_of(OLD, over).await, (Verdict::NotTried, Vec::new()));
    let away = |script: &mut Script, _: &mut Job| script.unreachable_for = 1;
    assert_eq!(verdict_of(OLD, away).await, (Verdict::Unreachable, Vec::new()));
}

#[tokio::test]
async fn redelivered_sign_in_is_not_tried() {
    let fixture = Fixture::new();
    let job = sign_in(&fixture, &Plaintext::sign_in(OLD));
    assert_eq!(run_sign_in(&fixture, &job, 2).await, Ok(Verdict::NotTried));
    assert_eq!(fixture.directory.with(|script| script.tried_accounts.len()), 0);
}

#[tokio::test]
async fn no_password_is_tried_after_the_lease_is_lost() {
    let fixture = Fixture::new();
    let agent = fixture.agent();
    let job = sign_in(&fixture, &Plaintext::sign_in(OLD));
    let lost = Lease::since(BootTime::now(), Duration::ZERO);
    assert_eq!(try_password(&agent.directory, &agent.keys, &job, 1, &lost).await, Err(LeaseLostError));
    assert_eq!(fixture.directory.with(|script| script.tried_accounts.len()), 0);
}

#[tokio::test]
async fn envelope_of_another_kind_is_not_tried() {
    let fixture = Fixture::new();
    for plaintext in [Plaintext::reset(OLD), Plaintext::change(OLD, "Violet-Harbour-71")] {
        assert_eq!(run_sign_in(&fixture, &sign_in(&fixture, &plaintext), 1).await, Ok(Verdict::NotTried));
    }
    let mut other = sign_in(&fixture, &Plaintext::sign_in(OLD));
    other.reset = "another".to_owned();
    assert_eq!(run_sign_in(&fixture, &other, 1).await, Ok(Verdict::NotTried));
    assert_eq!(fixture.directory.with(|script| script.tried_accounts.len()), 0);
}
