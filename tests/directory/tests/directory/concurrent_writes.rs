//! Writes and reports at the same time.

use std::time::Duration;

use agent_protocol::{Job, Outcome};
use directory_tests::agent::Agent;
use test_support::{
    cloud::Cloud,
    fixtures,
    lab::{Controller, Lab},
    ldap::{self, Domain},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");
/// The number of jobs in progress: two writers, each with one job to write and one to report.
const JOBS_IN_PROGRESS: usize = 4;

fn done(agent: &Agent) -> usize {
    agent.journal().matches("\"settled\"").count()
}

/// The next write happens while the last one is reported, but no more jobs are written than can be reported.
#[tokio::test]
async fn writes_continue_while_reports_are_sent() {
    let lab = Lab::shared(Controller::Plain);
    let cloud = Cloud::start().await;
    let mut agent = Agent::with_settings(PROGRAM, &cloud, &lab, &[]);
    let mut administrator = Domain::administrator(&lab).await;
    let mut orders: Vec<(String, String, Job)> = Vec::new();
    for _ in 0..=JOBS_IN_PROGRESS {
        let (name, password) = (fixtures::person(&lab), fixtures::password());
        let job = agent.order(&administrator.id(&name).await, &password);
        orders.push((name, password, job));
    }
    cloud.reject_reports(true);
    agent.start(None);
    for (_, _, job) in &orders {
        cloud.queue().send(job);
    }
    while done(&agent) < JOBS_IN_PROGRESS {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(done(&agent), JOBS_IN_PROGRESS, "{}", agent.log());
    cloud.reject_reports(false);
    for (name, password, job) in &orders {
        assert_eq!(cloud.outcome(&job.id).await, Some(Outcome::Done));
        assert_eq!(ldap::sign_in(&lab, name, password).await, Ok(()));
    }
}
