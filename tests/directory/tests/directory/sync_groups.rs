//! Syncs of changes of groups in a real domain.

use directory_tests::synced_domain::SyncedDomain;

#[tokio::test]
async fn new_and_removed_members_are_synced() {
    let mut synced = SyncedDomain::new().await;
    let (group, member) = (synced.group.clone(), synced.member.clone());
    synced.domain.leave(&group, &member).await;
    let read = synced.read_changes().await;
    assert!(!synced.has_member(&read));
    synced.domain.join(&group, &member).await;
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read));
    // A new account that is a member too.
    let new = synced.domain.make_person(&synced.names.name("new"), &[]).await;
    synced.domain.join(&group, &new).await;
    assert!(synced.read_changes().await.account(&synced.names.name("new")).is_some());
}

#[tokio::test]
async fn primary_group_makes_a_member() {
    let mut synced = SyncedDomain::new().await;
    let (group, member) = (synced.group.clone(), synced.member.clone());
    let relative_id = synced.domain.relative_id(&group).await.to_string();
    synced.domain.set(&member, "primaryGroupID", &[&relative_id]).await;
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read), "the primary group makes the account a member");
    synced.domain.set(&member, "primaryGroupID", &["513"]).await;
    synced.domain.leave(&group, &member).await;
    let read = synced.read_changes().await;
    assert!(!synced.has_member(&read));
}

#[tokio::test]
async fn nested_groups_are_synced() {
    let mut synced = SyncedDomain::new().await;
    let group = synced.group.clone();
    let deep = synced.domain.make_person(&synced.names.name("deep"), &[]).await;
    let id = synced.domain.id(&synced.names.name("deep")).await;
    let inner = synced.domain.make_group(&synced.names.name("inner"), &[&deep]).await;
    let middle = synced.domain.make_group(&synced.names.name("middle"), &[&inner]).await;
    assert!(synced.read_changes().await.account(&synced.names.name("deep")).is_none());
    synced.domain.join(&group, &middle).await;
    assert!(synced.read_changes().await.account(&synced.names.name("deep")).is_some());
    synced.domain.leave(&middle, &inner).await;
    assert!(synced.read_changes().await.is_gone(&id));
    synced.domain.join(&middle, &inner).await;
    assert!(synced.read_changes().await.account(&synced.names.name("deep")).is_some());
    synced.domain.leave(&group, &middle).await;
    let read = synced.read_changes().await;
    assert!(read.is_gone(&id));
    assert!(
        read.account(&synced.names.name("member")).is_none(),
        "accounts that did not change are not sent"
    );
}

#[tokio::test]
async fn excluded_and_administrator_groups_are_synced() {
    let mut synced = SyncedDomain::new().await;
    let (member, administrators) = (synced.member.clone(), synced.administrators.clone());
    synced.domain.join(&administrators, &member).await;
    let read = synced.read_changes().await;
    assert!(read.account(&synced.names.name("member")).expect("sent").administrator);
    // A member through a nested group.
    let inner = synced.domain.make_group(&synced.names.name("inner"), &[&member]).await;
    let excluded = synced.excluded.clone();
    synced.domain.join(&excluded, &inner).await;
    let read = synced.read_changes().await;
    assert!(!synced.has_member(&read));
    synced.domain.leave(&excluded, &inner).await;
    let read = synced.read_changes().await;
    assert!(read.account(&synced.names.name("member")).expect("sent").administrator);
}

#[tokio::test]
async fn privileged_groups_are_synced() {
    let mut synced = SyncedDomain::new().await;
    let member = synced.member.clone();
    let operators = format!("CN=Backup Operators,CN=Builtin,{}", synced.lab.value("AD_BASE"));
    let inner = synced.domain.make_group(&synced.names.name("inner"), &[&member]).await;
    synced.domain.join(&operators, &inner).await;
    let read = synced.read_changes().await;
    synced.domain.leave(&operators, &inner).await;
    assert!(!synced.has_member(&read));
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read));
}

#[tokio::test]
async fn renamed_and_deleted_groups_are_synced() {
    let mut synced = SyncedDomain::new().await;
    let name = synced.names.name("renamed");
    let dn = synced.domain.rename(&synced.group.clone(), &format!("CN={name}"), None).await;
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read), "the group is known by its account name");
    synced.domain.set(&dn, "sAMAccountName", &[&name]).await;
    let read = synced.read_changes().await;
    assert!(!synced.has_member(&read), "the enabled name belongs to no group");
    synced.domain.set(&dn, "sAMAccountName", &[&synced.names.name("enabled")]).await;
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read));
    synced.domain.delete(&dn).await;
    let read = synced.reader.read().await;
    assert!(read.is_full && read.account(&synced.names.name("member")).is_none());
}

#[tokio::test]
async fn groups_in_moved_units_are_synced() {
    let mut synced = SyncedDomain::new().await;
    let part_name = synced.names.name("part");
    let part = format!("OU={part_name},{}", synced.lab.value("AD_GROUPS"));
    synced.domain.make(&part, &[("objectClass", "organizationalUnit")]).await;
    let rdn = format!("CN={}", synced.names.name("enabled"));
    synced.domain.rename(&synced.group.clone(), &rdn, Some(&part)).await;
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read));
    synced.domain.rename(&part, &format!("OU={}", synced.names.name("other")), None).await;
    synced.domain.set(&synced.member.clone(), "displayName", &["Anna"]).await;
    let read = synced.read_changes().await;
    assert!(synced.has_member(&read), "a renamed group keeps its members");
}
