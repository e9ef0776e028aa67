//! The agent process tries each password once, whatever happens to it, and reports the verdict in time.

use std::time::{Duration, Instant};

use agent_protocol::sign_in::Verdict;
use directory_tests::agent::Agent;
use readmit_agent::clock;
use test_support::{
    cloud::Cloud,
    lab::{Controller, Lab},
    ldap::{Domain, OLD},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");
const WRONG: &str = "Not-The-Passw0rd-1";

struct Fixture {
    cloud: Cloud,
    agent: Agent,
    domain: Domain,
    name: String,
    account: String,
    _lab: Lab,
}

impl Fixture {
    async fn new() -> Self {
        let lab = Lab::shared(Controller::Plain);
        let cloud = Cloud::start().await;
        let agent = Agent::new(PROGRAM, &cloud, &lab);
        let name = lab.person(OLD);
        let mut domain = Domain::administrator(&lab).await;
        let account = domain.id(&name).await;
        Self { cloud, agent, domain, name, account, _lab: lab }
    }

    async fn bad_passwords(&mut self) -> Option<String> {
        self.domain.attribute(&self.name, "badPwdCount").await
    }
}

#[tokio::test]
async fn hundred_wrong_passwords_leave_no_trace() {
    let mut fixture = Fixture::new().await;
    fixture.agent.start(None);
    fixture.agent.wait_for_log("directory_synced").await;
    let mut times = Vec::new();
    for attempt in 0..100 {
        let job = fixture.agent.sign_in(&fixture.account, WRONG);
        let sent = Instant::now();
        fixture.cloud.queue().send(&job);
        let (verdict, heard) = fixture.cloud.verdict(&job.id).await;
        times.push(heard - sent);
        assert_eq!(verdict, if attempt < 1 { Verdict::Wrong } else { Verdict::NotTried });
    }
    assert_eq!(fixture.bad_passwords().await.as_deref(), Some("1"));
    assert_eq!(fixture.agent.journal(), "");
    for secret in [WRONG, fixture.name.as_str(), fixture.account.as_str()] {
        assert!(!fixture.agent.log().contains(secret), "the log contains {secret}");
    }
    times.sort();
    println!("from queue to report, not tried: p50 {:.1?}", times.get(50).expect("a hundred"));
}

#[tokio::test]
async fn right_password_is_reported_at_once() {
    let mut fixture = Fixture::new().await;
    fixture.agent.start(None);
    fixture.agent.wait_for_log("directory_synced").await;
    let mut times = Vec::new();
    for _ in 0..50 {
        let job = fixture.agent.sign_in(&fixture.account, OLD);
        let sent = Instant::now();
        fixture.cloud.queue().send(&job);
        let (verdict, heard) = fixture.cloud.verdict(&job.id).await;
        times.push(heard - sent);
        assert_eq!(verdict, Verdict::Right);
    }
    times.sort();
    println!("from queue to report: p50 {:.1?}, p90 {:.1?}", times.get(25), times.get(45));
}

#[tokio::test]
async fn agent_killed_after_a_try_does_not_try_again() {
    let mut fixture = Fixture::new().await;
    let job = fixture.agent.sign_in(&fixture.account, WRONG);
    fixture.agent.start(Some("password-tried"));
    fixture.cloud.queue().send(&job);
    fixture.agent.wait_until_stopped().await;
    fixture.agent.kill();
    assert_eq!(fixture.bad_passwords().await.as_deref(), Some("1"));
    assert_eq!(fixture.cloud.verdicts(&job.id), []);
    fixture.agent.start(None);
    assert_eq!(fixture.cloud.verdict(&job.id).await.0, Verdict::NotTried);
    assert_eq!(fixture.bad_passwords().await.as_deref(), Some("1"));
}

#[tokio::test]
async fn verdict_is_reported_until_it_is_accepted() {
    let mut fixture = Fixture::new().await;
    fixture.cloud.reject_reports(true);
    let job = fixture.agent.sign_in(&fixture.account, WRONG);
    fixture.cloud.queue().send(&job);
    fixture.agent.start(None);
    fixture.agent.wait_for_log("sign_in_report_not_taken").await;
    assert!(!fixture.cloud.queue().is_empty(), "the message stays until the verdict is accepted");
    fixture.cloud.reject_reports(false);
    assert_eq!(fixture.cloud.verdict(&job.id).await.0, Verdict::Wrong);
    assert_eq!(fixture.bad_passwords().await.as_deref(), Some("1"), "the password was tried once");
}

#[tokio::test]
async fn expired_verdict_is_dropped() {
    let mut fixture = Fixture::new().await;
    fixture.cloud.reject_reports(true);
    fixture.agent.start(None);
    fixture.agent.wait_for_log("directory_synced").await;
    let mut job = fixture.agent.sign_in(&fixture.account, OLD);
    job.expires_at = clock::now().as_second() + 3;
    fixture.cloud.queue().send(&job);
    let end = Instant::now() + Duration::from_secs(20);
    while !fixture.cloud.queue().is_empty() {
        assert!(Instant::now() < end, "the message is still there");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(clock::now().as_second() >= job.expires_at, "the verdict was dropped too early");
    assert_eq!(fixture.cloud.verdicts(&job.id), []);
}
