//! Decides which accounts in scope the service account can reset, by their own access lists. Pure.

use std::collections::{BTreeMap, BTreeSet};

use texts::{Text, Value};

use super::{
    effective::{REQUIRED_RIGHTS, Right},
    fixes::Fixes,
};
use crate::{findings::Findings, words};

/// The maximum number of accounts that are named. The others are counted.
const MAX_NAMES: usize = 10;

/// An account in scope, and whether the agent may do what a reset needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) dn: String,
    pub(super) name: String,
    pub(super) access: Access,
    pub(super) has_mobile: bool,
    pub(super) has_mail: bool,
}

/// The access of the service account to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Access {
    /// The agent never writes to the account.
    Protected,
    /// The service account may not read the access list.
    Unreadable,
    /// The rights that the access list grants.
    Granted {
        /// Whether the account inherits what is granted on the folders above.
        inherits: bool,
        /// The required rights that are granted.
        rights: BTreeSet<Right>,
    },
}

impl Person {
    fn missing(&self) -> Vec<Right> {
        match &self.access {
            Access::Granted { rights, .. } => {
                REQUIRED_RIGHTS.into_iter().filter(|right| !rights.contains(right)).collect()
            }
            Access::Protected | Access::Unreadable => Vec::new(),
        }
    }

    fn inherits(&self) -> bool {
        matches!(self.access, Access::Granted { inherits: true, .. })
    }
}

/// Returns the parent of an object: everything after the first comma that does not belong to its name.
pub(super) fn parent(dn: &str) -> &str {
    let mut is_escaped = false;
    let comma = dn.find(|letter| {
        let is_end = letter == ',' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_end
    });
    comma.and_then(|at| dn.get(at + 1..)).unwrap_or_default()
}

/// Checks the rights on all accounts.
pub(super) fn check_rights(people: &[Person], fixes: &Fixes, findings: &mut Findings) {
    let folders = folders(people);
    let lacking = check_folders(&folders, fixes, findings);
    check_never(people, &lacking, fixes, findings);
}

type Folders<'a> = BTreeMap<&'a str, Vec<&'a Person>>;

/// Groups accounts that inherit by folder. A right that all accounts of a folder lack is missing on the folder.
fn folders(people: &[Person]) -> Folders<'_> {
    let mut folders = Folders::new();
    for person in people.iter().filter(|person| person.inherits()) {
        folders.entry(parent(&person.dn)).or_default().push(person);
    }
    folders
}

fn check_folders<'a>(
    folders: &Folders<'a>,
    fixes: &Fixes,
    findings: &mut Findings,
) -> BTreeMap<&'a str, Vec<Right>> {
    let mut lacking = BTreeMap::new();
    for (folder, people) in folders {
        let lacks = |right: &Right| people.iter().all(|person| person.missing().contains(right));
        let missing: Vec<_> = REQUIRED_RIGHTS.into_iter().filter(lacks).collect();
        if !missing.is_empty() {
            lacking.insert(*folder, missing);
        }
    }
    for (folder, missing) in lacking.iter().take(MAX_NAMES) {
        let count = folders.get(folder).map_or(0, Vec::len);
        let rights = words::any(missing.iter().map(|right| right.name()));
        let what = words::rights_missing(&fixes.account, count, *folder, rights);
        findings.failed("rights", what, Some(fixes.delegate(folder)));
    }
    if lacking.len() > MAX_NAMES {
        findings.failed("rights", words::rights_missing_more(lacking.len() - MAX_NAMES), None);
    }
    if lacking.is_empty() && !folders.is_empty() {
        let people: usize = folders.values().map(Vec::len).sum();
        findings.ok("rights", words::rights_granted(&fixes.account, folders.len(), people));
    }
    lacking
}

/// Reports the accounts that can never be reset: protected ones, and those that lack a right for another reason than
/// their folder.
fn check_never(
    people: &[Person],
    lacking: &BTreeMap<&str, Vec<Right>>,
    fixes: &Fixes,
    findings: &mut Findings,
) {
    let mut never: Vec<(&str, Text, Option<String>)> = Vec::new();
    for person in people {
        let of_folder = lacking.get(parent(&person.dn)).filter(|_| person.inherits());
        let own = |right: &Right| of_folder.is_none_or(|missing| !missing.contains(right));
        let is_lacking = person.missing().iter().any(own);
        let (reason, fix) = match &person.access {
            Access::Protected => (words::never_privileged(), None),
            Access::Unreadable => (words::never_unreadable(), Some(fixes.inherit(&person.dn))),
            Access::Granted { inherits: false, .. } if is_lacking => {
                (words::never_no_inheritance(), Some(fixes.inherit(&person.dn)))
            }
            Access::Granted { .. } if is_lacking => (words::never_denied(), None),
            Access::Granted { .. } => continue,
        };
        never.push((&person.name, reason, fix));
    }
    if never.is_empty() {
        return findings.ok("never-reset", words::never_nobody());
    }
    never.sort_by_key(|(name, ..)| *name);
    let named =
        never.iter().take(MAX_NAMES).map(|(name, reason, _)| words::never_name(*name, reason.clone()));
    let more = never.len().checked_sub(MAX_NAMES).filter(|more| *more > 0).map(words::never_more);
    let what = words::never_some(never.len(), named.chain(more).collect::<Value>());
    let commands: Vec<_> = never.into_iter().take(MAX_NAMES).filter_map(|(_, _, fix)| fix).collect();
    findings.warning("never-reset", what, Some(commands.join("\n")).filter(|commands| !commands.is_empty()));
}

/// Checks the attributes without which most users cannot prove anything.
pub(super) fn check_attributes(
    people: &[Person],
    mobile: impl Into<Value>,
    mail: impl Into<Value>,
    findings: &mut Findings,
) {
    let reachable: Vec<_> = people.iter().filter(|person| person.access != Access::Protected).collect();
    let count = |has: fn(&Person) -> bool| reachable.iter().filter(|person| !has(person)).count();
    let empty =
        [(mobile.into(), count(|person| person.has_mobile)), (mail.into(), count(|person| person.has_mail))];
    let total = reachable.len();
    for (attribute, empty) in empty {
        if total > 0 && empty * 2 > total {
            let share = empty * 100 / total;
            findings.warning("attributes", words::attribute_empty(attribute, empty, total, share), None);
        } else {
            findings.ok("attributes", words::attribute_filled(attribute, total - empty, total));
        }
    }
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
