//! `sync --dry-run` shows exactly what a sync would send, and sends nothing.

#![expect(clippy::expect_used, reason = "a test that cannot go on ends")]

use std::collections::BTreeMap;

use agent_protocol::sync::{Account, Domain, IneligibleAccount};
use directory_tests::{agent::Agent, reader::Reader};
use readmit_agent::directory::Scope;
use test_support::{
    administration::UniqueNames,
    cloud::Cloud,
    lab::{Controller, Lab},
    ldap,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");

/// Returns the domain and the accounts from standard output, and the text of standard error.
async fn shown(agent: &Agent, more: &[&str]) -> (Domain, BTreeMap<String, Account>, String) {
    let output = agent.output(&[&["sync", "--config", "agent.toml", "--dry-run"], more].concat()).await;
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(output.status.success(), "{said}");
    let text = String::from_utf8(output.stdout).expect("text");
    let mut lines = text.lines();
    let domain = serde_json::from_str(lines.next().expect("the domain")).expect("a domain");
    let is_account = |line: &&str| serde_json::from_str::<IneligibleAccount>(line).is_err();
    let accounts = lines.filter(is_account);
    let accounts = accounts.map(|line| serde_json::from_str::<Account>(line).expect("an account"));
    (domain, accounts.map(|account| (account.account_name.clone(), account)).collect(), said)
}

#[tokio::test]
async fn dry_run_shows_accounts_and_sends_nothing() {
    let lab = Lab::shared(Controller::Plain);
    let mut domain = ldap::Domain::administrator(&lab).await;
    let names = UniqueNames::new();
    let good = domain.make_person(&names.name("good"), &[("mobile", "070-174 06 01")]).await;
    let bad = domain.make_person(&names.name("bad"), &[("mobile", "ask the reception")]).await;
    let out = &names.name("out");
    let out = domain.make_person(out, &[("adminCount", "1"), ("otherMailbox", "out@home.example")]).await;
    domain.make_group(&names.name("enabled"), &[&good, &bad, &out]).await;
    let cloud = Cloud::start().await;
    cloud.set_groups(&names.name("enabled"), "Readmit Excluded");
    let agent = Agent::new(PROGRAM, &cloud, &lab);

    let (shown_domain, accounts, said) = shown(&agent, &["--enabled-group", &names.name("enabled")]).await;
    assert_eq!(shown_domain.netbios, "DEMO");
    let scope = Scope { enabled: vec![names.name("enabled")], ..Scope::default() };
    let read = Reader::new(&lab, &scope).read().await;
    let sent = read.accounts.into_iter().map(|account| (account.account_name.clone(), account));
    assert!(accounts == sent.collect::<BTreeMap<_, _>>(), "the same accounts");
    assert_eq!(accounts.len(), 2);
    assert!(said.contains("Would be sent: 2 accounts."), "{said}");
    assert!(said.contains("Excluded, privileged: 1."), "{said}");
    let unusable = format!(
        "can be sent: 1, of these accounts:\n  {}: not a telephone number of any country\n",
        names.name("bad")
    );
    assert!(said.contains(&unusable), "{said}");
    assert!(!said.contains("reception") && !said.contains("070"), "{said}");
    assert!(cloud.sessions().is_empty(), "the cloud was not even asked");

    let (_, accounts, said) = shown(&agent, &[]).await;
    assert_eq!(accounts.len(), 2, "the scope is that of the cloud's policy");
    assert!(said.contains("Of excluded accounts, name, address and reason would be sent: "), "{said}");
    let sessions = cloud.sessions();
    assert!(matches!(sessions.as_slice(), [look] if look.health.is_none()), "a dry run sends no heartbeat");
    assert!(cloud.sync_state().leader.is_none() && cloud.sync_state().bytes == 0, "nothing was sent");
}
