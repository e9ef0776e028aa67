//! Follows what changed in a domain since a position, account by account.

use std::{collections::BTreeSet, fmt::Write as _};

use ldap3::ldap_escape;
use uuid::Uuid;

use super::{
    base::Base,
    change_numbers,
    changes::{ChangeSource, Changes, FullReadReason},
    dir_sync::{self, DirSyncOutcome},
    domain_map::DomainMap,
    entry::Entry,
    groups::{Group, Groups, Roles},
    position::{self, Mark},
    scan::{PERSON, Range, Reader, send_batch},
};
use crate::directory::{DirectoryError, Scope, SyncBatch};

/// The maximum number of accounts that are read one by one.
const MAX_ACCOUNTS: usize = 20_000;
/// The number of accounts that one search asks for.
const ACCOUNTS_PER_SEARCH: usize = 50;

/// An error that ends the following of changes.
#[derive(Debug)]
pub(super) enum FollowError {
    NeedsFullRead(FullReadReason),
    Failed(DirectoryError),
}

impl From<FullReadReason> for FollowError {
    fn from(reason: FullReadReason) -> Self {
        Self::NeedsFullRead(reason)
    }
}

impl From<DirectoryError> for FollowError {
    fn from(error: DirectoryError) -> Self {
        Self::Failed(error)
    }
}

impl Reader<'_> {
    /// Sends every account that may have changed since a mark, and returns the next mark. `before` is the state of
    /// the domain at the mark, if it is known.
    pub(super) async fn follow(
        &mut self,
        mark: &Mark,
        scope: &Scope,
        base: &Base,
        before: Option<DomainMap>,
    ) -> Result<(Mark, DomainMap), FollowError> {
        let domain = self.session.root.domain.clone();
        // Read before the changes are asked for. A change of a group after this moment is among the changes, and too
        // new to follow.
        let (before, is_remembered) = match before {
            Some(map) => (map, true),
            None => (DomainMap::read(&mut self.session, scope).await?, false),
        };
        let (source, entries, next) = self.changed(mark).await?;
        let mut changes = Changes::new(source);
        for entry in &entries {
            changes.add(entry, &domain, is_remembered.then_some(&before))?;
        }
        if changes.is_empty() {
            return Ok((next, before));
        }
        let mut seen = BTreeSet::new();
        let map = if changes.needs_map() {
            let map = DomainMap::read(&mut self.session, scope).await?;
            if map.policies != before.policies || (changes.is_head_changed && !is_remembered) {
                return Err(FullReadReason::PasswordPolicyChanged.into());
            }
            add_members(&mut changes, &before.groups, &map.groups)?;
            self.read_regrouped(&before.groups, &map, base, &mut seen).await?;
            map
        } else {
            before
        };
        self.read_each(&map, base, &changes, &mut seen).await?;
        Ok((next, map))
    }

    /// Reads the accounts whose groups changed between two states of the domain.
    async fn read_regrouped(
        &mut self,
        before: &Groups,
        after: &DomainMap,
        base: &Base,
        seen: &mut BTreeSet<Uuid>,
    ) -> Result<(), FollowError> {
        let domain = self.session.root.domain.clone();
        for group in after.groups.changed_since(before) {
            let range = Range { below: &domain, filter: &members_of(group), is_full: false };
            self.read_matching(after, base, range, seen).await?;
        }
        Ok(())
    }

    /// Reads the objects that changed, and the mark of that moment.
    async fn changed(&mut self, mark: &Mark) -> Result<(ChangeSource, Vec<Entry>, Mark), FollowError> {
        match mark {
            Mark::DirSync { cookie } => {
                let cookie = position::cookie(cookie).ok_or(FullReadReason::PositionLost)?;
                match dir_sync::since(&mut self.session, self.settings, cookie).await? {
                    DirSyncOutcome::Changes(entries, next) => {
                        Ok((ChangeSource::DirSync, entries, Mark::dir_sync(&next)))
                    }
                    DirSyncOutcome::TooMuch => Err(FullReadReason::TooMuch.into()),
                    DirSyncOutcome::Refused => Err(FullReadReason::PositionLost.into()),
                }
            }
            Mark::ChangeNumber { database, number } => {
                let last = change_numbers::now(&mut self.session).await?;
                // A restored database has another name, or repeats numbers that it used before.
                if last.database != *database || last.number < *number {
                    return Err(FullReadReason::PositionLost.into());
                }
                let entries = if last.number == *number {
                    Vec::new()
                } else {
                    change_numbers::since(&mut self.session, *number).await?
                };
                Ok((ChangeSource::ChangeNumbers, entries, last.into()))
            }
        }
    }

    /// Reads objects by their ids. Those that are not accounts (any more) may not reset any more.
    async fn read_each(
        &mut self,
        map: &DomainMap,
        base: &Base,
        changes: &Changes,
        seen: &mut BTreeSet<Uuid>,
    ) -> Result<(), FollowError> {
        let domain = self.session.root.domain.clone();
        let wanted: Vec<_> = changes.accounts.difference(seen).copied().collect();
        if wanted.len() > MAX_ACCOUNTS {
            return Err(FullReadReason::TooMuch.into());
        }
        for ids in wanted.chunks(ACCOUNTS_PER_SEARCH) {
            let range = Range { below: &domain, filter: &any_of(ids), is_full: false };
            self.read_matching(map, base, range, seen).await?;
        }
        let missing: BTreeSet<_> = changes.accounts.difference(seen).copied().collect();
        if base.dn() != domain && !changes.moved.is_disjoint(&missing) {
            return Err(FullReadReason::TreeMoved.into());
        }
        let gone = missing.union(&changes.deleted).map(|id| id.hyphenated().to_string()).collect();
        send_batch(&self.batches, SyncBatch { gone, ..SyncBatch::default() }).await;
        Ok(())
    }
}

