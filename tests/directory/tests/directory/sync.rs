//! The accounts of a real domain that a sync sends.

use std::collections::BTreeSet;

use agent_protocol::sync::{Account, IneligibleReason, PasswordRules};
use directory_tests::{configuration, reader::Reader};
use readmit_agent::{clock, directory::Scope};
use test_support::lab::{Controller, Lab};

fn scope(enabled: &[&str]) -> Scope {
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    Scope {
        enabled: names(enabled),
        excluded: names(&["Readmit Excluded"]),
        administrators: names(&["Readmit Administrators"]),
        explains_ineligibility: true,
    }
}

const DAY: i64 = 86_400;

async fn read(lab: &Lab, scope: &Scope) -> Vec<Account> {
    Reader::new(lab, scope).read().await.accounts
}

fn names(accounts: &[Account]) -> BTreeSet<&str> {
    accounts.iter().map(|account| account.account_name.as_str()).collect()
}

fn account<'a>(accounts: &'a [Account], name: &str) -> &'a Account {
    let found = accounts.iter().find(|account| account.account_name == name);
    found.unwrap_or_else(|| unreachable!("{name} is sent"))
}

#[tokio::test]
async fn only_accounts_in_scope_are_sent() {
    let lab = Lab::shared(Controller::Plain);
    let accounts = read(&lab, &scope(&["Readmit Users"])).await;
    let sent = names(&accounts);
    for name in ["alice", "bob", "carol", "heidi", "ivan", "judy", "erin", "anna", "bo", "cleo", "dag"] {
        assert!(sent.contains(name), "{name} is a member, directly or through groups");
    }
    let not_sent = [
        ("grace", "not a member"),
        ("gus", "not a member"),
        ("mallory", "excluded"),
        ("dave", "disabled"),
        ("eva", "disabled"),
        ("frank", "expired"),
        ("eve-admin", "protected"),
        ("fia", "protected"),
        ("t0-admin", "protected"),
        ("Administrator", "protected"),
    ];
    for (name, why) in not_sent {
        assert!(!sent.contains(name), "{name} is {why}");
    }
}

#[tokio::test]
async fn accounts_out_of_scope_are_sent_with_their_reason() {
    let lab = Lab::shared(Controller::Plain);
    let read = Reader::new(&lab, &scope(&["Readmit Users"])).read().await;
    let reason = |name: &str| {
        let found = read.ineligible.iter().find(|account| account.account_name == name);
        found.map(|account| (account.reason, account.mail.as_str()))
    };
    assert_eq!(reason("gus"), Some((IneligibleReason::OutOfScope, "gus@home.example")));
    assert_eq!(reason("eva"), Some((IneligibleReason::Disabled, "eva@home.example")));
    assert_eq!(reason("fia"), Some((IneligibleReason::Protected, "fia@home.example")));
    assert_eq!(reason("frank").map(|(reason, _)| reason), Some(IneligibleReason::Expired));
    assert_eq!(reason("mallory").map(|(reason, _)| reason), Some(IneligibleReason::OutOfScope));
    assert_eq!(reason("Administrator"), None, "it has no address");
    assert!(read.ineligible.iter().all(|account| read.account(&account.account_name).is_none()));

    let silent = Scope { explains_ineligibility: false, ..scope(&["Readmit Users"]) };
    let read = Reader::new(&lab, &silent).read().await;
    assert!(!read.accounts.is_empty() && read.ineligible.is_empty(), "{:?}", read.ineligible);
}

#[tokio::test]
async fn accounts_are_sent_with_what_a_reset_needs() {
    let lab = Lab::shared(Controller::Plain);
    lab.run(&["backdate", "dag", "0.04"]);
    let accounts = read(&lab, &scope(&["Readmit Users"])).await;
    let anna = account(&accounts, "anna");
    assert_eq!(anna.mobile.as_deref(), Some("+46701740601"));
    assert_eq!(anna.mail.as_deref(), Some("anna@home.example"));
    assert_eq!(anna.work_mail.as_deref(), Some("anna@demo.example"));
    assert_eq!(anna.user_principal_name.as_deref(), Some("anna@demo.example"));
    assert_eq!(anna.display_name, "Anna Lindqvist");
    let of_domain = PasswordRules {
        minimum_length: 10,
        complexity: true,
        history_length: 5,
        minimum_age_seconds: DAY,
        maximum_age_seconds: Some(42 * DAY),
        lockout_threshold: 3,
        lockout_seconds: Some(365 * DAY),
    };
    assert_eq!(anna.rules, of_domain);
    assert!(!anna.administrator);
    assert!(account(&accounts, "heidi").administrator);
    assert_eq!(account(&accounts, "bo").mobile, None);
    assert_eq!(account(&accounts, "ivan").display_name, "Iván Ibáñez");
    let fine_grained = PasswordRules {
        minimum_length: 14,
        complexity: true,
        history_length: 3,
        minimum_age_seconds: 0,
        maximum_age_seconds: Some(90 * DAY),
        lockout_threshold: 5,
        lockout_seconds: Some(30 * 60),
    };
    assert_eq!(account(&accounts, "carol").rules, fine_grained);
    let wait = account(&accounts, "dag").can_change_from.expect("too recent") - clock::now().as_second();
    assert!((22 * 3600..=24 * 3600).contains(&wait), "{wait}");
    assert_eq!(account(&accounts, "erin").can_change_from, None, "a required change has no minimum age");
}

#[tokio::test]
async fn group_may_be_a_distinguished_name() {
    let lab = Lab::shared(Controller::Plain);
    let dn = format!("CN=engineering,{}", lab.value("AD_GROUPS"));
    let accounts = read(&lab, &scope(&[&dn])).await;
    assert_eq!(names(&accounts), BTreeSet::from(["alice", "bob", "carol"]));
}

#[tokio::test]
async fn missing_and_empty_groups_have_no_members() {
    let lab = Lab::shared(Controller::Plain);
    for groups in [&["No Such Group"][..], &["CN=No Such Group,DC=demo,DC=example"], &["Empty Group"], &[]] {
        assert!(read(&lab, &scope(groups)).await.is_empty(), "{groups:?}");
    }
    // A name is not interpreted as a filter.
    assert!(read(&lab, &scope(&["*)(objectClass=*"])).await.is_empty());
}

#[tokio::test]
async fn primary_group_counts_across_pages() {
    let lab = Lab::shared(Controller::Plain);
    lab.run(&["bulk", "600"]);
    let accounts = read(&lab, &scope(&["Domain Users"])).await;
    let sent = names(&accounts);
    assert!(sent.contains("gus") && sent.contains("bulk00000") && sent.contains("bulk00599"));
    assert!(!sent.contains("mallory") && !sent.contains("fia"));
    let bulk = sent.iter().filter(|name| name.starts_with("bulk")).count();
    assert_eq!(bulk, 600);
}

#[tokio::test]
async fn domain_names_are_read() {
    let lab = Lab::shared(Controller::Plain);
    let domain = configuration::read_domain(&lab, &[]).await.expect("an answer");
    assert_eq!(domain.netbios, "DEMO");
    assert_eq!(domain.suffixes, ["demo.example"]);
}
