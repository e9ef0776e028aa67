//! The meaning of membership in a group, directly or through nested groups. Pure.
//!
//! There are few groups compared with accounts. So they are read once, and the groups of an account decide about it.

use std::collections::HashMap;

use input::DistinguishedName;
use uuid::Uuid;

use super::{entry::Entry, extended_name, password_rules::Policies, privileged};
use crate::directory::Scope;

/// The attributes that [`Groups::new`] reads.
pub(super) const ATTRIBUTES: [&str; 6] =
    ["objectGUID", "objectSid", "sAMAccountName", "groupType", "memberOf", "msDS-PSOApplied"];

/// The flags of groupType that make a group a global security group: `GROUP_TYPE_ACCOUNT_GROUP` and
/// `GROUP_TYPE_SECURITY_ENABLED` (MS-ADTS 2.2.12).
const GLOBAL: i64 = 0x2;
const SECURITY: i64 = 0x8000_0000;

/// A role that membership in a group gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Role {
    /// The account may reset.
    Enabled = 1,
    /// The account may not reset, whatever other roles it has.
    Excluded = 2,
    /// The account administers Readmit.
    Administrator = 4,
    /// The account is never touched.
    Protected = 8,
}

/// All roles and the best password policy that membership gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Roles {
    set: u8,
    /// The rank in [`Policies`] of the best fine-grained policy.
    pub(super) policy: Option<usize>,
}

impl Roles {
    pub(super) const fn has(self, role: Role) -> bool {
        self.set & role as u8 != 0
    }

    /// Returns the roles of an account that is a member of both groups.
    pub(super) fn and(self, other: Self) -> Self {
        let policy = [self.policy, other.policy].into_iter().flatten().min();
        Self { set: self.set | other.set, policy }
    }

    const fn add(&mut self, role: Role) {
        self.set |= role as u8;
    }
}

#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: Uuid,
    pub(super) dn: String,
    /// The last part of its security identifier, which primaryGroupID names.
    pub(super) relative_id: Option<u32>,
    pub(super) roles: Roles,
    /// Whether this is a global security group. Only these pass fine-grained policies on to their members.
    is_global: bool,
}

/// All groups of the domain.
#[derive(Debug, Default)]
pub(super) struct Groups {
    all: Vec<Group>,
    by_dn: HashMap<String, usize>,
    by_relative_id: HashMap<u32, usize>,
    by_id: HashMap<Uuid, usize>,
    /// The names of the scope that match no group, with the roles that these would give.
    not_found: Vec<(Role, String)>,
}

impl Groups {
    /// Reads the roles of groups from their entries.
    pub(super) fn new(entries: &[Entry], scope: &Scope, policies: &Policies) -> Self {
        let mut groups = Self::default();
        for entry in entries {
            groups.push(entry);
        }
        let children = groups.children(entries);
        for (role, names) in [
            (Role::Enabled, &scope.enabled),
            (Role::Excluded, &scope.excluded),
            (Role::Administrator, &scope.administrators),
        ] {
            for name in names {
                let found = groups.find_by_name(entries, name);
                if found.is_empty() {
                    groups.not_found.push((role, name.clone()));
                }
                groups.propagate(&children, found, |group| group.take(role));
            }
        }
        // One of the groups that are missing in the list may exclude its members.
        let cut = groups.fitting(entries, |entry| entry.is_truncated("memberOf"));
        for group in cut.iter().filter_map(|index| groups.all.get(*index)) {
            tracing::error!(group = group.dn, "group_memberships_unreadable");
        }
        groups.propagate(&children, cut, |group| group.take(Role::Excluded));
        let protected = groups.fitting(entries, privileged::is_privileged_group_entry);
        groups.propagate(&children, protected, |group| group.take(Role::Protected));
        for rank in policies.ranks() {
            let applied = groups.fitting(entries, |entry| policies.applies(rank, entry));
            groups.propagate(&children, applied, |group| group.take_policy(rank));
        }
        groups
    }