/// Adds the members that joined or left a group with a role. Groups among them are skipped, because their own roles
/// changed.
fn add_members(changes: &mut Changes, before: &Groups, after: &Groups) -> Result<(), FullReadReason> {
    if before.has_lost(after) {
        return Err(FullReadReason::GroupDeleted);
    }
    for changed in &changes.groups {
        let has_role =
            |groups: &Groups| groups.get(changed.id).is_some_and(|group| group.roles != Roles::default());
        if has_role(before) || has_role(after) {
            let members = changed.members.as_ref().ok_or(FullReadReason::MembersUnknown)?;
            changes.accounts.extend(members.iter().filter(|id| after.get(**id).is_none()));
        }
    }
    Ok(())
}

/// Returns a filter for the direct members of a group. Members of nested groups are direct members of groups that
/// changed too.
fn members_of(group: &Group) -> String {
    let primary = group.relative_id.map(|id| format!("(primaryGroupID={id})")).unwrap_or_default();
    format!("(&{PERSON}(|(memberOf={}){primary}))", ldap_escape(group.dn.as_str()))
}

fn any_of(ids: &[Uuid]) -> String {
    let any = ids.iter().fold(String::new(), |mut any, id| {
        any.push_str("(objectGUID=");
        for byte in id.to_bytes_le() {
            // Writing to a string cannot fail.
            let _infallible = write!(any, "\\{byte:02x}");
        }
        any.push(')');
        any
    });
    format!("(&{PERSON}(|{any}))")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filter_names_accounts_by_their_stored_guid() {
        let id: Uuid = "04030201-0605-0807-090a-0b0c0d0e0f10".parse().expect("an id");
        let stored = "\\01\\02\\03\\04\\05\\06\\07\\08\\09\\0a\\0b\\0c\\0d\\0e\\0f\\10";
        assert_eq!(any_of(&[id]), format!("(&{PERSON}(|(objectGUID={stored})))"));
    }
}
