//! Changes of accounts in a real domain, followed one by one.

use directory_tests::{followed::Followed, reader::Reader};
use readmit_agent::directory::Scope;

#[tokio::test]
async fn nothing_is_told_where_nothing_changed() {
    let mut bench = Followed::new().await;
    let read = bench.follow().await;
    assert!(read.account(&bench.names.of("member")).is_none() && !read.lost(&bench.id));
    // A member's sign-ins are not the cloud's business.
    bench.domain.set(&bench.member, "description", &["something else"]).await;
    let read = bench.follow().await;
    assert!(read.account(&bench.names.of("member")).is_none(), "an attribute that is not copied");
}

#[tokio::test]
async fn attributes_come_change_and_go() {
    let mut bench = Followed::new().await;
    let name = bench.names.of("member");
    bench.domain.set(&bench.member, "mobile", &["070-174 06 02"]).await;
    bench.domain.set(&bench.member, "otherMailbox", &["new@home.example"]).await;
    let read = bench.follow().await;
    let account = read.account(&name).expect("told");
    assert_eq!(account.mobile.as_deref(), Some("+46701740602"));
    assert_eq!(account.mail.as_deref(), Some("new@home.example"));
    bench.domain.set(&bench.member, "mobile", &["call reception"]).await;
    let read = bench.follow().await;
    assert_eq!(read.account(&name).expect("told").mobile, None);
    assert_eq!(read.unusable_numbers, [bench.id.clone()]);
    bench.domain.set(&bench.member, "mobile", &[]).await;
    bench.domain.set(&bench.member, "otherMailbox", &[]).await;
    let read = bench.follow().await;
    let account = read.account(&name).expect("told");
    assert_eq!((account.mobile.as_deref(), account.mail.as_deref()), (None, None));
    assert!(read.unusable_numbers.is_empty(), "no number is no bad number");
}

#[tokio::test]
async fn a_new_password_changes_when_the_next_is_allowed() {
    let mut bench = Followed::new().await;
    let name = bench.names.of("member");
    bench.domain.set_password(&bench.member, "Copper-Meadow-52").await;
    let read = bench.follow().await;
    assert!(read.account(&name).expect("told").can_change_from.is_some());
    bench.lab.run(&["backdate", &name, "2"]);
    let read = bench.follow().await;
    assert_eq!(read.account(&name).expect("told").can_change_from, None);
}

#[tokio::test]
async fn renamed_and_moved_accounts_stay() {
    let mut bench = Followed::new().await;
    let dn = bench.domain.rename(&bench.member, &format!("CN={}", bench.names.of("married")), None).await;
    let read = bench.follow().await;
    assert!(bench.is_there(&read));
    let elsewhere = format!("OU=Contractors,{}", bench.lab.value("AD_PEOPLE"));
    let rdn = dn.split_once(',').expect("a parent").0;
    let dn = bench.domain.rename(&dn, rdn, Some(&elsewhere)).await;
    let read = bench.follow().await;
    assert!(bench.is_there(&read));
    let new_name = bench.names.of("renamed");
    bench.domain.set(&dn, "sAMAccountName", &[&new_name]).await;
    assert_eq!(bench.follow().await.account(&new_name).expect("told").id, bench.id);
}

#[tokio::test]
async fn accounts_that_move_out_of_the_base_are_gone_and_may_come_back() {
    let mut bench = Followed::with(&[("base", "\"OU=People,OU=Corp,DC=demo,DC=example\"")]).await;
    let rdn = format!("CN={}", bench.names.of("member"));
    let outside = format!("OU=Bulk,OU=Corp,{}", bench.lab.value("AD_BASE"));
    let dn = bench.domain.rename(&bench.member, &rdn, Some(&outside)).await;
    let read = bench.follow().await;
    assert!(!bench.is_there(&read));
    bench.domain.rename(&dn, &rdn, Some(bench.lab.value("AD_PEOPLE"))).await;
    let read = bench.follow().await;
    assert!(bench.is_there(&read));
    // A part of the tree that moves takes everybody below it along, and nobody tells of them.
    let inner = bench.names.of("inner");
    let part = format!("OU={inner},{}", bench.lab.value("AD_PEOPLE"));
    bench.domain.make(&part, &[("objectClass", "organizationalUnit")]).await;
    bench.domain.rename(&bench.member.clone(), &rdn, Some(&part)).await;
    bench.follow().await;
    bench.domain.rename(&part, &format!("OU={inner}"), Some(&outside)).await;
    let read = bench.reader.read().await;
    assert!(read.is_full && read.account(&bench.names.of("member")).is_none());
}

#[tokio::test]
async fn disabled_expired_and_protected_accounts_are_gone() {
    let mut bench = Followed::new().await;
    let member = bench.member.clone();
    for (attribute, out, back) in [
        ("userAccountControl", &["546"][..], &["544"][..]),
        ("accountExpires", &["116444736000000000"], &["0"]),
        ("adminCount", &["1"], &[]),
    ] {
        bench.domain.set(&member, attribute, out).await;
        let read = bench.follow().await;
        assert!(!bench.is_there(&read), "{attribute}");
        bench.domain.set(&member, attribute, back).await;
        let read = bench.follow().await;
        assert!(bench.is_there(&read), "{attribute}");
    }
}

#[tokio::test]
async fn deleted_accounts_are_gone() {
    let mut bench = Followed::new().await;
    let member = bench.member.clone();
    bench.domain.delete(&member).await;
    let read = bench.follow().await;
    assert!(!bench.is_there(&read));
}

#[tokio::test]
async fn a_position_goes_on_elsewhere_and_a_useless_one_reads_everything() {
    let mut bench = Followed::new().await;
    let name = bench.names.of("member");
    bench.domain.set(&bench.member.clone(), "displayName", &["Anna"]).await;
    let scope = Scope { enabled: vec![bench.names.of("enabled")], ..Scope::default() };
    let mut other = Reader::new(&bench.lab, &scope);
    other.position.clone_from(&bench.reader.position);
    let read = other.follow().await;
    assert_eq!(read.account(&name).expect("told").display_name, "Anna");
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
    // Groups changed, and who goes on never saw them as they were.
    other.position = Some(good);
    let new = bench.domain.make_person(&bench.names.of("new"), &[]).await;
    bench.domain.join(&bench.group.clone(), &new).await;
    let mut third = Reader::new(&bench.lab, &scope);
    third.position.clone_from(&other.position);
    let read = third.read().await;
    assert!(read.is_full && read.account(&bench.names.of("new")).is_some());
    assert!(other.read().await.account(&bench.names.of("new")).is_some());
}
