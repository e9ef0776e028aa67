use super::{
    super::{
        entry::entry,
        groups::Groups,
        password_rules::{Policies, tests_domain},
    },
    *,
};
use crate::directory::Scope;

const ID: Uuid = Uuid::from_bytes([7; 16]);
const DOMAIN: &str = "DC=x";

fn changed(attributes: &[(&str, &str)]) -> Entry {
    let mut changed = entry(attributes);
    changed.0.bin_attrs.insert("objectGUID".to_owned(), vec![ID.to_bytes_le().to_vec()]);
    changed
}

/// Makes a map with one group, whose id is the one that changes.
fn map(enabled: &[&str]) -> DomainMap {
    let scope = Scope { enabled: enabled.iter().map(|&name| name.to_owned()).collect(), ..Scope::default() };
    let policies = Policies::new(tests_domain(), &[]);
    let groups = Groups::new(&[changed(&[("sAMAccountName", "staff")])], &scope, &policies);
    DomainMap { scope, groups, policies }
}

fn nothing() -> DomainMap {
    let policies = Policies::new(tests_domain(), &[]);
    DomainMap { scope: Scope::default(), groups: Groups::default(), policies }
}

fn add(source: ChangeSource, entry: &Entry, before: Option<&DomainMap>) -> Result<Changes, FullReadReason> {
    let mut changes = Changes::new(source);
    changes.add(entry, DOMAIN, before).map(|()| changes)
}

#[test]
fn changed_account_is_read_again_or_gone() {
    let written = add(ChangeSource::DirSync, &changed(&[("mobile", "070")]), None).expect("followed");
    assert!(written.accounts.contains(&ID) && written.moved.is_empty() && !written.needs_map());
    let moved = add(ChangeSource::DirSync, &changed(&[("name", "Anna")]), None).expect("followed");
    assert!(moved.accounts.contains(&ID) && moved.moved.contains(&ID) && moved.needs_map());
    let made = changed(&[("name", "Anna"), ("objectClass", "user")]);
    assert!(
        !add(ChangeSource::DirSync, &made, None).expect("followed").needs_map(),
        "a new object needs no map of the domain"
    );
    assert!(
        add(ChangeSource::ChangeNumbers, &made, None).expect("followed").needs_map(),
        "change numbers do not tell a new object from a moved one"
    );
    let deleted = changed(&[("isDeleted", "TRUE")]);
    assert!(add(ChangeSource::DirSync, &deleted, Some(&nothing())).expect("followed").deleted.contains(&ID));
    assert_eq!(
        add(ChangeSource::DirSync, &deleted, None),
        Err(FullReadReason::NothingRemembered),
        "the deleted object may have been a group"
    );
}

#[test]
fn changed_group_names_joined_and_left_members() {
    let (joined, left) = (Uuid::from_bytes([1; 16]), Uuid::from_bytes([2; 16]));
    let names = [joined, left].map(|id| format!("<GUID={}>;<SID=0105>;CN=x,DC=x", id.hyphenated()));
    let group = changed(&[("member;range=1-1", &names[0]), ("member;range=0-0", &names[1])]);
    let changes = add(ChangeSource::DirSync, &group, Some(&nothing())).expect("followed");
    let mut members = changes.groups[0].members.clone().expect("sent");
    members.sort_unstable();
    assert_eq!(members, [joined, left]);
    let untold = add(ChangeSource::ChangeNumbers, &changed(&[("objectClass", "group")]), Some(&nothing()));
    assert_eq!(untold.expect("followed").groups[0].members, None);
    assert_eq!(add(ChangeSource::DirSync, &group, None), Err(FullReadReason::NothingRemembered));
}

#[test]
fn known_group_is_recognized_by_any_change() {
    let renamed = changed(&[("name", "crew")]);
    assert_eq!(
        add(ChangeSource::DirSync, &renamed, Some(&map(&["staff"]))).expect("followed").groups.len(),
        1
    );
    let deleted = changed(&[("isDeleted", "TRUE")]);
    assert_eq!(
        add(ChangeSource::DirSync, &deleted, Some(&map(&["staff"]))),
        Err(FullReadReason::GroupDeleted)
    );
    let without_role = add(ChangeSource::DirSync, &deleted, Some(&map(&[])));
    assert!(without_role.expect("followed").is_empty(), "a group without a role changes no account");
}

#[test]
fn password_policy_change_forces_a_full_read() {
    for attribute in
        ["msDS-MinimumPasswordLength", "msDS-PSOAppliesTo;range=1-1", "msDS-PasswordSettingsPrecedence"]
    {
        let policy = changed(&[(attribute, "1")]);
        assert_eq!(
            add(ChangeSource::DirSync, &policy, Some(&nothing())),
            Err(FullReadReason::PasswordPolicyChanged),
            "{attribute}"
        );
    }
    let mut head = changed(&[("minPwdLength", "12")]);
    "dc=X".clone_into(&mut head.0.dn);
    assert!(add(ChangeSource::DirSync, &head, None).expect("followed").is_head_changed);
}
