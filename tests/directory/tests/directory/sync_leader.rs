//! One agent leads the sync. Crashes and takeovers at any point have the same result.

use std::collections::BTreeMap;

use agent_protocol::sync::Account;
use directory_tests::{agent::Agent, configuration, reader::Reader};
use readmit_agent::directory::Scope;
use test_support::{
    administration::UniqueNames,
    cloud::Cloud,
    lab::{Controller, Lab},
    ldap::Domain,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");

/// A domain with a member of the enabled group, and a cloud.
struct Fixture {
    lab: Lab,
    cloud: Cloud,
    domain: Domain,
    names: UniqueNames,
    member: String,
}

impl Fixture {
    async fn new() -> Self {
        let lab = Lab::shared(Controller::Plain);
        let mut domain = Domain::administrator(&lab).await;
        let names = UniqueNames::new();
        let member = domain.make_person(&names.name("member"), &[("displayName", "before")]).await;
        domain.join("CN=Readmit Users,OU=Groups,OU=Corp,DC=demo,DC=example", &member).await;
        Self { lab, cloud: Cloud::start().await, domain, names, member }
    }

    fn agent(&self, id: &str) -> Agent {
        Agent::with_id(id, PROGRAM, self.cloud.address, 20, |folder| {
            configuration::section(&self.lab, folder, &[])
        })
    }

    async fn rename_member(&mut self, name: &str) {
        self.domain.set(&self.member, "displayName", &[name]).await;
    }

    /// Waits until the cloud has the member with this display name.
    async fn wait_for_name(&self, name: &str, seconds: u64) {
        let member = self.names.name("member");
        let is_so = |account: Option<&Account>| account.is_some_and(|account| account.display_name == name);
        self.cloud.wait_until(name, seconds, |sync_state| is_so(sync_state.account(&member))).await;
    }

    /// Reads the accounts that the cloud should have.
    async fn read(&self) -> BTreeMap<String, Account> {
        let names = |name: &str| vec![name.to_owned()];
        let scope = Scope {
            enabled: names("Readmit Users"),
            excluded: names("Readmit Excluded"),
            administrators: names("Readmit Administrators"),
            explains_ineligibility: true,
        };
        let read = Reader::new(&self.lab, &scope).read().await;
        read.accounts.into_iter().map(|account| (account.id.clone(), account)).collect()
    }
}

#[tokio::test]
async fn another_agent_takes_over_from_the_cookie() {
    let mut fixture = Fixture::new().await;
    let (mut first, mut second) = (fixture.agent("agent-1"), fixture.agent("agent-2"));
    first.start(None);
    fixture.wait_for_name("before", 30).await;
    fixture.cloud.wait_until("the first sync ends", 10, |sync_state| sync_state.cookie.is_some()).await;
    second.start(None);
    fixture.rename_member("told by the first").await;
    fixture.wait_for_name("told by the first", 30).await;
    fixture.cloud.wait_until("it is finished", 10, |sync_state| sync_state.finished.len() > 1).await;
    assert!(
        fixture.cloud.sync_state().finished.iter().all(|(agent, _)| agent == "agent-1"),
        "only the leader syncs"
    );

    first.kill();
    fixture.rename_member("told by the second").await;
    fixture.cloud.sync_state().leader = None;
    fixture.wait_for_name("told by the second", 40).await;
    fixture
        .cloud
        .wait_until("it is finished", 10, |sync_state| {
            sync_state.finished.iter().any(|(agent, _)| agent == "agent-2")
        })
        .await;
    assert_eq!(fixture.cloud.sync_state().fence, 2);
    let finished = fixture.cloud.sync_state().finished.clone();
    assert!(
        finished.iter().all(|(agent, is_full)| agent == "agent-1" || !is_full),
        "the second leader read everything again: {finished:?}"
    );
}

#[tokio::test]
async fn agent_without_the_lease_sends_nothing() {
    let mut fixture = Fixture::new().await;
    let mut agent = fixture.agent("agent-1");
    agent.start(None);
    fixture.cloud.wait_until("the first sync ends", 30, |sync_state| sync_state.cookie.is_some()).await;
    let before = fixture.cloud.sync_state().finished.len();
    {
        let mut sync_state = fixture.cloud.sync_state();
        sync_state.leader = Some("agent-2".to_owned());
        sync_state.fence += 1;
    }
    fixture.rename_member("after").await;
    agent.wait_for_log("sync_lease_lost").await;
    assert_eq!(fixture.cloud.sync_state().finished.len(), before);
    assert_eq!(
        fixture.cloud.sync_state().account(&fixture.names.name("member")).expect("there").display_name,
        "before"
    );
    fixture.cloud.sync_state().leader = None;
    fixture.wait_for_name("after", 40).await;
}

#[tokio::test]
async fn killed_sync_completes_after_restarts() {
    let mut fixture = Fixture::new().await;
    let group = fixture.names.name("crowd");
    let people: Vec<_> = (0..250).map(|number| format!("{}{number}", fixture.names.name("x"))).collect();
    let mut dns = Vec::new();
    for name in &people {
        dns.push(fixture.domain.make_person(name, &[]).await);
    }
    let crowd = fixture.domain.make_group(&group, &dns.iter().map(String::as_str).collect::<Vec<_>>()).await;
    fixture.domain.join("CN=Readmit Users,OU=Groups,OU=Corp,DC=demo,DC=example", &crowd).await;
    for taken in [0, 1, 2] {
        fixture.cloud.limit_batches(Some(taken));
        let mut agent = fixture.agent("agent-1");
        agent.start(None);
        fixture.cloud.wait_for_rejected_batch().await;
        agent.kill();
        // The directory changes meanwhile.
        let (gone, changed) = (dns.remove(0), dns.first().expect("more"));
        fixture.domain.set(&gone, "userAccountControl", &["546"]).await;
        fixture.domain.set(changed, "displayName", &["changed"]).await;
    }
    assert!(fixture.cloud.sync_state().finished.is_empty());
    fixture.cloud.limit_batches(None);
    let mut agent = fixture.agent("agent-1");
    agent.start(None);
    fixture.cloud.wait_until("a full sync ends", 40, |sync_state| sync_state.cookie.is_some()).await;
    let expected = fixture.read().await;
    let mine = |accounts: &BTreeMap<String, Account>| -> BTreeMap<String, Account> {
        let mine = accounts.iter().filter(|(_, account)| people.contains(&account.account_name));
        mine.map(|(id, account)| (id.clone(), account.clone())).collect()
    };
    let known = mine(&fixture.cloud.sync_state().accounts);
    assert_eq!(known.len(), 247);
    assert!(known == mine(&expected), "the cloud has other accounts than the directory");
    fixture.domain.leave("CN=Readmit Users,OU=Groups,OU=Corp,DC=demo,DC=example", &crowd).await;
    fixture.cloud.wait_until("they are gone", 30, |sync_state| mine(&sync_state.accounts).is_empty()).await;
}
