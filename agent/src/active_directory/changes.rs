//! What changed in a domain, by what it asks for. Pure.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    domain_map::DomainMap,
    entry::Entry,
    extended_name,
    groups::{Group, Roles},
    password_rules,
};

/// Changes that can be followed one by one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Changes {
    source: ChangeSource,
    /// Objects to read anew: accounts, as far as can be seen.
    pub(super) accounts: BTreeSet<Uuid>,
    /// Deleted ones.
    pub(super) deleted: BTreeSet<Uuid>,
    /// Those that were renamed or moved, among all of the above.
    pub(super) moved: BTreeSet<Uuid>,
    /// Groups.
    pub(super) groups: Vec<ChangedGroup>,
    /// Whether the domain's own policy may have changed.
    pub(super) is_head_changed: bool,
}

/// Who tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChangeSource {
    /// What changed of each object, members that joined and left too.
    DirSync,
    /// That an object changed.
    ChangeNumbers,
}

/// One group.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ChangedGroup {
    pub(super) id: Uuid,
    /// Who joined or left; `None` where that is not told.
    pub(super) members: Option<Vec<Uuid>>,
}

/// Why changes cannot be followed: everything has to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FullReadReason {
    /// Groups changed, and nothing is remembered of them as they were before.
    NothingRemembered,
    /// A password policy changed, which may hold for anybody.
    PasswordPolicyChanged,
    /// A group with a role was deleted, and nobody tells any more who was in it.
    GroupDeleted,
    /// Members of a group with a role changed, and it is not told which.
    MembersUntold,
    /// Part of the tree was moved, in or out of what is looked at.
    TreeMoved,
    /// More changed than reading everything would cost.
    TooMuch,
    /// The position is of no use on this controller any more.
    PositionLost,
}

impl Changes {
    pub(super) const fn new(source: ChangeSource) -> Self {
        Self {
            source,
            accounts: BTreeSet::new(),
            deleted: BTreeSet::new(),
            moved: BTreeSet::new(),
            groups: Vec::new(),
            is_head_changed: false,
        }
    }

    /// Adds one changed object. Its entry holds what changed, or all of it.
    pub(super) fn add(
        &mut self,
        entry: &Entry,
        domain: &str,
        before: Option<&DomainMap>,
    ) -> Result<(), FullReadReason> {
        let Some(id) = entry.guid() else { return Ok(()) };
        if entry.dn().eq_ignore_ascii_case(domain) {
            self.is_head_changed = true;
            return Ok(());
        }
        if is_policy(entry, id, before) {
            return Err(FullReadReason::PasswordPolicyChanged);
        }
        let known_group = before.and_then(|map| map.groups.get(id));
        if entry.is_true("isDeleted") {
            // Without a memory it might be a group's.
            before.ok_or(FullReadReason::NothingRemembered)?;
            return self.add_deleted(id, known_group);
        }
        if known_group.is_some() || is_group(entry) {
            before.ok_or(FullReadReason::NothingRemembered)?;
            let members = (self.source == ChangeSource::DirSync).then(|| members(entry));
            self.groups.push(ChangedGroup { id, members });
            return Ok(());
        }
        // A new object has a class too.
        if entry.has("name") && (self.source == ChangeSource::ChangeNumbers || !entry.has("objectClass")) {
            self.moved.insert(id);
        }
        self.accounts.insert(id);
        Ok(())
    }

    fn add_deleted(&mut self, id: Uuid, known_group: Option<&Group>) -> Result<(), FullReadReason> {
        match known_group {
            Some(group) if group.roles != Roles::default() => return Err(FullReadReason::GroupDeleted),
            Some(_) => {}
            None => _ = self.deleted.insert(id),
        }
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.deleted.is_empty() && !self.needs_map()
    }

    /// Whether groups may mean something else now, or be found under other names.
    pub(super) fn needs_map(&self) -> bool {
        self.is_head_changed || !self.groups.is_empty() || !self.moved.is_empty()
    }
}

fn is_policy(entry: &Entry, id: Uuid, before: Option<&DomainMap>) -> bool {
    before.is_some_and(|map| map.policies.has(id))
        || has_class(entry, "msDS-PasswordSettings")
        || password_rules::watched().any(|name| entry.optioned(name).is_some())
}

fn is_group(entry: &Entry) -> bool {
    has_class(entry, "group") || entry.has("groupType") || entry.optioned("member").is_some()
}

fn has_class(entry: &Entry, class: &str) -> bool {
    entry.texts("objectClass").iter().any(|name| name.eq_ignore_ascii_case(class))
}

/// Ids of members, from names in extended form.
fn members(entry: &Entry) -> Vec<Uuid> {
    entry.optioned("member").into_iter().flatten().filter_map(extended_name::guid).collect()
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