    /// Returns the roles of an account that is in the groups at these links.
    pub(super) fn roles<'a>(&self, links: impl Iterator<Item = &'a str>, primary: Option<u32>) -> Roles {
        let linked = links.filter_map(|link| self.at(link));
        let primary = primary.and_then(|id| self.by_relative_id.get(&id).copied());
        let found = linked.chain(primary).filter_map(|index| self.all.get(index));
        found.fold(Roles::default(), |roles, group| roles.and(group.roles))
    }

    /// Returns the names of the scope that match no group, with the roles that these would give.
    pub(super) fn not_found(&self) -> &[(Role, String)] {
        &self.not_found
    }

    /// Finds the group at a link. One in extended form has the group's id, which is right even if a controller keeps
    /// an old name in the link.
    fn at(&self, link: &str) -> Option<usize> {
        extended_name::guid(link).map_or_else(|| self.by_dn.get(link), |id| self.by_id.get(&id)).copied()
    }

    /// Finds a group by its id.
    pub(super) fn get(&self, id: Uuid) -> Option<&Group> {
        self.by_id.get(&id).and_then(|index| self.all.get(*index))
    }

    /// Returns the groups whose members may have had other roles at an earlier read, or were classified wrongly then,
    /// because an unknown name has no roles.
    pub(super) fn changed_since<'a>(&'a self, earlier: &'a Self) -> impl Iterator<Item = &'a Group> {
        let nothing = Roles::default();
        self.all.iter().filter(move |group| match earlier.get(group.id) {
            Some(before) => group.roles != before.roles || (group.dn != before.dn && group.roles != nothing),
            None => group.roles != nothing,
        })
    }

    /// Returns whether a later read lacks a group that has roles.
    pub(super) fn has_lost(&self, later: &Self) -> bool {
        self.all.iter().any(|group| group.roles != Roles::default() && later.get(group.id).is_none())
    }

    fn push(&mut self, entry: &Entry) {
        let Some(id) = entry.guid() else { return };
        let sid = entry.bytes("objectSid").into_iter().next().unwrap_or_default();
        let relative_id = privileged::relative_id(&sid).filter(|_| !privileged::is_builtin(&sid));
        let index = self.all.len();
        self.by_dn.insert(entry.dn().to_owned(), index);
        self.by_id.insert(id, index);
        self.by_relative_id.extend(relative_id.map(|id| (id, index)));
        self.all.push(Group {
            id,
            dn: entry.dn().to_owned(),
            relative_id,
            roles: Roles::default(),
            is_global: is_global(entry),
        });
    }

    /// Returns the member groups of each group.
    fn children(&self, entries: &[Entry]) -> HashMap<usize, Vec<usize>> {
        let mut children = HashMap::<usize, Vec<usize>>::new();
        for entry in entries {
            let Some(child) = self.by_dn.get(entry.dn()) else { continue };
            for parent in
                entry.with_options("memberOf").into_iter().flatten().filter_map(|link| self.at(link))
            {
                children.entry(parent).or_default().push(*child);
            }
        }
        children
    }

    /// Finds a group by its distinguished name or its account name.
    fn find_by_name(&self, entries: &[Entry], name: &str) -> Vec<usize> {
        match DistinguishedName::parse(name) {
            Some(dn) => {
                self.fitting(entries, |entry| DistinguishedName::parse(entry.dn()).as_ref() == Some(&dn))
            }
            None => self.fitting(entries, |entry| {
                entry.first("sAMAccountName").is_some_and(|own| own.to_lowercase() == name.to_lowercase())
            }),
        }
    }

    fn fitting(&self, entries: &[Entry], fits: impl Fn(&Entry) -> bool) -> Vec<usize> {
        let fitting = entries.iter().filter(|entry| fits(entry));
        fitting.filter_map(|entry| self.by_dn.get(entry.dn()).copied()).collect()
    }

    /// Applies `take` to groups and everything nested in them, as long as it returns `true`. Groups may be nested in
    /// cycles.
    fn propagate(
        &mut self,
        children: &HashMap<usize, Vec<usize>>,
        mut waiting: Vec<usize>,
        take: impl Fn(&mut Group) -> bool,
    ) {
        while let Some(index) = waiting.pop() {
            if self.all.get_mut(index).is_some_and(&take) {
                waiting.extend(children.get(&index).into_iter().flatten());
            }
        }
    }
}

/// Returns whether fine-grained policies that are linked to this group apply to its members.
pub(super) fn is_global(group: &Entry) -> bool {
    let kind = group.number("groupType").unwrap_or(0);
    kind & GLOBAL != 0 && kind & SECURITY != 0
}

impl Group {
    const fn take(&mut self, role: Role) -> bool {
        let is_new = !self.roles.has(role);
        self.roles.add(role);
        is_new
    }

    /// Takes the first policy only, because the best one comes first.
    const fn take_policy(&mut self, rank: usize) -> bool {
        let is_taken = self.is_global && self.roles.policy.is_none();
        if is_taken {
            self.roles.policy = Some(rank);
        }
        is_taken
    }
}

#[cfg(test)]
#[path = "groups_tests.rs"]
mod tests;
