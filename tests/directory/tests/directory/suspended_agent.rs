//! An agent is suspended, like a frozen host, while another one continues. When it resumes, it undoes nothing.

use std::{path::Path, time::Duration};

use agent_protocol::{Job, Outcome};
use directory_tests::{agent::Agent, configuration};
use nix::sys::signal::Signal;
use test_support::{
    cloud::Cloud,
    fixtures,
    lab::{Controller, Lab},
    ldap::{self, Domain},
    orders,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");
const VISIBILITY: u32 = 2;

struct Fixture {
    lab: Lab,
    cloud: Cloud,
    frozen: Agent,
    other: Agent,
    name: String,
    account: String,
}

impl Fixture {
    /// Creates two agents. Lines of `[directory]` are replaced for the one that will be suspended.
    async fn new(replaced: &[(&str, &str)]) -> Self {
        let lab = Lab::shared(Controller::Plain);
        let cloud = Cloud::start().await;
        let agent = |id, replaced| {
            let section = |folder: &Path| configuration::section(&lab, folder, replaced);
            Agent::with_id(id, PROGRAM, cloud.address, VISIBILITY, section)
        };
        let (frozen, other) = (agent("agent-1", replaced), agent("agent-2", &[]));
        let name = fixtures::person(&lab);
        let account = Domain::administrator(&lab).await.id(&name).await;
        Self { lab, cloud, frozen, other, name, account }
    }

    fn order(&self, password: &str) -> Job {
        let agents = [&self.frozen, &self.other].map(|agent| (agent.id.as_str(), &agent.keys));
        orders::set_password_for_agents(&agents, &self.account, password)
    }

    /// Suspends an agent at a failpoint of the first order. The other agent carries out that order and a second one;
    /// then the first agent resumes. Returns the signal that ended it, if one did.
    async fn suspend_at(point: &str, replaced: &[(&str, &str)]) -> Option<i32> {
        let mut fixture = Self::new(replaced).await;
        let (first, second) = (fixtures::password(), fixtures::password());
        fixture.frozen.start_with_action(&format!("freeze {point}"));
        let job = fixture.order(&first);
        fixture.cloud.queue().send(&job);
        fixture.frozen.wait_until_stopped().await;
        fixture.other.start(None);
        assert_eq!(fixture.cloud.outcome(&job.id).await, Some(Outcome::Done), "the other takes over");
        let newer = fixture.order(&second);
        fixture.cloud.queue().send(&newer);
        assert_eq!(fixture.cloud.outcome(&newer.id).await, Some(Outcome::Done));

        fixture.frozen.signal(Signal::SIGCONT);
        tokio::time::sleep(Duration::from_secs(2)).await;

        assert_eq!(ldap::sign_in(&fixture.lab, &fixture.name, &second).await, Ok(()), "suspended at {point}");
        let outcomes = fixture.cloud.outcomes(&job.id);
        assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Done), "{outcomes:?}");
        fixture.frozen.exit_signal()
    }
}

const SIGALRM: i32 = 14;

#[tokio::test]
async fn agent_suspended_before_the_job_leaves_it_alone() {
    assert_eq!(Fixture::suspend_at("job-received", &[]).await, None, "it leaves the job alone and goes on");
}

#[tokio::test]
async fn agent_suspended_before_the_intent_undoes_nothing() {
    assert_eq!(Fixture::suspend_at("order-checked", &[]).await, None);
}

#[tokio::test]
async fn agent_suspended_after_the_intent_undoes_nothing() {
    assert_eq!(Fixture::suspend_at("intent-recorded", &[]).await, None);
}

#[tokio::test]
async fn agent_suspended_before_the_write_is_ended() {
    assert_eq!(
        Fixture::suspend_at("session-ready", &[]).await,
        Some(SIGALRM),
        "the watchdog ends the agent before it writes"
    );
}

#[tokio::test]
async fn agent_suspended_after_the_write_undoes_nothing() {
    assert_eq!(Fixture::suspend_at("change-answered", &[]).await, None);
}

#[tokio::test]
async fn agent_suspended_before_the_report_undoes_nothing() {
    assert_eq!(Fixture::suspend_at("before-report", &[]).await, None);
}

#[tokio::test]
async fn suspended_agent_does_not_report_unreachable() {
    let nowhere = [("urls", r#"["ldaps://127.0.0.1:9"]"#), ("addresses", "{}")];
    assert_eq!(
        Fixture::suspend_at("before-report", &nowhere).await,
        None,
        "the other agent may have reached the directory"
    );
}
