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

struct World {
    lab: Lab,
    cloud: Cloud,
    agent: Agent,
    name: String,
    job: Job,
}

impl World {
    /// Returns an agent with a job that waits at a failpoint.
    async fn stopped_at(point: &str, life_seconds: i64) -> Self {
        let mut world = Self::new().await;
        world.agent.start(Some(point));
        world.agent.wait_for_log("directory_synced").await;
        world.job.expires_at = clock::now().as_second() + life_seconds;
        world.cloud.queue().send(&world.job);
        world.agent.wait_until_stopped().await;
        world
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
    let world = World::stopped_at("intent-recorded", 120).await;
    world.lab.run(&["pause"]);
    world.agent.resume();
    world.agent.wait_for_log("change_not_answered").await;
    world.agent.wait_for_log("outcome_not_yet_known").await;
    assert_eq!(world.cloud.outcomes(&world.job.id), [], "nothing is reported before the outcome is known");
    world.lab.run(&["resume"]);
    assert_eq!(world.outcome().await, Some(Outcome::Done));
    world.assert_password_is(NEW).await;
}

#[tokio::test]
async fn write_is_repeated_after_a_crash_before_it() {
    let world = World::stopped_at("intent-recorded", 120).await;
    world.lab.run(&["pause"]);
    world.agent.resume();
    world.agent.wait_for_log("change_not_answered").await;
    world.lab.run(&["kill"]);
    world.lab.run(&["start"]);
    assert_eq!(world.outcome().await, Some(Outcome::Done));
    world.assert_password_is(NEW).await;
}

#[tokio::test]
async fn late_controller_is_reported_unreachable() {
    let world = World::stopped_at("intent-recorded", 6).await;
    world.lab.run(&["pause"]);
    world.agent.resume();
    world.agent.wait_for_log("change_not_answered").await;
    world.lab.run(&["kill"]);
    while clock::now().as_second() < world.job.expires_at {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    world.lab.run(&["start"]);
    assert_eq!(world.outcome().await, Some(refused(Refusal::DirectoryUnreachable)));
    world.assert_password_is(OLD).await;
}

#[tokio::test]
async fn crash_after_the_write_is_resolved_as_done() {
    let world = World::stopped_at("change-answered", 120).await;
    world.lab.run(&["kill"]);
    world.agent.resume();
    world.agent.wait_for_log("outcome_not_yet_known").await;
    assert_eq!(world.cloud.outcomes(&world.job.id), []);
    world.lab.run(&["start"]);
    assert_eq!(world.outcome().await, Some(Outcome::Done));
    world.assert_password_is(NEW).await;
}

#[tokio::test]
async fn stopped_controller_yields_a_true_outcome() {
    let world = World::stopped_at("intent-recorded", 120).await;
    world.lab.run(&["stop"]);
    world.agent.resume();
    tokio::time::sleep(Duration::from_secs(1)).await;
    world.lab.run(&["start"]);
    match world.outcome().await.expect("an outcome") {
        Outcome::Done => world.assert_password_is(NEW).await,
        other @ Outcome::Refused { .. } => {
            assert_eq!(other, refused(Refusal::DirectoryUnreachable));
            world.assert_password_is(OLD).await;
        }
    }
}

#[tokio::test]
async fn stopped_controller_is_reported_unreachable() {
    let mut world = World::new().await;
    world.agent.start(None);
    world.agent.wait_for_log("directory_synced").await;
    world.lab.run(&["stop"]);
    world.cloud.queue().send(&world.job);
    assert_eq!(world.outcome().await, Some(refused(Refusal::DirectoryUnreachable)));
    world.lab.run(&["start"]);
    world.assert_password_is(OLD).await;
}
