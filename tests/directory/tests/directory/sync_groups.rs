//! Changes of groups in a real domain, followed member by member.

use directory_tests::followed::Followed;

#[tokio::test]
async fn members_come_and_go() {
    let mut bench = Followed::new().await;
    let (group, member) = (bench.group.clone(), bench.member.clone());
    bench.domain.leave(&group, &member).await;
    let read = bench.follow().await;
    assert!(!bench.is_there(&read));
    bench.domain.join(&group, &member).await;
    let read = bench.follow().await;
    assert!(bench.is_there(&read));
    // New and a member at once.
    let new = bench.domain.make_person(&bench.names.of("new"), &[]).await;
    bench.domain.join(&group, &new).await;
    assert!(bench.follow().await.account(&bench.names.of("new")).is_some());
}

#[tokio::test]
async fn the_primary_group_counts() {
    let mut bench = Followed::new().await;
    let (group, member) = (bench.group.clone(), bench.member.clone());
    let relative_id = bench.domain.relative_id(&group).await.to_string();
    bench.domain.set(&member, "primaryGroupID", &[&relative_id]).await;
    let read = bench.follow().await;
    assert!(bench.is_there(&read), "not a member by link any more, but by this");
    bench.domain.set(&member, "primaryGroupID", &["513"]).await;
    bench.domain.leave(&group, &member).await;
    let read = bench.follow().await;
    assert!(!bench.is_there(&read));
}

#[tokio::test]
async fn nested_groups_come_and_go() {
    let mut bench = Followed::new().await;
    let group = bench.group.clone();
    let deep = bench.domain.make_person(&bench.names.of("deep"), &[]).await;
    let id = bench.domain.id(&bench.names.of("deep")).await;
    let inner = bench.domain.make_group(&bench.names.of("inner"), &[&deep]).await;
    let middle = bench.domain.make_group(&bench.names.of("middle"), &[&inner]).await;
    assert!(bench.follow().await.account(&bench.names.of("deep")).is_none());
    bench.domain.join(&group, &middle).await;
    assert!(bench.follow().await.account(&bench.names.of("deep")).is_some());
    bench.domain.leave(&middle, &inner).await;
    assert!(bench.follow().await.lost(&id));
    bench.domain.join(&middle, &inner).await;
    assert!(bench.follow().await.account(&bench.names.of("deep")).is_some());
    bench.domain.leave(&group, &middle).await;
    let read = bench.follow().await;
    assert!(read.lost(&id));
    assert!(read.account(&bench.names.of("member")).is_none(), "nobody else is told of");
}

#[tokio::test]
async fn excluded_groups_and_administrators_are_followed() {
    let mut bench = Followed::new().await;
    let member = bench.member.clone();
    let administrators = bench.domain.make_group(&bench.names.of("administrators"), &[]).await;
    bench.domain.join(&administrators, &member).await;
    let read = bench.follow().await;
    assert!(read.account(&bench.names.of("member")).expect("told").administrator);
    // Made, with a member through a nested group, between two readings.
    let inner = bench.domain.make_group(&bench.names.of("inner"), &[&member]).await;
    let excluded = bench.domain.make_group(&bench.names.of("excluded"), &[&inner]).await;
    let read = bench.follow().await;
    assert!(!bench.is_there(&read));
    bench.domain.leave(&excluded, &inner).await;
    let read = bench.follow().await;
    assert!(read.account(&bench.names.of("member")).expect("told").administrator);
}

#[tokio::test]
async fn privileged_groups_are_followed() {
    let mut bench = Followed::new().await;
    let member = bench.member.clone();
    let operators = format!("CN=Backup Operators,CN=Builtin,{}", bench.lab.value("AD_BASE"));
    let inner = bench.domain.make_group(&bench.names.of("inner"), &[&member]).await;
    bench.domain.join(&operators, &inner).await;
    let read = bench.follow().await;
    bench.domain.leave(&operators, &inner).await;
    assert!(!bench.is_there(&read));
    let read = bench.follow().await;
    assert!(bench.is_there(&read));
}

#[tokio::test]
async fn renamed_and_deleted_groups_are_followed() {
    let mut bench = Followed::new().await;
    let name = bench.names.of("renamed");
    let dn = bench.domain.rename(&bench.group.clone(), &format!("CN={name}"), None).await;
    let read = bench.follow().await;
    assert!(bench.is_there(&read), "the group is known by its account name");
    bench.domain.set(&dn, "sAMAccountName", &[&name]).await;
    let read = bench.follow().await;
    assert!(!bench.is_there(&read), "no group has the name that is enabled");
    bench.domain.set(&dn, "sAMAccountName", &[&bench.names.of("enabled")]).await;
    let read = bench.follow().await;
    assert!(bench.is_there(&read));
    bench.domain.delete(&dn).await;
    let read = bench.reader.read().await;
    assert!(read.is_full && read.account(&bench.names.of("member")).is_none());
}

#[tokio::test]
async fn groups_move_with_the_tree() {
    let mut bench = Followed::new().await;
    let part_name = bench.names.of("part");
    let part = format!("OU={part_name},{}", bench.lab.value("AD_GROUPS"));
    bench.domain.make(&part, &[("objectClass", "organizationalUnit")]).await;
    let rdn = format!("CN={}", bench.names.of("enabled"));
    bench.domain.rename(&bench.group.clone(), &rdn, Some(&part)).await;
    let read = bench.follow().await;
    assert!(bench.is_there(&read));
    bench.domain.rename(&part, &format!("OU={}", bench.names.of("other")), None).await;
    bench.domain.set(&bench.member.clone(), "displayName", &["Anna"]).await;
    let read = bench.follow().await;
    assert!(bench.is_there(&read), "the group has another name now, and is the same");
}
