//! Syncs of single changes of accounts in a real domain.

use directory_tests::{reader::Reader, synced_domain::SyncedDomain};
use readmit_agent::directory::{DestinationIssue, Scope, UnusableDestination};

#[tokio::test]
async fn unchanged_accounts_are_not_sent() {
    let mut synced = SyncedDomain::new().await;
    let read = synced.read_changes().await;
    assert!(read.account(&synced.names.name("member")).is_none() && !read.is_gone(&synced.id));
    // Attributes that are not synced do not matter.
    synced.domain.set(&synced.member, "description", &["something else"]).await;
    let read = synced.read_changes().await;
    assert!(read.account(&synced.names.name("member")).is_none(), "a change of another attribute was sent");
}

#[tokio::test]
async fn changed_attributes_are_sent() {
    let mut synced = SyncedDomain::new().await;
    let name = synced.names.name("member");
    synced.domain.set(&synced.member, "mobile", &["070-174 06 02"]).await;
    synced.domain.set(&synced.member, "otherMailbox", &["new@home.example"]).await;
    let read = synced.read_changes().await;
    let account = read.account(&name).expect("sent");
    assert_eq!(account.mobile.as_deref(), Some("+46701740602"));
    assert_eq!(account.mail.as_deref(), Some("new@home.example"));
    synced.domain.set(&synced.member, "mobile", &["call reception"]).await;
    let read = synced.read_changes().await;
    assert_eq!(read.account(&name).expect("sent").mobile, None);
    let unusable = UnusableDestination { reason: DestinationIssue::NotANumber, account: synced.id.clone() };
    assert_eq!(read.unusable, [unusable]);
    synced.domain.set(&synced.member, "mobile", &[]).await;
    synced.domain.set(&synced.member, "otherMailbox", &[]).await;
    let read = synced.read_changes().await;
    let account = read.account(&name).expect("sent");
    assert_eq!((account.mobile.as_deref(), account.mail.as_deref()), (None, None));
    assert!(read.unusable.is_empty(), "a missing number counts as unusable");
}

#[tokio::test]
async fn new_password_moves_the_earliest_change() {
    let mut synced = SyncedDomain::new().await;
    let name = synced.names.name("member");
    synced.domain.set_password(&synced.member, "Copper-Meadow-52").await;
    let read = synced.read_changes().await;
    assert!(read.account(&name).expect("sent").can_change_from.is_some());
    synced.lab.run(&["backdate", &name, "2"]);
    let read = synced.read_changes().await;
    assert_eq!(read.account(&name).expect("sent").can_change_from, None);
}

/// pwdLastSet counts steps of 100 ns since 1601 (MS-ADTS, `LargeInteger`); 0 means that the password must be changed.
#[tokio::test]
async fn age_of_the_password_is_that_of_the_controller() {
    const STEPS_IN_A_SECOND: i64 = 10_000_000;
    const SECONDS_FROM_1601_TO_1970: i64 = 11_644_473_600;
    let mut synced = SyncedDomain::new().await;
    let name = synced.names.name("member");
    synced.lab.run(&["backdate", &name, "40"]);
    let steps: i64 =
        synced.domain.attribute(&name, "pwdLastSet").await.expect("a value").parse().expect("a number");
    let seconds = (steps + STEPS_IN_A_SECOND - 1) / STEPS_IN_A_SECOND - SECONDS_FROM_1601_TO_1970;
    let read = synced.read_changes().await;
    assert_eq!(read.account(&name).expect("sent").password_set_at, Some(seconds));
    synced.domain.set(&synced.member, "pwdLastSet", &["0"]).await;
    let read = synced.read_changes().await;
    assert_eq!(read.account(&name).expect("sent").password_set_at, None);
}

#[tokio::test]
async fn renamed_and_moved_accounts_stay() {
    let mut synced = SyncedDomain::new().await;
    let dn =
        synced.domain.rename(&synced.member, &format!("CN={}", synced.names.name("married")), None).await;
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read));
    let elsewhere = format!("OU=Contractors,{}", synced.lab.value("AD_PEOPLE"));
    let rdn = dn.split_once(',').expect("a parent").0;
    let dn = synced.domain.rename(&dn, rdn, Some(&elsewhere)).await;
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read));
    let new_name = synced.names.name("renamed");
    synced.domain.set(&dn, "sAMAccountName", &[&new_name]).await;
    assert_eq!(synced.read_changes().await.account(&new_name).expect("sent").id, synced.id);
}

