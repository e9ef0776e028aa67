//! Decides which accounts in scope the service account can reset, by their own access lists. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    effective::{NEEDED, Right},
    mend::Mender,
};
use crate::check::Findings;

/// The most accounts that are named; the rest is counted.
const NAMED: usize = 10;

/// An account in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) dn: String,
    pub(super) name: String,
    pub(super) access: Access,
    pub(super) has_mobile: bool,
    pub(super) has_mail: bool,
}

/// What the service account may do with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Access {
    /// The agent never touches the account.
    Protected,
    /// The service account may not read the access list.
    Unreadable,
    /// The rights that the access list grants.
    Granted {
        /// Whether the account inherits what is granted on the folders above.
        inherits: bool,
        /// Those of the needed rights that are granted.
        rights: BTreeSet<Right>,
    },
}

impl Person {
    fn missing(&self) -> Vec<Right> {
        match &self.access {
            Access::Granted { rights, .. } => {
                NEEDED.into_iter().filter(|right| !rights.contains(right)).collect()
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
pub(super) fn judge(people: &[Person], mender: &Mender, findings: &mut Findings) {
    let folders = folders(people);
    let lacking = judge_folders(&folders, mender, findings);
    judge_never(people, &lacking, mender, findings);
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

fn judge_folders<'a>(
    folders: &Folders<'a>,
    mender: &Mender,
    findings: &mut Findings,
) -> BTreeMap<&'a str, Vec<Right>> {
    let mut lacking = BTreeMap::new();
    for (folder, people) in folders {
        let lacks = |right: &Right| people.iter().all(|person| person.missing().contains(right));
        let missing: Vec<_> = NEEDED.into_iter().filter(lacks).collect();
        if !missing.is_empty() {
            lacking.insert(*folder, missing);
        }
    }
    for (folder, missing) in lacking.iter().take(NAMED) {
        let count = folders.get(folder).map_or(0, Vec::len);
        let missing: Vec<_> = missing.iter().map(|right| right.name()).collect();
        let what =
            format!("{} may not {} of the {count} people in {folder}", mender.account, either(&missing));
        findings.failed("rights", what, Some(mender.delegate(folder)));
    }
    if lacking.len() > NAMED {
        findings.failed("rights", format!("and in {} more folders", lacking.len() - NAMED), None);
    }
    if lacking.is_empty() && !folders.is_empty() {
        let people: usize = folders.values().map(Vec::len).sum();
        let what = format!("{} may reset {people} people in {} folders", mender.account, folders.len());
        findings.ok("rights", what);
    }
    lacking
}

fn either(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}

/// Those who lack something that their folder has, or need not lack.
fn judge_never(
    people: &[Person],
    lacking: &BTreeMap<&str, Vec<Right>>,
    mender: &Mender,
    findings: &mut Findings,
) {
    let mut never: Vec<(&str, &str, Option<String>)> = Vec::new();
    for person in people {
        let of_folder = lacking.get(parent(&person.dn)).filter(|_| person.inherits());
        let own = |right: &Right| of_folder.is_none_or(|missing| !missing.contains(right));
        let is_lacking = person.missing().iter().any(own);
        let (why, mend) = match &person.access {
            Access::Protected => ("privileged", None),
            Access::Unreadable => ("its permissions cannot be read", Some(mender.inherit(&person.dn))),
            Access::Granted { inherits: false, .. } if is_lacking => {
                ("it inherits no permissions", Some(mender.inherit(&person.dn)))
            }
            Access::Granted { .. } if is_lacking => ("an entry on the account itself denies it", None),
            Access::Granted { .. } => continue,
        };
        never.push((&person.name, why, mend));
    }
    if never.is_empty() {
        return findings.ok("never-reset", "nobody in scope is out of reach");
    }
    never.sort_unstable();
    let mut named: Vec<_> =
        never.iter().take(NAMED).map(|(name, why, _)| format!("{name} ({why})")).collect();
    if never.len() > NAMED {
        named.push(format!("and {} more", never.len() - NAMED));
    }
    let what = format!("{} in scope can never be reset: {}", never.len(), named.join(", "));
    let mends: Vec<_> = never.into_iter().take(NAMED).filter_map(|(_, _, mend)| mend).collect();
    findings.warning("never-reset", what, Some(mends.join("\n")).filter(|mends| !mends.is_empty()));
}

/// Attributes without which most people cannot prove anything.
pub(super) fn judge_attributes(people: &[Person], mobile: &str, mail: &str, findings: &mut Findings) {
    let reachable: Vec<_> = people.iter().filter(|person| person.access != Access::Protected).collect();
    let count = |has: fn(&Person) -> bool| reachable.iter().filter(|person| !has(person)).count();
    let empty = [(mobile, count(|person| person.has_mobile)), (mail, count(|person| person.has_mail))];
    let of = reachable.len();
    for (attribute, empty) in empty {
        if of > 0 && empty * 2 > of {
            let share = empty * 100 / of;
            findings.warning(
                "attributes",
                format!("{attribute} is empty for {share} % of the {of} people in scope ({empty}): they cannot prove \
                         who they are by it"),
                None,
            );
        } else {
            findings.ok(
                "attributes",
                format!("{attribute} is filled for {} of {of} people in scope", of - empty),
            );
        }
    }
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
