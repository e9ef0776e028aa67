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

struct World {
    cloud: Cloud,
    agent: Agent,
    domain: Domain,
    name: String,
    account: String,
    _lab: Lab,
}

impl World {
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
    let mut world = World::new().await;
    world.agent.start(None);
    world.agent.wait_for_log("directory_synced").await;
    let mut times = Vec::new();
    for attempt in 0..100 {
        let job = world.agent.sign_in(&world.account, WRONG);
        let sent = Instant::now();
        world.cloud.queue().send(&job);
        let (verdict, heard) = world.cloud.verdict(&job.id).await;
        times.push(heard - sent);
        assert_eq!(verdict, if attempt < 1 { Verdict::Wrong } else { Verdict::NotTried });
    }
    assert_eq!(world.bad_passwords().await.as_deref(), Some("1"));
    assert_eq!(world.agent.journal(), "");
    for secret in [WRONG, world.name.as_str(), world.account.as_str()] {
        assert!(!world.agent.log().contains(secret), "the log contains {secret}");
    }
    times.sort();
    println!("from queue to report, not tried: p50 {:.1?}", times.get(50).expect("a hundred"));
}

#[tokio::test]
async fn right_password_is_reported_at_once() {
    let mut world = World::new().await;
    world.agent.start(None);
    world.agent.wait_for_log("directory_synced").await;
    let mut times = Vec::new();
    for _ in 0..50 {
        let job = world.agent.sign_in(&world.account, OLD);
        let sent = Instant::now();
        world.cloud.queue().send(&job);
        let (verdict, heard) = world.cloud.verdict(&job.id).await;
        times.push(heard - sent);
        assert_eq!(verdict, Verdict::Right);
    }
    times.sort();
    println!("from queue to report: p50 {:.1?}, p90 {:.1?}", times.get(25), times.get(45));
}

#[tokio::test]
async fn agent_killed_after_a_try_does_not_try_again() {
    let mut world = World::new().await;
    let job = world.agent.sign_in(&world.account, WRONG);
    world.agent.start(Some("password-tried"));
    world.cloud.queue().send(&job);
    world.agent.wait_until_stopped().await;
    world.agent.kill();
    assert_eq!(world.bad_passwords().await.as_deref(), Some("1"));
    assert_eq!(world.cloud.verdicts(&job.id), []);
    world.agent.start(None);
    assert_eq!(world.cloud.verdict(&job.id).await.0, Verdict::NotTried);
    assert_eq!(world.bad_passwords().await.as_deref(), Some("1"));
}

#[tokio::test]
async fn verdict_is_reported_until_it_is_accepted() {
    let mut world = World::new().await;
    world.cloud.reject_reports(true);
    let job = world.agent.sign_in(&world.account, WRONG);
    world.cloud.queue().send(&job);
    world.agent.start(None);
    world.agent.wait_for_log("sign_in_report_not_taken").await;
    assert!(!world.cloud.queue().is_empty(), "the message stays until the verdict is accepted");
    world.cloud.reject_reports(false);
    assert_eq!(world.cloud.verdict(&job.id).await.0, Verdict::Wrong);
    assert_eq!(world.bad_passwords().await.as_deref(), Some("1"), "the password was tried once");
}

#[tokio::test]
async fn expired_verdict_is_dropped() {
    let mut world = World::new().await;
    world.cloud.reject_reports(true);
    world.agent.start(None);
    world.agent.wait_for_log("directory_synced").await;
    let mut job = world.agent.sign_in(&world.account, OLD);
    job.expires_at = clock::now().as_second() + 3;
    world.cloud.queue().send(&job);
    let end = Instant::now() + Duration::from_secs(20);
    while !world.cloud.queue().is_empty() {
        assert!(Instant::now() < end, "the message is still there");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(clock::now().as_second() >= job.expires_at, "the verdict was dropped too early");
    assert_eq!(world.cloud.verdicts(&job.id), []);
}
