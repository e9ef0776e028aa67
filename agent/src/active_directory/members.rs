//! Who is in which groups, nested ones and the primary one too.

use std::collections::HashSet;

use ldap3::{Scope as Depth, ldap_escape};

use super::{
    privileged::{self, BUILTIN_GROUPS, DOMAIN_GROUPS},
    session::Session,
};
use crate::directory::DirectoryError;

const IN_CHAIN: &str = "memberOf:1.2.840.113556.1.4.1941:";

/// A filter that fits the members of groups named by account name or distinguished name; nothing where none exists.
pub(super) async fn filter(
    session: &mut Session,
    groups: &[String],
) -> Result<Option<String>, DirectoryError> {
    let mut parts = Vec::new();
    for name in groups {
        let found = named(session, name).await?;
        if found.is_empty() {
            tracing::warn!(group = name, "group_not_found");
        }
        parts.extend(found);
    }
    of_groups(session, parts).await
}

/// A filter that fits the members of privileged groups.
pub(super) async fn privileged_filter(session: &mut Session) -> Result<Option<String>, DirectoryError> {
    let domain = session.root.domain.clone();
    let head = session.search_one(&domain, Depth::Base, "(objectClass=*)", &["objectSid"]).await?;
    let sid = head.and_then(|head| head.bytes("objectSid").into_iter().next());
    let sid = sid.ok_or_else(|| DirectoryError::Unexpected("the domain has no identifier".to_owned()))?;
    let in_domain = DOMAIN_GROUPS.iter().filter_map(|id| privileged::in_domain(&sid, *id));
    let sids = in_domain.chain(BUILTIN_GROUPS.iter().map(|id| privileged::builtin(*id)));
    let any: Vec<_> = sids.map(|sid| format!("(objectSid={})", privileged::escaped(&sid))).collect();
    let found = groups(session, &domain, &format!("(|{})", any.concat())).await?;
    of_groups(session, found).await
}

/// Ids of all accounts that a filter fits.
pub(super) async fn ids(
    session: &mut Session,
    filter: Option<String>,
) -> Result<HashSet<String>, DirectoryError> {
    let Some(filter) = filter else { return Ok(HashSet::new()) };
    let base = session.root.base.clone();
    let filter = format!("(&(objectCategory=person)(objectClass=user){filter})");
    let entries = session.search(&base, Depth::Subtree, &filter, &["objectGUID"]).await?;
    Ok(entries.iter().filter_map(super::entry::Entry::id).collect())
}

/// A group's distinguished name, and the last part of its identifier.
struct Group {
    dn: String,
    relative_id: Option<u32>,
}

async fn named(session: &mut Session, name: &str) -> Result<Vec<Group>, DirectoryError> {
    if name.contains('=') {
        return base_group(session, name).await;
    }
    let domain = session.root.domain.clone();
    groups(session, &domain, &format!("(sAMAccountName={})", ldap_escape(name))).await
}

async fn base_group(session: &mut Session, dn: &str) -> Result<Vec<Group>, DirectoryError> {
    let found = session.search_one(dn, Depth::Base, "(objectClass=group)", &["objectSid"]).await?;
    Ok(found.iter().map(group).collect())
}

async fn groups(session: &mut Session, base: &str, filter: &str) -> Result<Vec<Group>, DirectoryError> {
    let filter = format!("(&(objectClass=group){filter})");
    Ok(session.search(base, Depth::Subtree, &filter, &["objectSid"]).await?.iter().map(group).collect())
}

fn group(entry: &super::entry::Entry) -> Group {
    let sid = entry.bytes("objectSid").into_iter().next();
    Group { dn: entry.dn().to_owned(), relative_id: sid.as_deref().and_then(privileged::relative_id) }
}

/// Members by the in-chain rule; and accounts whose primary group, which that rule does not see, is one of the groups
/// or nested in one.
async fn of_groups(session: &mut Session, found: Vec<Group>) -> Result<Option<String>, DirectoryError> {
    if found.is_empty() {
        return Ok(None);
    }
    let in_chain = |group: &Group| format!("({IN_CHAIN}={})", ldap_escape(group.dn.as_str()));
    let in_chains = found.iter().map(in_chain).collect::<Vec<_>>().concat();
    let domain = session.root.domain.clone();
    let nested = groups(session, &domain, &format!("(|{in_chains})")).await?;
    let relative_ids = nested.iter().chain(&found).filter_map(|group| group.relative_id);
    let primary: Vec<_> = relative_ids.map(|id| format!("(primaryGroupID={id})")).collect();
    Ok(Some(format!("(|{in_chains}{})", primary.concat())))
}
