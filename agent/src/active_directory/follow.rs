//! Follows what changed in a domain since a position, account by account.

use std::{collections::BTreeSet, fmt::Write as _};

use ldap3::ldap_escape;
use uuid::Uuid;

use super::{
    change_numbers,
    changes::{Changes, ReadAll, Teller},
    dir_sync::{self, Told},
    domain_map::DomainMap,
    entry::Entry,
    groups::{Group, Groups, Roles},
    position::{self, Mark},
    scan::{Reader, hand_over},
};
use crate::directory::{DirectoryError, Piece, Scope};

/// More accounts are not read one by one.
const MOST: usize = 20_000;
/// How many are asked for in one search.
const AT_ONCE: usize = 50;

/// Why changes were not followed.
#[derive(Debug)]
pub(super) enum Stopped {
    /// Everything has to be read.
    ReadAll(ReadAll),
    /// The directory cannot be read.
    Failed(DirectoryError),
}

impl From<ReadAll> for Stopped {
    fn from(reason: ReadAll) -> Self {
        Self::ReadAll(reason)
    }
}

impl From<DirectoryError> for Stopped {
    fn from(error: DirectoryError) -> Self {
        Self::Failed(error)
    }
}

impl Reader<'_> {
    /// Tells of every account that may have changed since a mark; returns the next one. `before` is the domain as it was
    /// remembered there.
    pub(super) async fn follow(
        &mut self,
        mark: &Mark,
        scope: &Scope,
        before: Option<DomainMap>,
    ) -> Result<(Mark, DomainMap), Stopped> {
        let domain = self.session.root.domain.clone();
        // Read before the question: changes of groups after this moment are told, and found to be too new to follow.
        let (before, is_remembered) = match before {
            Some(map) => (map, true),
            None => (DomainMap::read(&mut self.session, scope).await?, false),
        };
        let (teller, entries, next) = self.changed(mark).await?;
        let mut changes = Changes::new(teller);
        for entry in &entries {
            changes.add(entry, &domain, is_remembered.then_some(&before))?;
        }
        if changes.is_empty() {
            return Ok((next, before));
        }
        let mut told = BTreeSet::new();
        let map = if changes.ask_for_map() {
            let map = DomainMap::read(&mut self.session, scope).await?;
            if map.policies != before.policies || (changes.is_head_changed && !is_remembered) {
                return Err(ReadAll::PasswordPolicyChanged.into());
            }
            add_members(&mut changes, &before.groups, &map.groups)?;
            for group in map.groups.changed_since(&before.groups) {
                self.judge_all(&map, &domain, &members_of(group), false, &mut told).await?;
            }
            map
        } else {
            before
        };
        self.read_each(&map, &changes, &mut told).await?;
        Ok((next, map))
    }

    /// Objects that changed, and the mark of that moment.
    async fn changed(&mut self, mark: &Mark) -> Result<(Teller, Vec<Entry>, Mark), Stopped> {
        match mark {
            Mark::DirSync { cookie } => {
                let cookie = position::cookie(cookie).ok_or(ReadAll::PositionLost)?;
                match dir_sync::since(&mut self.session, self.settings, cookie).await? {
                    Told::Changes(entries, next) => Ok((Teller::DirSync, entries, Mark::dir_sync(&next))),
                    Told::TooMuch => Err(ReadAll::TooMuch.into()),
                    Told::Refused => Err(ReadAll::PositionLost.into()),
                }
            }
            Mark::ChangeNumber { database, number } => {
                let last = change_numbers::now(&mut self.session).await?;
                // A database that was restored goes on under another name, or counts again what it counted before.
                if last.database != *database || last.number < *number {
                    return Err(ReadAll::PositionLost.into());
                }
                let entries = if last.number == *number {
                    Vec::new()
                } else {
                    change_numbers::since(&mut self.session, *number).await?
                };
                Ok((Teller::ChangeNumbers, entries, last.into()))
            }
        }
    }

    /// Reads objects by their ids. What is no account, or none any more, may reset no more.
    async fn read_each(
        &mut self,
        map: &DomainMap,
        changes: &Changes,
        told: &mut BTreeSet<Uuid>,
    ) -> Result<(), Stopped> {
        let domain = self.session.root.domain.clone();
        let wanted: Vec<_> = changes.accounts.difference(told).copied().collect();
        if wanted.len() > MOST {
            return Err(ReadAll::TooMuch.into());
        }
        for ids in wanted.chunks(AT_ONCE) {
            self.judge_all(map, &domain, &any_of(ids), false, told).await?;
        }
        let missing: BTreeSet<_> = changes.accounts.difference(told).copied().collect();
        if self.session.root.base != domain && !changes.moved.is_disjoint(&missing) {
            return Err(ReadAll::TreeMoved.into());
        }
        let gone = missing.union(&changes.deleted).map(|id| id.hyphenated().to_string()).collect();
        hand_over(&self.pieces, Piece { gone, ..Piece::default() }).await;
        Ok(())
    }
}

/// Who joined or left a group with a role is read anew; groups among them change roles themselves.
fn add_members(changes: &mut Changes, before: &Groups, after: &Groups) -> Result<(), ReadAll> {
    if before.has_lost(after) {
        return Err(ReadAll::GroupDeleted);
    }
    for changed in &changes.groups {
        let has_role =
            |groups: &Groups| groups.get(changed.id).is_some_and(|group| group.roles != Roles::default());
        if has_role(before) || has_role(after) {
            let members = changed.members.as_ref().ok_or(ReadAll::MembersUntold)?;
            changes.accounts.extend(members.iter().filter(|id| after.get(**id).is_none()));
        }
    }
    Ok(())
}

const PERSON: &str = "(objectCategory=person)(objectClass=user)";

/// Direct members of a group. Those of nested groups are members of groups that changed too.
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
    fn accounts_are_asked_for_by_their_stored_ids() {
        let id: Uuid = "04030201-0605-0807-090a-0b0c0d0e0f10".parse().expect("an id");
        let stored = "\\01\\02\\03\\04\\05\\06\\07\\08\\09\\0a\\0b\\0c\\0d\\0e\\0f\\10";
        assert_eq!(any_of(&[id]), format!("(&{PERSON}(|(objectGUID={stored})))"));
    }
}
