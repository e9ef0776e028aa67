use std::collections::BTreeMap;

use super::{
    super::{entry::entry, password_rules::Policies},
    *,
};

const SECURITY_GLOBAL: &str = "-2147483646";
const SECURITY_UNIVERSAL: &str = "-2147483640";
const DISTRIBUTION_GLOBAL: &str = "2";

/// Groups with a name, a kind and parents. Their ids follow the order.
#[derive(Default)]
struct Domain(Vec<Entry>);

fn dn(name: &str) -> String {
    format!("CN={name},DC=x")
}

impl Domain {
    fn with(mut self, name: &str, kind: &str, parents: &[&str]) -> Self {
        let number = u8::try_from(self.0.len()).expect("few");
        let mut group = entry(&[("sAMAccountName", name), ("groupType", kind)]);
        group.0.dn = dn(name);
        group.0.attrs.insert("memberOf".to_owned(), parents.iter().map(|name| dn(name)).collect());
        let sid =
            [vec![1, 4, 0, 0, 0, 0, 0, 5], vec![21; 12], u32::from(number).to_le_bytes().to_vec()].concat();
        group.0.bin_attrs.insert("objectSid".to_owned(), vec![sid]);
        group.0.bin_attrs.insert("objectGUID".to_owned(), vec![vec![number; 16]]);
        self.0.push(group);
        self
    }

    fn group(mut self, name: &str, parents: &[&str]) -> Self {
        self = self.with(name, SECURITY_GLOBAL, parents);
        self
    }

    fn link(mut self, policy: &str) -> Self {
        let last = self.0.last_mut().expect("a group");
        last.0.attrs.insert("msDS-PSOApplied".to_owned(), vec![dn(policy)]);
        self
    }

    fn read(&self, enabled: &[&str], excluded: &[&str]) -> Groups {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let scope = Scope { enabled: names(enabled), excluded: names(excluded), ..Scope::default() };
        Groups::new(&self.0, &scope, &policies(&["first", "second"]))
    }
}

fn policies(names: &[&str]) -> Policies {
    let entries: Vec<_> = names
        .iter()
        .zip(1_u8..)
        .map(|(name, precedence)| {
            let precedence_text = precedence.to_string();
            let mut policy = entry(&[
                ("msDS-MinimumPasswordLength", "14"),
                ("msDS-PasswordHistoryLength", "3"),
                ("msDS-MinimumPasswordAge", "0"),
                ("msDS-PasswordSettingsPrecedence", &precedence_text),
            ]);
            policy.0.dn = dn(name);
            policy.0.bin_attrs.insert("objectGUID".to_owned(), vec![vec![0xf0 + precedence; 16]]);
            policy
        })
        .collect();
    Policies::new(super::super::password_rules::tests_domain(), &entries)
}

#[test]
fn members_of_a_truncated_group_are_excluded() {
    let mut domain = Domain::default().group("staff", &[]).group("team", &["staff"]).group("sub", &["team"]);
    let team = domain.0.get_mut(1).expect("a group");
    let listed = team.0.attrs.remove("memberOf").expect("a list");
    team.0.attrs.insert("memberOf;range=0-1499".to_owned(), listed);
    let groups = domain.read(&["staff"], &[]);
    let excluded = ["staff", "team", "sub"].map(|name| roles(&groups, name).has(Role::Excluded));
    assert_eq!(excluded, [false, true, true]);
    assert!(roles(&groups, "sub").has(Role::Enabled), "the memberships that are listed still count");
}

fn roles(groups: &Groups, name: &str) -> Roles {
    groups.roles([dn(name).as_str()].into_iter(), None)
}

#[test]
fn roles_reach_nested_groups_even_in_cycles() {
    let domain = Domain::default()
        .group("outer", &["inner"])
        .group("middle", &["outer"])
        .group("inner", &["middle"])
        .group("other", &[]);
    let groups = domain.read(&["OUTER"], &["CN=Middle,DC=X"]);
    for name in ["outer", "middle", "inner"] {
        assert!(roles(&groups, name).has(Role::Enabled), "{name}");
        assert!(roles(&groups, name).has(Role::Excluded), "{name}");
    }
    assert_eq!(roles(&groups, "other"), Roles::default());
    assert_eq!(roles(&groups, "unknown"), Roles::default());
}

