//! Reads the accounts in scope, with the rights of the service account on each.

use ldap3::Scope as Depth;

use super::{
    super::{
        base::Base, controls, domain_map::DomainMap, entry::Entry, groups::Role, pages::PAGE_ENTRIES,
        privileged, search::Search, session::Session,
    },
    Check,
    account::ServiceAccount,
    descriptor,
    effective::{self, REQUIRED_RIGHTS},
    people::{self, Access, Person},
};
use crate::{configuration::Attributes, directory::DirectoryError, words};

const DESCRIPTOR: &str = "nTSecurityDescriptor";
const EFFECTIVE: &str = "allowedAttributesEffective";
const FIXED: [&str; 7] =
    ["sAMAccountName", "adminCount", "objectSid", "memberOf", "primaryGroupID", DESCRIPTOR, EFFECTIVE];

impl Check<'_> {
    pub(super) async fn check_people(
        &mut self,
        session: &mut Session,
        map: &DomainMap,
        base: &Base,
        account: &ServiceAccount,
    ) -> Result<(), DirectoryError> {
        let attributes = &self.settings.attributes;
        let people = in_scope(session, map, base, attributes, account).await?;
        if people.is_empty() {
            self.findings.warning("rights", words::scope_empty(), None);
            return Ok(());
        }
        people::check_rights(&people, &account.fixes, self.findings);
        let [mobile, mail] = [&attributes.mobile, &attributes.mail].map(words::any);
        people::check_attributes(&people, mobile, mail, self.findings);
        Ok(())
    }
}

/// Reads the accounts in scope page by page, because descriptors are long and little is kept of each.
async fn in_scope(
    session: &mut Session,
    map: &DomainMap,
    base: &Base,
    attributes: &Attributes,
    account: &ServiceAccount,
) -> Result<Vec<Person>, DirectoryError> {
    let chosen = attributes.mobile.iter().chain(&attributes.mail).map(String::as_str);
    let names: Vec<_> = FIXED.into_iter().chain(chosen).collect();
    let filter =
        "(&(objectCategory=person)(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))";
    let search = Search { base: base.dn(), depth: Depth::Subtree, filter, attributes: &names };
    let (mut people, mut cookie) = (Vec::new(), Vec::new());
    loop {
        let page = controls::paged(PAGE_ENTRIES, &cookie);
        let page = vec![page, controls::access_lists(), controls::extended_names()];
        let answer = session.ask(search, page).await?;
        people.extend(answer.entries.iter().filter_map(|entry| person(entry, map, attributes, account)));
        match controls::next_page(&answer.controls) {
            Some(next) => cookie = next,
            None => return Ok(people),
        }
    }
}

/// Returns the account of an entry; `None` if it is not in scope.
fn person(
    entry: &Entry,
    map: &DomainMap,
    attributes: &Attributes,
    account: &ServiceAccount,
) -> Option<Person> {
    let primary = entry.number("primaryGroupID").and_then(|id| id.try_into().ok());
    let roles = map.groups.roles(entry.with_options("memberOf").into_iter().flatten(), primary);
    if !roles.has(Role::Enabled) || roles.has(Role::Excluded) {
        return None;
    }
    let is_protected = roles.has(Role::Protected) || privileged::is_privileged(entry);
    let has_any = |names: &[String]| names.iter().any(|name| entry.first(name).is_some());
    Some(Person {
        dn: entry.dn().to_owned(),
        name: entry.text("sAMAccountName").unwrap_or_default(),
        access: if is_protected { Access::Protected } else { access(entry, account) },
        has_mobile: has_any(&attributes.mobile),
        has_mail: has_any(&attributes.mail),
    })
}

/// Returns the access of the service account: as the descriptor grants it, and for attributes as the controller
/// computes it.
fn access(entry: &Entry, account: &ServiceAccount) -> Access {
    let descriptor = entry.bytes(DESCRIPTOR).into_iter().next().and_then(|bytes| descriptor::parse(&bytes));
    let Some(descriptor) = descriptor else { return Access::Unreadable };
    let allowed = entry.texts(EFFECTIVE);
    let may = |right: &effective::Right| match right.attribute() {
        Some(name) if entry.has(EFFECTIVE) => {
            allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name))
        }
        Some(_) | None => effective::may(&descriptor, &account.identifiers, *right),
    };
    Access::Granted {
        inherits: !descriptor.is_protected,
        rights: REQUIRED_RIGHTS.into_iter().filter(may).collect(),
    }
}
