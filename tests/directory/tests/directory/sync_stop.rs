//! A sync stops before it loses accounts by mistake or lets in users whom the policy excludes.

use std::time::Duration;

use agent_protocol::sync::StopReason;
use directory_tests::{agent::Agent, configuration, reader::Reader, synced_domain::SyncedDomain};
use readmit_agent::directory::{DirectoryError, Scope, SyncStop};
use test_support::{
    administration::UniqueNames,
    cloud::Cloud,
    lab::{Controller, Lab},
    ldap::Domain,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");

fn users() -> Scope {
    Scope { enabled: vec!["Readmit Users".to_owned()], ..Scope::default() }
}

async fn stop(reader: &mut Reader) -> SyncStop {
    match reader.try_read().await {
        Err(DirectoryError::SyncStopped(stop)) => stop,
        other => unreachable!("the sync does not stop: {other:?}"),
    }
}

fn based(lab: &Lab, base: &str) -> Reader {
    Reader::with(lab, &users(), &[("base", &format!("{base:?}"))])
}

#[tokio::test]
async fn missing_base_stops_the_sync() {
    let lab = Lab::shared(Controller::Plain);
    for name in
        ["OU=Nowhere,DC=demo,DC=example", "DC=other,DC=example", "OU=People,DC=other,DC=example", "People"]
    {
        assert_eq!(stop(&mut based(&lab, name)).await, SyncStop::BaseNotFound { name: name.to_owned() });
    }
}

#[tokio::test]
async fn renamed_base_stops_the_sync() {
    let mut synced = SyncedDomain::new().await;
    let unit = synced.domain.make_unit(&synced.names.name("unit")).await;
    let scope = Scope { enabled: vec![synced.names.name("enabled")], ..Scope::default() };
    let mut reader = Reader::with(&synced.lab, &scope, &[("base", &format!("{unit:?}"))]);
    let member = synced.member.clone();
    synced.domain.rename(&member, &format!("CN={}", synced.names.name("member")), Some(&unit)).await;
    assert!(reader.read().await.account(&synced.names.name("member")).is_some());

    let renamed = synced.domain.rename(&unit, &format!("OU={}", synced.names.name("other")), None).await;
    assert_eq!(stop(&mut reader).await, SyncStop::BaseNotFound { name: unit.clone() });
    let rdn = unit.split_once(',').expect("a parent").0;
    synced.domain.rename(&renamed, rdn, None).await;
    assert!(!reader.read().await.is_gone(&synced.id));
}

#[tokio::test]
async fn base_may_be_spelled_in_any_way() {
    let lab = Lab::shared(Controller::Plain);
    let mut domain = Domain::administrator(&lab).await;
    let names = UniqueNames::new();
    let unit = domain.make_unit(&format!("{} Älvsjö\\, North", names.name("unit"))).await;
    let member = domain.make_person(&names.name("member"), &[]).await;
    domain.rename(&member, &format!("CN={}", names.name("member")), Some(&unit)).await;
    let member = format!("CN={},{unit}", names.name("member"));
    domain.make_group(&names.name("enabled"), &[&member]).await;
    let scope = Scope { enabled: vec![names.name("enabled")], ..Scope::default() };
    for base in [
        unit.clone(),
        unit.replace(',', ", ").replace("\\, ", "\\,"),
        unit.replace("\\,", "\\2C"),
        unit.to_uppercase(),
        unit.to_lowercase(),
        unit.replace('Ä', "\\C3\\84"),
    ] {
        let mut reader = Reader::with(&lab, &scope, &[("base", &format!("{base:?}"))]);
        let read = reader.read().await;
        assert!(read.account(&names.name("member")).is_some(), "{base}");
        assert_eq!(read.accounts.len(), 1, "{base}");
    }
}

#[tokio::test]
async fn missing_excluded_or_administrator_group_stops_the_sync() {
    let lab = Lab::shared(Controller::Plain);
    let (name, names) = ("No Such Group".to_owned(), vec!["No Such Group".to_owned()]);
    for scope in [Scope { excluded: names.clone(), ..users() }, Scope { administrators: names, ..users() }] {
        let mut reader = Reader::new(&lab, &scope);
        assert_eq!(stop(&mut reader).await, SyncStop::GroupNotFound { name: name.clone() });
    }
}

#[tokio::test]
async fn renamed_excluded_group_stops_the_sync() {
    let mut synced = SyncedDomain::new().await;
    let (excluded, member) = (synced.excluded.clone(), synced.member.clone());
    synced.domain.join(&excluded, &member).await;
    let read = synced.read_changes().await;
    assert!(!synced.has_member(&read));

    let name = synced.names.name("excluded");
    synced.domain.set(&excluded, "sAMAccountName", &[&synced.names.name("old")]).await;
    assert_eq!(stop(&mut synced.reader).await, SyncStop::GroupNotFound { name: name.clone() });
    synced.domain.set(&excluded, "sAMAccountName", &[&name]).await;
    let read = synced.reader.read().await;
    assert!(read.account(&synced.names.name("member")).is_none(), "the member stays out");
}

#[tokio::test]
async fn excluded_group_may_be_spelled_in_any_way() {
    let lab = Lab::shared(Controller::Plain);
    let dn = format!("CN=Readmit Excluded,{}", lab.value("AD_GROUPS"));
    for name in [dn.clone(), dn.replace(',', ", "), dn.to_lowercase(), dn.replace("Excluded", "\\45xcluded")]
    {
        let scope = Scope { excluded: vec![name.clone()], ..users() };
        let read = Reader::new(&lab, &scope).read().await;
        assert!(read.account("mallory").is_none() && read.account("alice").is_some(), "{name}");
    }
}

#[tokio::test]
async fn lost_accounts_stay_until_an_administrator_accepts_it() {
    let (lab, cloud) = (Lab::shared(Controller::Plain), Cloud::start().await);
    let mut domain = Domain::administrator(&lab).await;
    let names = UniqueNames::new();
    let mut members = Vec::new();
    for number in 0..5 {
        members.push(domain.make_person(&names.name(&format!("member{number}")), &[]).await);
    }
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let group = domain.make_group(&names.name("enabled"), &members).await;
    cloud.sync_state().max_loss_percent = Some(20);
    cloud.set_groups(&names.name("enabled"), "Readmit Excluded");
    let mut agent = Agent::new(PROGRAM, &cloud, &lab);
    agent.start(None);
    cloud.wait_until("five accounts", 30, |state| state.accounts.len() == 5 && state.cookie.is_some()).await;

    domain.leave(&group, members[0]).await;
    cloud.wait_until("one may leave", 30, |state| state.accounts.len() == 4).await;
    for member in &members[1..4] {
        domain.leave(&group, member).await;
    }
    cloud.wait_until("the loss is refused", 60, |state| state.refused.is_some()).await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(cloud.sync_state().accounts.len(), 4, "nothing is lost");
    let status = agent.output(&["status", "--config", "agent.toml"]).await;
    let shown = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(
        !status.status.success() && shown.contains("3 of 4") && shown.contains("--accept-shrink"),
        "{shown}"
    );

    let accepted = agent.output(&["sync", "--config", "agent.toml", "--accept-shrink"]).await;
    assert!(accepted.status.success() && String::from_utf8_lossy(&accepted.stdout).contains("3 of 4"));
    cloud.wait_until("the sync goes on", 60, |state| state.accounts.len() == 1).await;
    let none = agent.output(&["sync", "--config", "agent.toml", "--accept-shrink"]).await;
    assert_eq!(none.status.code(), Some(1), "it was accepted once");
}

#[tokio::test]
async fn administrators_are_notified_of_a_stop() {
    let (lab, cloud) = (Lab::shared(Controller::Plain), Cloud::start().await);
    cloud.set_groups("Readmit Users", "No Such Group");
    let section = |folder: &std::path::Path| configuration::section(&lab, folder, &[]);
    let mut agent = Agent::with_directory(PROGRAM, &cloud, section);
    agent.start(None);
    cloud.wait_until("the stop is reported", 60, |state| state.stops == [StopReason::GroupNotFound]).await;
    let status = agent.output(&["status", "--config", "agent.toml"]).await;
    let shown = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(shown.contains("`No Such Group`"), "{shown}");
    let check = agent.output(&["check", "--config", "agent.toml"]).await;
    assert!(!check.status.success(), "check fails too");
    assert!(cloud.sync_state().accounts.is_empty());
}
