//! The domain's password policies, cached for some seconds, and the one that applies to an account.
//!
//! A controller computes `msDS-ResultantPSO` on request, which takes longer than everything else that a job reads.
//! Policies are few and change rarely. So the list is cached with the connection, and only an account's own links and
//! groups are read each time. With an old list the agent may report an old rule, but it can never get around a new one,
//! because the directory checks every password itself. When a password is tried, the directory checks nothing
//! afterwards, so the policy is read again.

use std::{collections::HashMap, fmt::Write as _, sync::Arc, time::Duration};

use ldap3::Scope as Depth;
use tokio::time::Instant;
use uuid::Uuid;

use super::{
    controls,
    entry::Entry,
    extended_name, groups,
    password_rules::{self, APPLIES_TO, PasswordPolicy, Policies},
    session::Session,
};
use crate::directory::DirectoryError;

/// The time for which a list may be used.
const CACHE_TTL: Duration = Duration::from_secs(5);
/// The maximum number of links in a list. If there are more, the controller is asked about each account instead.
const MAX_LINKS: usize = 1000;

/// All policies, and the groups to which they are linked.
#[derive(Debug)]
pub(super) struct PolicyList {
    policies: Policies,
    /// The objectSid of each group whose links count, with the rank of its policy, the best first.
    group_ranks: Vec<(Vec<u8>, usize)>,
    /// Whether all of the above could be read.
    is_complete: bool,
}

/// The list that is kept with a connection, and when it was requested.
#[derive(Debug, Default)]
pub(super) struct CachedPolicyList(Option<(Instant, Arc<PolicyList>)>);

impl CachedPolicyList {
    /// Returns the cached list, or reads a new one.
    pub(super) async fn recent(&mut self, session: &mut Session) -> Result<Arc<PolicyList>, DirectoryError> {
        if let Some((requested_at, list)) = &self.0
            && requested_at.elapsed() < CACHE_TTL
        {
            return Ok(Arc::clone(list));
        }
        let requested_at = Instant::now();
        let list = Arc::new(PolicyList::read(session).await?);
        self.0 = Some((requested_at, Arc::clone(&list)));
        Ok(list)
    }
}

impl PolicyList {
    async fn read(session: &mut Session) -> Result<Self, DirectoryError> {
        let domain = password_rules::read_domain(session).await?;
        let entries = password_rules::entries(session, &[APPLIES_TO], &[controls::extended_names()]).await?;
        let policies = Policies::new(domain, &entries);
        let links = links(&entries, &policies);
        let is_complete = policies.ranks().len() == entries.len()
            && links.len() <= MAX_LINKS
            && !entries.iter().any(|entry| entry.is_truncated(APPLIES_TO));
        let linked =
            if is_complete && !links.is_empty() { linked(session, &links).await? } else { Vec::new() };
        Ok(Self { policies, group_ranks: group_ranks(&linked, &links), is_complete })
    }

    /// Returns the policy of an account whose links and groups were just read. Returns `None` if the list lacks one
    /// of the account's own policies or is incomplete.
    pub(super) fn rules_for(&self, account: &Entry) -> Option<PasswordPolicy> {
        let groups = account.bytes("tokenGroups");
        if !self.is_complete || groups.is_empty() || !self.policies.has_linked(account) {
            return None;
        }
        let best = self.group_ranks.iter().find(|(sid, _)| groups.contains(sid));
        Some(self.policies.resultant(account, best.map(|(_, rank)| *rank)))
    }
}

/// Returns the objects with policies, and the rank of the best one.
fn links(entries: &[Entry], policies: &Policies) -> HashMap<Uuid, usize> {
    let mut links = HashMap::<Uuid, usize>::new();
    for entry in entries {
        let Some(rank) = policies.rank(entry) else { continue };
        for id in entry.with_options(APPLIES_TO).into_iter().flatten().filter_map(extended_name::guid) {
            links.entry(id).and_modify(|best| *best = rank.min(*best)).or_insert(rank);
        }
    }
    links
}

/// Reads the groups among the objects with policies.
async fn linked(session: &mut Session, links: &HashMap<Uuid, usize>) -> Result<Vec<Entry>, DirectoryError> {
    let domain = session.root.domain.clone();
    let mut filter = "(&(objectClass=group)(|".to_owned();
    for id in links.keys() {
        filter.push_str("(objectGUID=");
        for byte in id.to_bytes_le() {
            write!(filter, "\\{byte:02x}").ok();
        }
        filter.push(')');
    }
    filter.push_str("))");
    session.search(&domain, Depth::Subtree, &filter, &["objectGUID", "objectSid", "groupType"]).await
}

fn group_ranks(linked: &[Entry], links: &HashMap<Uuid, usize>) -> Vec<(Vec<u8>, usize)> {
    // A nested group is global if the outer one is, so nested membership needs no reading of these.
    let global = linked.iter().filter(|group| groups::is_global(group));
    let mut ranked: Vec<_> = global
        .filter_map(|group| Some((group.bytes("objectSid").into_iter().next()?, *links.get(&group.guid()?)?)))
        .collect();
    ranked.sort_by_key(|(_, rank)| *rank);
    ranked
}

#[cfg(test)]
#[path = "policy_list_tests.rs"]
mod tests;