#[tokio::test]
async fn accounts_leave_and_enter_the_base() {
    let mut synced = SyncedDomain::with(&[("base", "\"OU=People,OU=Corp,DC=demo,DC=example\"")]).await;
    let rdn = format!("CN={}", synced.names.name("member"));
    let outside = format!("OU=Bulk,OU=Corp,{}", synced.lab.value("AD_BASE"));
    let dn = synced.domain.rename(&synced.member, &rdn, Some(&outside)).await;
    let read = synced.read_changes().await;
    assert!(!synced.has_member(&read));
    synced.domain.rename(&dn, &rdn, Some(synced.lab.value("AD_PEOPLE"))).await;
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read));
    // A moved organizational unit takes its accounts along, without a change of each account.
    let inner = synced.names.name("inner");
    let part = format!("OU={inner},{}", synced.lab.value("AD_PEOPLE"));
    synced.domain.make(&part, &[("objectClass", "organizationalUnit")]).await;
    synced.domain.rename(&synced.member.clone(), &rdn, Some(&part)).await;
    synced.read_changes().await;
    synced.domain.rename(&part, &format!("OU={inner}"), Some(&outside)).await;
    let read = synced.reader.read().await;
    assert!(read.is_full && read.account(&synced.names.name("member")).is_none());
}

#[tokio::test]
async fn disabled_expired_and_protected_accounts_are_gone() {
    let mut synced = SyncedDomain::new().await;
    let member = synced.member.clone();
    for (attribute, out, back) in [
        ("userAccountControl", &["546"][..], &["544"][..]),
        ("accountExpires", &["116444736000000000"], &["0"]),
        ("adminCount", &["1"], &[]),
    ] {
        synced.domain.set(&member, attribute, out).await;
        let read = synced.read_changes().await;
        assert!(!synced.has_member(&read), "{attribute}");
        synced.domain.set(&member, attribute, back).await;
        let read = synced.read_changes().await;
        assert!(synced.has_member(&read), "{attribute}");
    }
}

#[tokio::test]
async fn deleted_account_is_not_synced_any_more() {
    let mut synced = SyncedDomain::new().await;
    let member = synced.member.clone();
    synced.domain.delete(&member).await;
    let read = synced.read_changes().await;
    assert!(!synced.has_member(&read));
}

#[tokio::test]
async fn unusable_position_causes_a_full_sync() {
    let mut synced = SyncedDomain::new().await;
    let name = synced.names.name("member");
    synced.domain.set(&synced.member.clone(), "displayName", &["Anna"]).await;
    let scope = Scope { enabled: vec![synced.names.name("enabled")], ..Scope::default() };
    let mut other = Reader::new(&synced.lab, &scope);
    other.position.clone_from(&synced.reader.position);
    let read = other.read_changes().await;
    assert_eq!(read.account(&name).expect("sent").display_name, "Anna");
    let good = other.position.clone().expect("a position");
    for useless in [
        String::new(),
        good.replace("\"cookie\":\"", "\"cookie\":\"AAAA"),
        good.replace("DC=", "DC=X"),
        good.replace("\"settings\":\"", "\"settings\":\"x"),
    ] {
        other.position = Some(useless);
        assert!(other.read().await.is_full);
    }
    // Groups changed, and the new reader never saw their former members.
    other.position = Some(good);
    let new = synced.domain.make_person(&synced.names.name("new"), &[]).await;
    synced.domain.join(&synced.group.clone(), &new).await;
    let mut third = Reader::new(&synced.lab, &scope);
    third.position.clone_from(&other.position);
    let read = third.read().await;
    assert!(read.is_full && read.account(&synced.names.name("new")).is_some());
    assert!(other.read().await.account(&synced.names.name("new")).is_some());
}
