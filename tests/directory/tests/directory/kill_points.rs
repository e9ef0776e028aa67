//! The agent is killed at every failpoint of a job: one outcome is reported, and it is true.
//!
//! Once at each failpoint in the suite; 20 times with `./scripts/test kill-points`.

#![expect(clippy::print_stdout, reason = "the longer run tells how far it is")]

use agent_protocol::{Job, Outcome};
use directory_tests::{
    agent::Agent,
    failpoints::{PASSED_IN_ONE_DELIVERY, POINTS},
};
use test_support::{
    cloud::Cloud,
    fixtures,
    lab::{Controller, Lab},
    ldap::{self, Domain},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");
const SIGKILL: i32 = 9;
/// The visibility timeout of jobs in seconds: short, so that the job of a killed agent is soon delivered again.
const VISIBILITY: u32 = 2;

struct Fixture {
    lab: Lab,
    cloud: Cloud,
    agent: Agent,
    name: String,
    account: String,
}

impl Fixture {
    async fn new() -> Self {
        let lab = Lab::shared(Controller::Plain);
        let cloud = Cloud::start().await;
        let agent = Agent::with_id("agent-1", PROGRAM, cloud.address, VISIBILITY, |folder| {
            directory_tests::configuration::section(&lab, folder, &[])
        });
        let name = fixtures::person(&lab);
        let account = Domain::administrator(&lab).await.id(&name).await;
        Self { lab, cloud, agent, name, account }
    }

    /// Kills the agent at these failpoints one after the other, and then lets it complete the job.
    async fn complete_after_kills(&mut self, points: &[&str]) {
        let password = fixtures::password();
        let job: Job = self.agent.order(&self.account, &password);
        for (index, point) in points.iter().enumerate() {
            self.agent.start_with_action(&format!("kill {point}"));
            if index == 0 {
                self.cloud.queue().send(&job);
            }
            assert_eq!(
                self.agent.wait_for_exit_signal().await,
                Some(SIGKILL),
                "killed at {points:?}:\n{}",
                self.agent.log()
            );
        }
        self.agent.start(None);
        assert_eq!(
            self.cloud.outcome(&job.id).await,
            Some(Outcome::Done),
            "{points:?}:\n{}",
            self.agent.log()
        );
        let signed_in = ldap::sign_in(&self.lab, &self.name, &password).await;
        assert_eq!(signed_in, Ok(()), "the reported password does not sign in, after {points:?}");
        self.agent.kill();
        let written = self.agent.journal().matches("\"intended\"").count();
        assert!(written <= 2, "{points:?}: the password was written more than twice");
    }

    async fn complete_each(points: &[&[&str]]) {
        let mut fixture = Self::new().await;
        for round in 0..fixtures::rounds() {
            for points in points {
                fixture.agent.delete_journal();
                fixture.complete_after_kills(points).await;
            }
            println!("round {round}: survived at {} points", points.len());
        }
    }
}

/// Tests every fourth failpoint of a job that is delivered once. Four tests run side by side.
async fn test_quarter(number: usize) {
    let points: Vec<[&str; 1]> =
        POINTS.iter().take(PASSED_IN_ONE_DELIVERY).skip(number).step_by(4).map(|point| [*point]).collect();
    Fixture::complete_each(&points.iter().map(<[_; 1]>::as_slice).collect::<Vec<_>>()).await;
}

#[tokio::test]
async fn kills_at_points_1_5_9_leave_one_true_outcome() {
    test_quarter(0).await;
}

#[tokio::test]
async fn kills_at_points_2_6_10_leave_one_true_outcome() {
    test_quarter(1).await;
}

#[tokio::test]
async fn kills_at_points_3_7_11_leave_one_true_outcome() {
    test_quarter(2).await;
}

#[tokio::test]
async fn kills_at_points_4_8_12_leave_one_true_outcome() {
    test_quarter(3).await;
}

#[tokio::test]
async fn kills_during_recovery_leave_one_true_outcome() {
    Fixture::complete_each(&[
        &["report-accepted", "journal-answered"],
        &["change-answered", "intent-found"],
        &["intent-recorded", "intent-found", "intent-found"],
        &["order-checked", "earlier-delivery-checked"],
        &["journal-line-written", "journal-before-line", "journal-line-written"],
    ])
    .await;
}
