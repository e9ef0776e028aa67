//! Passwords that are tried on a real domain never lock an account.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use agent_protocol::sign_in::Verdict;
use directory_tests::library_agent::LibraryAgent;
use test_support::{
    fixtures,
    lab::{Controller, Lab},
    ldap::{Domain, OLD, sign_in},
    orders,
};

const WRONG: &str = "Not-The-Passw0rd-1";
/// An id that no account has.
const NOBODY: &str = "00000000-0000-4000-8000-000000000099";

struct Fixture {
    lab: Lab,
    agent: LibraryAgent,
    domain: Domain,
    name: String,
    account: String,
}

impl Fixture {
    async fn new() -> Self {
        let lab = Lab::shared(Controller::Plain);
        let name = lab.person(OLD);
        let mut domain = Domain::administrator(&lab).await;
        let account = domain.id(&name).await;
        Self { agent: LibraryAgent::new(&lab), lab, domain, name, account }
    }

    async fn try_password(&self, password: &str) -> Verdict {
        self.agent.sign_in(&self.account, password).await
    }

    async fn bad_passwords(&mut self) -> String {
        self.domain.attribute(&self.name, "badPwdCount").await.unwrap_or_default()
    }

    /// Moves the last wrong password back by this many minutes.
    async fn age_bad_passwords(&mut self, minutes: i64) {
        let last = self.attribute("badPasswordTime").await.parse().unwrap_or(i64::MAX);
        let dn = self.attribute("distinguishedName").await;
        let line = format!("change set '{dn}' badPasswordTime {}", last - minutes * 60 * 10_000_000);
        self.lab.shell(&line, Path::new("/"), "");
    }

    async fn attribute(&mut self, name: &str) -> String {
        self.domain.attribute(&self.name, name).await.unwrap_or_default()
    }
}

#[tokio::test]
async fn every_bind_result_has_its_verdict() {
    let Fixture { lab, agent, mut domain, name: right, .. } = Fixture::new().await;
    let [hours, machines, locked] = [(); 3].map(|()| lab.person(OLD));
    lab.run(&["lock", &locked]);
    let never = "\0".repeat(21);
    for (name, attribute, value) in
        [(&hours, "logonHours", never.as_str()), (&machines, "userWorkstations", "ELSEWHERE")]
    {
        let dn = domain.attribute(name, "distinguishedName").await.expect("a name");
        domain.set(&dn, attribute, &[value]).await;
    }
    let cases = [
        (right.as_str(), OLD, Verdict::Right),
        (&right, WRONG, Verdict::Wrong),
        ("judy", "Start-Passw0rd-9!", Verdict::PasswordExpired),
        ("erin", "Start-Passw0rd-4!", Verdict::MustChange),
        ("dave", "Start-Passw0rd-3!", Verdict::AccountDisabled),
        ("frank", "Start-Passw0rd-5!", Verdict::AccountExpired),
        (&hours, OLD, Verdict::NotAtThisTime),
        (&machines, OLD, Verdict::NotAtThisTime),
        (&locked, OLD, Verdict::Locked),
        (&locked, WRONG, Verdict::Locked),
        ("eve-admin", "Eve-Admin-Passw0rd!", Verdict::NotTried),
        ("t0-admin", "T0-Admin-Passw0rd!", Verdict::NotTried),
    ];
    for (name, password, verdict) in cases {
        assert_eq!(agent.sign_in(&domain.id(name).await, password).await, verdict, "{name} {password}");
    }
    assert_eq!(agent.sign_in(NOBODY, OLD).await, Verdict::Wrong);
    assert_eq!(agent.sign_in("nobody", OLD).await, Verdict::Wrong);
    assert_eq!(sign_in(&lab, &locked, OLD).await, Err("775".to_owned()), "the locked account stays locked");
}

#[tokio::test]
async fn hundred_wrong_passwords_lock_no_account() {
    let mut fixture = Fixture::new().await;
    for attempt in 0..100 {
        let expected = if attempt < 1 { Verdict::Wrong } else { Verdict::NotTried };
        assert_eq!(fixture.try_password(WRONG).await, expected, "attempt {attempt}");
    }
    assert_eq!(fixture.bad_passwords().await, "1", "the agent tried a password that could lock the account");
    assert_eq!(fixture.try_password(OLD).await, Verdict::NotTried);
    let typo = sign_in(&fixture.lab, &fixture.name, WRONG).await;
    assert!(typo.is_err(), "the user's own wrong password is refused");
    assert_eq!(sign_in(&fixture.lab, &fixture.name, OLD).await, Ok(()));
}

