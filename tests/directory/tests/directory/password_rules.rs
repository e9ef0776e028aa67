//! The password rules of each account, compared with those that the controller computes.

use std::collections::BTreeMap;

use agent_protocol::sync::Account;
use directory_tests::{
    configuration,
    policies::{PEOPLE, Policies},
    reader::Reader,
};
use readmit_agent::directory::{Directory as _, Purpose, Scope};
use test_support::{
    lab::{Controller, Lab},
    ldap::Domain,
};

/// Returns a scope with every account of the domain.
fn everybody() -> Scope {
    Scope { enabled: vec!["Domain Users".to_owned()], ..Scope::default() }
}

fn assert_same(accounts: &[Account], resultant: &BTreeMap<String, u32>, but: &str) {
    assert!(accounts.len() > 20, "too few accounts are compared");
    for account in accounts.iter().filter(|account| account.account_name != but) {
        let length = resultant.get(&account.account_name).copied();
        assert_eq!(Some(account.rules.minimum_length), length, "{}", account.account_name);
    }
}

/// Uses the domain exclusively, because new policies cause full syncs in other tests.
#[tokio::test]
async fn synced_rules_match_the_controller() {
    let lab = Lab::exclusive(Controller::Plain);
    let mut policies = Policies::make(&lab).await;
    let resultant = policies.resultant_lengths().await;
    let mut reader = Reader::new(&lab, &everybody());
    let read = reader.read().await;
    policies.clear().await;
    let again = reader.read().await;
    let resultant_again = policies.resultant_lengths().await;

    // Links of universal groups count with Samba. MS-ADTS counts account groups only, which are the global ones
    // (MS-DRSR 4.1.8.1.3, RevMembGetAccountGroups), and so does Windows.
    let but = policies.names.name("far");
    assert_same(&read.accounts, &resultant, &but);
    let length = |purpose: &str| {
        let account = read.account(&policies.names.name(purpose)).expect("sent");
        account.rules.minimum_length
    };
    assert_eq!(PEOPLE.map(length)[..5], [10, 24, 21, 20, 23]);
    assert!([21, 22].contains(&length("tied")), "the controller chooses one of two equal policies");
    assert_eq!((length("far"), length("letters")), (10, 10), "only global security groups pass policies on");
    let direct = read.account(&policies.names.name("direct")).expect("sent");
    assert_eq!((direct.rules.maximum_age_seconds, direct.rules.lockout_threshold), (None, 7));
    assert!(again.is_full, "a changed policy causes a full sync");
    assert_same(&again.accounts, &resultant_again, "nobody");
}

/// With policy hints, the agent takes the policies from a list.
#[tokio::test]
async fn writes_use_the_rules_of_the_controller() {
    let lab = Lab::exclusive(Controller::WithHints);
    let directory = configuration::active_directory(&lab, &[]);
    let mut policies = Policies::make(&lab).await;
    let mut lengths = Vec::new();
    for purpose in PEOPLE {
        let id = policies.id(purpose).await;
        let length = async |purpose| {
            let found = directory.find(&id, purpose).await.expect("an answer").expect("found");
            found.rules.minimum_length
        };
        lengths.push((purpose, length(Purpose::Write).await, length(Purpose::Try).await));
    }
    policies.clear().await;
    for (purpose, listed, applied) in lengths {
        // As above, links of universal groups count with Samba only.
        let applied = if purpose == "far" { 10 } else { applied };
        assert_eq!(listed, applied, "{purpose}");
    }
}

#[tokio::test]
async fn change_of_the_domain_policy_is_synced() {
    let lab = Lab::exclusive(Controller::Plain);
    let mut domain = Domain::administrator(&lab).await;
    let scope = Scope { enabled: vec!["Readmit Users".to_owned()], ..Scope::default() };
    let mut reader = Reader::new(&lab, &scope);
    assert!(reader.read().await.is_full);
    domain.set("DC=demo,DC=example", "minPwdLength", &["12"]).await;
    let changed = reader.read().await;
    domain.set("DC=demo,DC=example", "minPwdLength", &["10"]).await;
    assert!(changed.is_full);
    assert_eq!(changed.account("anna").expect("sent").rules.minimum_length, 12);
    assert_eq!(reader.read().await.account("anna").expect("sent").rules.minimum_length, 10);
    assert!(!reader.read().await.is_full);
    domain.set("DC=demo,DC=example", "description", &["a domain"]).await;
    assert!(!reader.read().await.is_full, "another object in the container causes no full sync");
}
