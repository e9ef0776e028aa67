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

struct Fixture {
    lab: Lab,
    cloud: Cloud,
    agent: Agent,
    domain: Domain,
    name: String,
    account: String,
}

impl Fixture {
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
    let mut fixture = Fixture::new().await;
    assert_eq!(fixture.crash_at("intent-recorded").await, Some(Outcome::Done));
    fixture.assert_password_is(NEW).await;
    fixture.assert_nothing_secret_was_written();
}

#[tokio::test]
async fn agent_killed_after_the_write_does_not_repeat_it() {
    let mut fixture = Fixture::new().await;
    let before = fixture.domain.attribute(&fixture.name, "pwdLastSet").await;
    assert_eq!(fixture.crash_at("change-answered").await, Some(Outcome::Done));
    fixture.assert_password_is(NEW).await;
    assert_ne!(fixture.domain.attribute(&fixture.name, "pwdLastSet").await, before);
    assert_eq!(
        fixture.agent.journal().matches("\"intended\"").count(),
        1,
        "the password was written more than once"
    );
    fixture.assert_nothing_secret_was_written();
}

#[tokio::test]
async fn agent_killed_before_the_report_still_reports() {
    let mut fixture = Fixture::new().await;
    assert_eq!(fixture.crash_at("outcome-recorded").await, Some(Outcome::Done));
    fixture.assert_password_is(NEW).await;
    fixture.assert_nothing_secret_was_written();
}

#[tokio::test]
async fn change_is_made_once_despite_a_crash() {
    for point in ["intent-recorded", "change-answered"] {
        let mut fixture = Fixture::new().await;
        let job = fixture.agent.change(&fixture.account, OLD, NEW);
        assert_eq!(fixture.crash_with(job, point).await, Some(Outcome::Done), "{point}");
        fixture.assert_password_is(NEW).await;
        fixture.assert_nothing_secret_was_written();
    }
}

#[tokio::test]
async fn agent_back_after_the_expiry_writes_nothing() {
    let mut fixture = Fixture::new().await;
    let mut job = fixture.agent.order(&fixture.account, NEW);
    job.expires_at = clock::now().as_second() + 20;
    fixture.agent.start(Some("intent-recorded"));
    fixture.cloud.queue().send(&job);
    fixture.agent.wait_until_stopped().await;
    fixture.agent.kill();
    while clock::now().as_second() < job.expires_at {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    fixture.agent.start(None);
    assert_eq!(fixture.cloud.outcome(&job.id).await, Some(refused(Refusal::JobExpired)));
    let bad = fixture.domain.attribute(&fixture.name, "badPwdCount").await;
    assert!(bad.is_none_or(|count| count == "0"), "finding out the outcome counted a wrong password");
    fixture.assert_password_is(OLD).await;
}

#[tokio::test]
async fn job_delivered_twice_is_written_once() {
    let mut fixture = Fixture::new().await;
    let job = fixture.agent.order(&fixture.account, NEW);
    fixture.cloud.queue().send(&job);
    fixture.agent.start(None);
    assert_eq!(fixture.cloud.outcome(&job.id).await, Some(Outcome::Done));
    let set = fixture.domain.attribute(&fixture.name, "pwdLastSet").await;
    fixture.cloud.queue().send(&job);
    while fixture.cloud.outcomes(&job.id).len() < 2 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(fixture.cloud.outcome(&job.id).await, Some(Outcome::Done));
    assert_eq!(fixture.domain.attribute(&fixture.name, "pwdLastSet").await, set);
}

#[tokio::test]
async fn outcome_is_reported_until_it_is_accepted() {
    let mut fixture = Fixture::new().await;
    fixture.cloud.reject_reports(true);
    let job = fixture.agent.order(&fixture.account, NEW);
    fixture.cloud.queue().send(&job);
    fixture.agent.start(None);
    fixture.agent.wait_for_log("report_not_taken").await;
    assert!(!fixture.cloud.queue().is_empty(), "the message stays until the report is accepted");
    fixture.cloud.reject_reports(false);
    assert_eq!(fixture.cloud.outcome(&job.id).await, Some(Outcome::Done));
}
