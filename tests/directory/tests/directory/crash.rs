//! The agent process is killed at critical points, and the reported outcome is true.

use std::time::Duration;

use agent_protocol::{Job, Outcome, Refusal};
use directory_tests::agent::Agent;
use readmit_agent::clock;
use test_support::{
    cloud::Cloud,
    lab::{Controller, Lab},
    ldap::{self, Domain, NEW, OLD},
    orders::refused,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");

struct World {
    lab: Lab,
    cloud: Cloud,
    agent: Agent,
    domain: Domain,
    name: String,
    account: String,
}

impl World {
    async fn new() -> Self {
        let lab = Lab::shared(Controller::Plain);
        let cloud = Cloud::start().await;
        let agent = Agent::new(PROGRAM, &cloud, &lab);
        let name = lab.person(OLD);
        let mut domain = Domain::administrator(&lab).await;
        let account = domain.id(&name).await;
        Self { lab, cloud, agent, domain, name, account }
    }

    /// Sends a job, kills the agent at a failpoint, restarts it, and returns the outcome.
    async fn crash_at(&mut self, point: &str) -> Option<Outcome> {
        let job = self.agent.order(&self.account, NEW);
        self.crash_with(job, point).await
    }

    async fn crash_with(&mut self, job: Job, point: &str) -> Option<Outcome> {
        self.agent.start(Some(point));
        self.cloud.queue().send(&job);
        self.agent.wait_until_stopped().await;
        self.agent.kill();
        assert_eq!(self.cloud.outcomes(&job.id), [], "nothing was reported before the crash");
        self.agent.start(None);
        self.cloud.outcome(&job.id).await
    }

    async fn assert_password_is(&self, password: &str) {
        ldap::assert_password_is(&self.lab, &self.name, password).await;
    }

    fn assert_nothing_secret_was_written(&self) {
        for (text, what) in [(self.agent.journal(), "journal"), (self.agent.log(), "log")] {
            assert!(!text.is_empty(), "the {what} is empty");
            for secret in [OLD, NEW, self.name.as_str(), self.lab.value("AD_BIND_PW")] {
                assert!(!text.contains(secret), "the {what} contains {secret}");
            }
        }
    }
}

#[tokio::test]
async fn agent_killed_before_the_write_completes_it() {
    let mut world = World::new().await;
    assert_eq!(world.crash_at("intent-recorded").await, Some(Outcome::Done));
    world.assert_password_is(NEW).await;
    world.assert_nothing_secret_was_written();
}

#[tokio::test]
async fn agent_killed_after_the_write_does_not_repeat_it() {
    let mut world = World::new().await;
    let before = world.domain.attribute(&world.name, "pwdLastSet").await;
    assert_eq!(world.crash_at("change-answered").await, Some(Outcome::Done));
    world.assert_password_is(NEW).await;
    assert_ne!(world.domain.attribute(&world.name, "pwdLastSet").await, before);
    assert_eq!(
        world.agent.journal().matches("\"intended\"").count(),
        1,
        "the password was written more than once"
    );
    world.assert_nothing_secret_was_written();
}

#[tokio::test]
async fn agent_killed_before_the_report_still_reports() {
    let mut world = World::new().await;
    assert_eq!(world.crash_at("outcome-recorded").await, Some(Outcome::Done));
    world.assert_password_is(NEW).await;
    world.assert_nothing_secret_was_written();
}

#[tokio::test]
async fn change_is_made_once_despite_a_crash() {
    for point in ["intent-recorded", "change-answered"] {
        let mut world = World::new().await;
        let job = world.agent.change(&world.account, OLD, NEW);
        assert_eq!(world.crash_with(job, point).await, Some(Outcome::Done), "{point}");
        world.assert_password_is(NEW).await;
        world.assert_nothing_secret_was_written();
    }
}

#[tokio::test]
async fn agent_back_after_the_expiry_writes_nothing() {
    let mut world = World::new().await;
    let mut job = world.agent.order(&world.account, NEW);
    job.expires_at = clock::now().as_second() + 20;
    world.agent.start(Some("intent-recorded"));
    world.cloud.queue().send(&job);
    world.agent.wait_until_stopped().await;
    world.agent.kill();
    while clock::now().as_second() < job.expires_at {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    world.agent.start(None);
    assert_eq!(world.cloud.outcome(&job.id).await, Some(refused(Refusal::JobExpired)));
    let bad = world.domain.attribute(&world.name, "badPwdCount").await;
    assert!(bad.is_none_or(|count| count == "0"), "finding out the outcome counted a wrong password");
    world.assert_password_is(OLD).await;
}

#[tokio::test]
async fn job_delivered_twice_is_written_once() {
    let mut world = World::new().await;
    let job = world.agent.order(&world.account, NEW);
    world.cloud.queue().send(&job);
    world.agent.start(None);
    assert_eq!(world.cloud.outcome(&job.id).await, Some(Outcome::Done));
    let set = world.domain.attribute(&world.name, "pwdLastSet").await;
    world.cloud.queue().send(&job);
    while world.cloud.outcomes(&job.id).len() < 2 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(world.cloud.outcome(&job.id).await, Some(Outcome::Done));
    assert_eq!(world.domain.attribute(&world.name, "pwdLastSet").await, set);
}

#[tokio::test]
async fn outcome_is_reported_until_it_is_accepted() {
    let mut world = World::new().await;
    world.cloud.reject_reports(true);
    let job = world.agent.order(&world.account, NEW);
    world.cloud.queue().send(&job);
    world.agent.start(None);
    world.agent.wait_for_log("report_not_taken").await;
    assert!(!world.cloud.queue().is_empty(), "the message stays until the report is accepted");
    world.cloud.reject_reports(false);
    assert_eq!(world.cloud.outcome(&job.id).await, Some(Outcome::Done));
}
