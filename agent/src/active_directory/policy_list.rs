//! The domain's password policies, kept for some seconds, and what they come to for one account.
//!
//! A controller works out `msDS-ResultantPSO` for whoever asks, which takes it longer than everything else that a job
//! reads. Policies are few and change rarely, so the list of them is kept with the connection; an account's own links and its
//! groups are read each time. An old list can make the agent tell an old rule, never write past a new one: the directory
//! judges every password itself. Where a wrong password is tried nothing comes after, so that is asked for as it is now.

use std::{
    collections::HashMap,
    fmt::Write as _,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use ldap3::Scope as Depth;
use tokio::time::Instant;
use uuid::Uuid;

use super::{
    controls,
    entry::Entry,
    extended_name, groups,
    password_rules::{self, APPLIES_TO, PasswordRules, Policies},
    session::Session,
};
use crate::directory::DirectoryError;

/// How old a list may be.
const CACHE_TTL: Duration = Duration::from_secs(5);
/// Where more accounts and groups have policies than this, the controller is asked about each account instead.
const MAX_LINKS: usize = 1000;

/// All policies, and the groups that they are linked to.
#[derive(Debug)]
pub(super) struct PolicyList {
    policies: Policies,
    /// objectSid of groups whose links count, the best policy first.
    group_ranks: Vec<(Vec<u8>, usize)>,
    /// Whether all of the above could be read.
    is_complete: bool,
}

/// The list of a connection, with when it was read.
pub(super) type CachedPolicyList = Arc<Mutex<Option<(Instant, Arc<PolicyList>)>>>;

impl PolicyList {
    /// The one that is kept, or a new one.
    pub(super) async fn recent(session: &mut Session) -> Result<Arc<Self>, DirectoryError> {
        if let Some((read, list)) = &*session.policies.lock().unwrap_or_else(PoisonError::into_inner)
            && read.elapsed() < CACHE_TTL
        {
            return Ok(Arc::clone(list));
        }
        let requested_at = Instant::now();
        let list = Arc::new(Self::read(session).await?);
        *session.policies.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((requested_at, Arc::clone(&list)));
        Ok(list)
    }

    async fn read(session: &mut Session) -> Result<Self, DirectoryError> {
        let domain = password_rules::read_domain(session).await?;
        let entries = password_rules::entries(session, &[APPLIES_TO], &[controls::extended_names()]).await?;
        let policies = Policies::new(domain, &entries);
        let links = links(&entries, &policies);
        let is_complete = policies.ranks().len() == entries.len()
            && links.len() <= MAX_LINKS
            && !entries.iter().any(|entry| entry.is_cut(APPLIES_TO));
        let linked =
            if is_complete && !links.is_empty() { linked(session, &links).await? } else { Vec::new() };
        Ok(Self { policies, group_ranks: group_ranks(&linked, &links), is_complete })
    }

    /// What holds for an account whose links and groups were read just now. Nothing where the list does not tell: where it
    /// lacks one of the account's own policies, or could not be read as a whole.
    pub(super) fn rules_for(&self, account: &Entry) -> Option<PasswordRules> {
        let groups = account.bytes("tokenGroups");
        if !self.is_complete || groups.is_empty() || !self.policies.has_linked(account) {
            return None;
        }
        let best = self.group_ranks.iter().find(|(sid, _)| groups.contains(sid));
        Some(self.policies.resultant(account, best.map(|(_, rank)| *rank)))
    }
}

/// What has policies, with the rank of the best.
fn links(entries: &[Entry], policies: &Policies) -> HashMap<Uuid, usize> {
    let mut links = HashMap::<Uuid, usize>::new();
    for entry in entries {
        let Some(rank) = policies.rank(entry) else { continue };
        for id in entry.optioned(APPLIES_TO).into_iter().flatten().filter_map(extended_name::guid) {
            links.entry(id).and_modify(|best| *best = rank.min(*best)).or_insert(rank);
        }
    }
    links
}

/// The groups among what has policies.
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
    // A nested group is global where the outer one is, so that membership by way of others needs no look at these.
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
