//! The agent process with the demonstration directory, without a domain controller.

use agent_protocol::{Outcome, Refusal, sync::Account};
use directory_tests::agent::Agent;
use test_support::{cloud::Cloud, ldap::NEW, orders, orders::refused};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");
const DEMONSTRATION: &str = "[directory]\nkind = \"demonstration\"\nfolder = \"directory\"\n";
const FIRST: &str = "Start-Passw0rd!";

async fn running() -> (Cloud, Agent, Vec<Account>) {
    let cloud = Cloud::start().await;
    let mut agent = Agent::with_directory(PROGRAM, &cloud, |_| DEMONSTRATION.to_owned());
    agent.start(None);
    agent.wait_for_log("directory_synced").await;
    let accounts = cloud.sync_state().accounts.values().cloned().collect();
    (cloud, agent, accounts)
}

const STATUS: [&str; 5] = ["status", "--config", "agent.toml", "--wait", "20"];

#[tokio::test]
async fn restarted_agent_is_ready_without_changes() {
    let (cloud, mut agent, _) = running().await;
    let ready = agent.output(&STATUS).await;
    assert!(ready.status.success(), "{ready:?}");
    agent.kill();
    assert_eq!(agent.output(&STATUS[..3]).await.status.code(), Some(3));
    let finished = cloud.sync_state().finished.len();
    agent.start(None);
    let again = agent.output(&STATUS).await;
    assert!(again.status.success(), "{again:?}");
    assert_eq!(cloud.sync_state().finished.len(), finished);
    assert_eq!(agent.log().matches("agent_ready").count(), 2);
}

#[tokio::test]
async fn standby_agent_is_ready() {
    let (cloud, mut agent, _) = running().await;
    agent.kill();
    cloud.sync_state().leader = Some("agent-2".to_owned());
    agent.start(None);
    let ready = agent.output(&STATUS).await;
    assert!(ready.status.success(), "{ready:?}");
}

#[tokio::test]
async fn agent_with_a_rejected_sync_is_not_ready() {
    let cloud = Cloud::start().await;
    cloud.limit_batches(Some(0));
    let mut agent = Agent::with_directory(PROGRAM, &cloud, |_| DEMONSTRATION.to_owned());
    agent.start(None);
    cloud.wait_for_rejected_batch().await;
    let early = agent.output(&["status", "--config", "agent.toml", "--wait", "1"]).await;
    assert_eq!(early.status.code(), Some(1), "{early:?}");
    assert!(String::from_utf8_lossy(&early.stdout).contains("not ready"), "{early:?}");
    cloud.limit_batches(None);
    let ready = agent.output(&STATUS).await;
    assert!(ready.status.success(), "{ready:?}");
}

fn id<'a>(accounts: &'a [Account], name: &str) -> &'a str {
    let account = accounts.iter().find(|account| account.account_name == name);
    account.map_or_else(|| unreachable!("{name} is sent"), |account| account.id.as_str())
}

fn sign_in(agent: &Agent, name: &str, password: &str) -> Option<i32> {
    agent.command(&["demo-sign-in", "--config", "agent.toml", "--user", name], &format!("{password}\n"))
}

#[tokio::test]
async fn new_password_replaces_the_old_one() {
    let (cloud, agent, accounts) = running().await;
    assert_eq!(sign_in(&agent, "anna", FIRST), Some(0));
    assert_eq!(sign_in(&agent, "cleo", FIRST), Some(2));
    assert_eq!(sign_in(&agent, "eva", FIRST), Some(3));
    for name in ["anna", "cleo"] {
        let job = agent.order(id(&accounts, name), NEW);
        cloud.queue().send(&job);
        assert_eq!(cloud.outcome(&job.id).await, Some(Outcome::Done));
        assert_eq!(sign_in(&agent, name, NEW), Some(0));
        assert_eq!(sign_in(&agent, name, FIRST), Some(1));
    }
}

#[tokio::test]
async fn demonstration_reports_refusals() {
    let (cloud, agent, accounts) = running().await;
    let outcome = async |name: &str, password: &str| {
        let job = agent.order(id(&accounts, name), password);
        cloud.queue().send(&job);
        cloud.outcome(&job.id).await
    };
    assert_eq!(outcome("anna", FIRST).await, Some(refused(Refusal::PasswordInHistory)));
    assert_eq!(outcome("anna", "Xy7-Lindqvist-kk").await, Some(refused(Refusal::PasswordContainsName)));
    assert_eq!(outcome("anna", "Caffeebecher-1").await, Some(refused(Refusal::PasswordBreached)));
    let young = outcome("dag", NEW).await;
    assert!(
        matches!(young, Some(Outcome::Refused { refusal: Refusal::PasswordTooRecent { .. } })),
        "{young:?}"
    );
    let unlock = orders::unlock_account(id(&accounts, "dag"));
    cloud.queue().send(&unlock);
    assert_eq!(cloud.outcome(&unlock.id).await, Some(Outcome::Done));
}