#[tokio::test]
async fn threshold_comes_from_the_account_policy() {
    let mut fixture = Fixture::new().await;
    let strict = fixtures::person(&fixture.lab);
    let account = fixture.domain.id(&strict).await;
    for attempt in 0..10 {
        let expected = if attempt < 2 { Verdict::Wrong } else { Verdict::NotTried };
        assert_eq!(fixture.agent.sign_in(&account, WRONG).await, expected, "attempt {attempt}");
    }
    assert_eq!(sign_in(&fixture.lab, &strict, OLD).await, Ok(()));
}

#[tokio::test]
async fn password_is_not_tried_if_the_policy_is_unreadable() {
    let mut fixture = Fixture::new().await;
    let strict = fixtures::person(&fixture.lab);
    let strict = fixture.domain.id(&strict).await;
    // An ordinary account may not read fine-grained policies.
    let other = format!("{}@demo.example", fixture.lab.person(OLD));
    let agent = LibraryAgent::bound_as(&fixture.lab, &other, OLD);
    assert_eq!(agent.sign_in(&strict, OLD).await, Verdict::NotTried);
    assert_eq!(agent.sign_in(&fixture.account, OLD).await, Verdict::Right, "the domain's policy is readable");
}

#[tokio::test]
async fn right_password_resets_the_count() {
    let mut fixture = Fixture::new().await;
    // The threshold of this policy is five: a right password is tried after a wrong one.
    let strict = fixtures::person(&fixture.lab);
    let account = fixture.domain.id(&strict).await;
    assert_eq!(fixture.agent.sign_in(&account, WRONG).await, Verdict::Wrong);
    assert_eq!(fixture.domain.attribute(&strict, "badPwdCount").await.as_deref(), Some("1"));
    assert_eq!(fixture.agent.sign_in(&account, OLD).await, Verdict::Right);
    assert_eq!(fixture.domain.attribute(&strict, "badPwdCount").await.as_deref(), Some("0"));
}

#[tokio::test]
async fn old_wrong_passwords_do_not_count() {
    let mut fixture = Fixture::new().await;
    for expected in [Verdict::Wrong, Verdict::NotTried] {
        assert_eq!(fixture.try_password(WRONG).await, expected);
    }
    // The domain's observation window is half an hour, and the clocks may differ by five minutes.
    fixture.age_bad_passwords(34).await;
    assert_eq!(fixture.try_password(OLD).await, Verdict::NotTried);
    fixture.age_bad_passwords(2).await;
    assert_eq!(fixture.bad_passwords().await, "1", "the controller keeps an expired count");
    assert_eq!(fixture.try_password(WRONG).await, Verdict::Wrong);
    assert_eq!(fixture.bad_passwords().await, "1", "the controller starts a new count");
    fixture.age_bad_passwords(36).await;
    assert_eq!(fixture.try_password(OLD).await, Verdict::Right);
}

#[tokio::test]
async fn redelivered_job_is_not_tried() {
    let mut fixture = Fixture::new().await;
    let keys = fixture.agent.keys();
    let job = orders::check_password(orders::AGENT, &keys, &fixture.account, WRONG);
    assert_eq!(fixture.agent.try_password(&job, 2).await, Verdict::NotTried);
    assert_eq!(fixture.bad_passwords().await, "0");
    assert_eq!(fixture.agent.try_password(&job, 1).await, Verdict::Wrong);
    assert_eq!(fixture.bad_passwords().await, "1");
}

/// Asserts no times, because the machine may be busy.
#[tokio::test]
async fn prints_how_long_verdicts_take() {
    let mut fixture = Fixture::new().await;
    let strict = fixtures::person(&fixture.lab);
    let strict = fixture.domain.id(&strict).await;
    let cases = [
        ("right", fixture.account.as_str(), OLD),
        ("wrong, with a policy of one's own", &strict, WRONG),
        ("right, with a policy of one's own", &strict, OLD),
        ("wrong, for nobody", NOBODY, WRONG),
    ];
    let mut times = cases.map(|_| Vec::new());
    for _ in 0..40 {
        for ((_, account, password), times) in cases.iter().zip(&mut times) {
            let begun = Instant::now();
            let verdict = fixture.agent.sign_in(account, password).await;
            times.push(begun.elapsed());
            assert!([Verdict::Right, Verdict::Wrong].contains(&verdict), "{verdict:?}");
        }
    }
    for ((what, ..), times) in cases.iter().zip(&mut times) {
        times.sort();
        let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or(Duration::ZERO);
        println!("{what}: p50 {:.1?}, p90 {:.1?}", at(50), at(90));
    }
}