#[test]
fn roles_of_all_groups_and_the_primary_group_add_up() {
    let domain = Domain::default().group("users", &[]).group("staff", &[]).group("out", &[]);
    let groups = domain.read(&["staff"], &["out"]);
    let both = groups.roles([dn("staff"), dn("out")].iter().map(String::as_str), None);
    assert!(both.has(Role::Enabled) && both.has(Role::Excluded) && !both.has(Role::Administrator));
    assert!(
        groups.roles([].into_iter(), Some(1)).has(Role::Enabled),
        "the primary group is found by its relative id"
    );
    assert_eq!(groups.roles([].into_iter(), Some(0)), Roles::default());
}

#[test]
fn policies_pass_through_global_security_groups_only() {
    let domain = Domain::default()
        .group("strict", &[])
        .link("second")
        .group("nested", &["strict"])
        .with("letters", DISTRIBUTION_GLOBAL, &["strict"])
        .group("readers", &["letters"])
        .with("everywhere", SECURITY_UNIVERSAL, &[])
        .link("first")
        .group("best", &["strict"])
        .link("first")
        .group("below", &["nested", "best"]);
    let groups = domain.read(&[], &[]);
    let ranks: BTreeMap<_, _> = ["strict", "nested", "letters", "readers", "everywhere", "best", "below"]
        .into_iter()
        .map(|name| (name, roles(&groups, name).policy))
        .collect();
    let wanted = [
        ("strict", Some(1)),
        ("nested", Some(1)),
        ("letters", None),
        ("readers", None),
        ("everywhere", None),
        ("best", Some(0)),
        ("below", Some(0)),
    ];
    assert_eq!(ranks, BTreeMap::from(wanted));
}

#[test]
fn groups_nested_in_privileged_groups_are_protected() {
    let mut domain = Domain::default()
        .group("Domain Admins", &[])
        .group("helpers", &["Domain Admins"])
        .group("users", &[]);
    let sid = [vec![1, 5, 0, 0, 0, 0, 0, 5], vec![21; 16], 512_u32.to_le_bytes().to_vec()].concat();
    domain.0[0].0.bin_attrs.insert("objectSid".to_owned(), vec![sid]);
    let groups = domain.read(&[], &[]);
    assert!(roles(&groups, "helpers").has(Role::Protected));
    assert!(!roles(&groups, "users").has(Role::Protected));
}

#[test]
fn changed_groups_are_found() {
    let before =
        Domain::default().group("staff", &[]).group("team", &[]).group("out", &[]).group("plain", &[]);
    let changed = |later: &Domain| {
        let (before, later) = (before.read(&["staff"], &["out"]), later.read(&["staff"], &["out"]));
        let names: Vec<_> = later.changed_since(&before).map(|group| group.dn.clone()).collect();
        (names, before.has_lost(&later))
    };
    assert_eq!(changed(&before), (Vec::new(), false));
    let nested =
        Domain::default().group("staff", &[]).group("team", &["staff"]).group("out", &[]).group("plain", &[]);
    assert_eq!(changed(&nested), (vec![dn("team")], false));
    let renamed =
        Domain::default().group("staff", &[]).group("team", &[]).group("out", &[]).group("simple", &[]);
    assert_eq!(changed(&renamed), (Vec::new(), false), "a new name of a group without roles changes nothing");
    let lost = Domain::default().group("staff", &[]).group("team", &[]);
    assert_eq!(changed(&lost), (Vec::new(), true));
    let new = Domain::default()
        .group("staff", &[])
        .group("team", &[])
        .group("out", &[])
        .group("plain", &[])
        .group("new", &["out"]);
    assert_eq!(changed(&new), (vec![dn("new")], false));
}

#[test]
fn moved_group_is_read_again() {
    let before = Domain::default().group("staff", &[]);
    let mut after = Domain::default().group("staff", &[]);
    "CN=staff,OU=elsewhere,DC=x".clone_into(&mut after.0[0].0.dn);
    let (before, after) = (before.read(&["staff"], &[]), after.read(&["staff"], &[]));
    assert_eq!(after.changed_since(&before).count(), 1);
}
