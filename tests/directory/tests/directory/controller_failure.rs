//! The domain controller hangs or dies during a job. The reported outcome is true.

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
    name: String,
    job: Job,
}

impl Fixture {
    /// Returns an agent with a job that waits at a failpoint.
    async fn stopped_at(point: &str, life_seconds: i64) -> Self {
        let mut fixture = Self::new().await;
        fixture.agent.start(Some(point));
        fixture.agent.wait_for_log("directory_synced").await;
        fixture.job.expires_at = clock::now().as_second() + life_seconds;
        fixture.cloud.queue().send(&fixture.job);
        fixture.agent.wait_until_stopped().await;
        fixture
    }

    async fn new() -> Self {
        let lab = Lab::exclusive(Controller::Plain);
        let cloud = Cloud::start().await;
        let short_timeouts = [("connect_timeout_seconds", "3"), ("operation_timeout_seconds", "3")];
        let agent = Agent::with_settings(PROGRAM, &cloud, &lab, &short_timeouts);
        let name = lab.person(OLD);
        let account = Domain::administrator(&lab).await.id(&name).await;
        let job = agent.order(&account, NEW);
        Self { lab, cloud, agent, name, job }
    }

    async fn outcome(&self) -> Option<Outcome> {
        self.cloud.outcome(&self.job.id).await
    }

    async fn assert_password_is(&self, password: &str) {
        ldap::assert_password_is(&self.lab, &self.name, password).await;
    }
}

#[tokio::test]
async fn write_waits_for_a_hanging_controller() {
    let fixture = Fixture::stopped_at("intent-recorded", 120).await;
    fixture.lab.run(&["pause"]);
    fixture.agent.resume();
    fixture.agent.wait_for_log("change_not_answered").await;
    fixture.agent.wait_for_log("outcome_not_yet_known").await;
    assert_eq!(
        fixture.cloud.outcomes(&fixture.job.id),
        [],
        "nothing is reported before the outcome is known"
    );
    fixture.lab.run(&["resume"]);
    assert_eq!(fixture.outcome().await, Some(Outcome::Done));
    fixture.assert_password_is(NEW).await;
}

#[tokio::test]
async fn write_is_repeated_after_a_crash_before_it() {
    let fixture = Fixture::stopped_at("intent-recorded", 120).await;
    fixture.lab.run(&["pause"]);
    fixture.agent.resume();
    fixture.agent.wait_for_log("change_not_answered").await;
    fixture.lab.run(&["kill"]);
    fixture.lab.run(&["start"]);
    assert_eq!(fixture.outcome().await, Some(Outcome::Done));
    fixture.assert_password_is(NEW).await;
}

#[tokio::test]
async fn late_controller_is_reported_unreachable() {
    let fixture = Fixture::stopped_at("intent-recorded", 6).await;
    fixture.lab.run(&["pause"]);
    fixture.agent.resume();
    fixture.agent.wait_for_log("change_not_answered").await;
    fixture.lab.run(&["kill"]);
    while clock::now().as_second() < fixture.job.expires_at {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    fixture.lab.run(&["start"]);
    assert_eq!(fixture.outcome().await, Some(refused(Refusal::DirectoryUnreachable)));
    fixture.assert_password_is(OLD).await;
}

#[tokio::test]
async fn crash_after_the_write_is_resolved_as_done() {
    let fixture = Fixture::stopped_at("change-answered", 120).await;
    fixture.lab.run(&["kill"]);
    fixture.agent.resume();
    fixture.agent.wait_for_log("outcome_not_yet_known").await;
    assert_eq!(fixture.cloud.outcomes(&fixture.job.id), []);
    fixture.lab.run(&["start"]);
    assert_eq!(fixture.outcome().await, Some(Outcome::Done));
    fixture.assert_password_is(NEW).await;
}

#[tokio::test]
async fn outcome_is_true_if_the_controller_stops() {
    let fixture = Fixture::stopped_at("intent-recorded", 120).await;
    fixture.lab.run(&["stop"]);
    fixture.agent.resume();
    tokio::time::sleep(Duration::from_secs(1)).await;
    fixture.lab.run(&["start"]);
    match fixture.outcome().await.expect("an outcome") {
        Outcome::Done => fixture.assert_password_is(NEW).await,
        other @ Outcome::Refused { .. } => {
            assert_eq!(other, refused(Refusal::DirectoryUnreachable));
            fixture.assert_password_is(OLD).await;
        }
    }
}

#[tokio::test]
async fn stopped_controller_is_reported_unreachable() {
    let mut fixture = Fixture::new().await;
    fixture.agent.start(None);
    fixture.agent.wait_for_log("directory_synced").await;
    fixture.lab.run(&["stop"]);
    fixture.cloud.queue().send(&fixture.job);
    assert_eq!(fixture.outcome().await, Some(refused(Refusal::DirectoryUnreachable)));
    fixture.lab.run(&["start"]);
    fixture.assert_password_is(OLD).await;
}
