//! The changes in a domain, by what has to be read again. Pure.

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
    /// Objects to read again: accounts, as far as is known.
    pub(super) accounts: BTreeSet<Uuid>,
    /// The ids of objects that were deleted.
    pub(super) deleted: BTreeSet<Uuid>,
    /// Objects that were renamed or moved, among all of the above.
    pub(super) moved: BTreeSet<Uuid>,
    pub(super) groups: Vec<ChangedGroup>,
    /// Whether the domain's own password policy may have changed.
    pub(super) is_head_changed: bool,
}

/// The way in which changes are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChangeSource {
    /// The control names what changed of each object, including members that joined and left.
    DirSync,
    /// The numbers show only that an object changed.
    ChangeNumbers,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct ChangedGroup {
    pub(super) id: Uuid,
    /// Members that joined or left; `None` if they are unknown.
    pub(super) members: Option<Vec<Uuid>>,
}

/// A reason why changes cannot be followed, so that everything has to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FullReadReason {
    /// Groups changed, and their former state is unknown.
    NothingRemembered,
    /// A password policy changed, which may apply to any account.
    PasswordPolicyChanged,
    /// A group with a role was deleted, so its former members are unknown.
    GroupDeleted,
    /// Members of a group with a role changed, and it is unknown which.
    MembersUnknown,
    /// A part of the tree was moved, into or out of the base.
    TreeMoved,
    /// Following the changes would cost more than reading everything.
    TooMuch,
    /// This controller cannot continue from the position.
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

    /// Adds an object that changed. Its entry has the changed attributes, or all of them. Fails if only a full read can
    /// follow the change.
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
            // Without the former state, it might be a group.
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

    /// Returns whether groups may have other roles or names now.
    pub(super) fn needs_map(&self) -> bool {
        self.is_head_changed || !self.groups.is_empty() || !self.moved.is_empty()
    }
}

fn is_policy(entry: &Entry, id: Uuid, before: Option<&DomainMap>) -> bool {
    before.is_some_and(|map| map.policies.has(id))
        || has_class(entry, "msDS-PasswordSettings")
        || password_rules::watched().any(|name| entry.with_options(name).is_some())
}

fn is_group(entry: &Entry) -> bool {
    has_class(entry, "group") || entry.has("groupType") || entry.with_options("member").is_some()
}

fn has_class(entry: &Entry, class: &str) -> bool {
    entry.texts("objectClass").iter().any(|name| name.eq_ignore_ascii_case(class))
}

/// Reads the ids of members from names in extended form.
fn members(entry: &Entry) -> Vec<Uuid> {
    entry.with_options("member").into_iter().flatten().filter_map(extended_name::guid).collect()
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
