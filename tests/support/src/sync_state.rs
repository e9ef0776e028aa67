//! The cloud's side of a sync: the leader, the batches, and the accounts.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use agent_protocol::sync::{Account, SyncReply, SyncRequest};

#[derive(Debug, Default)]
pub struct SyncState {
    /// The id of the leader.
    pub leader: Option<String>,
    /// The fence, which grows with every change of leader.
    pub fence: u64,
    /// The cookie of the last finished sync.
    pub cookie: Option<String>,
    /// The accounts in scope.
    pub accounts: BTreeMap<String, Account>,
    /// The finished syncs: the agent of each, and whether it was a full sync.
    pub finished: Vec<(String, bool)>,
    /// The number of compressed bytes that were received.
    pub bytes: usize,
    /// The time of the last batch.
    pub taken_at: Option<Instant>,
    /// The sync in progress: its name, its next batch, and its accounts.
    under_way: (String, u32, BTreeSet<String>),
}

impl SyncState {
    /// Applies a request if the agent leads and its batches are in order.
    pub fn take(&mut self, agent: &str, request: SyncRequest) -> SyncReply {
        match request {
            SyncRequest::Lead => self.lead(agent),
            SyncRequest::Batch { fence, sync, number, accounts, gone, .. } => {
                if !self.leads(agent, fence) || !self.is_next(&sync, number) {
                    return SyncReply::default();
                }
                self.under_way.2.extend(accounts.iter().map(|account| account.id.clone()));
                self.accounts.extend(accounts.into_iter().map(|account| (account.id.clone(), account)));
                self.accounts.retain(|id, _| !gone.contains(id));
                self.taken_at = Some(Instant::now());
                SyncReply { leads: true, fence, ..SyncReply::default() }
            }
            SyncRequest::Finish { fence, sync, batches, is_full, cookie } => {
                if !self.leads(agent, fence) || self.under_way.0 != sync || self.under_way.1 != batches {
                    return SyncReply::default();
                }
                if is_full {
                    self.accounts.retain(|id, _| self.under_way.2.contains(id));
                }
                self.cookie = Some(cookie);
                self.finished.push((agent.to_owned(), is_full));
                SyncReply { leads: true, fence, ..SyncReply::default() }
            }
        }
    }

    /// Returns the account with a name.
    pub fn account(&self, account_name: &str) -> Option<&Account> {
        self.accounts.values().find(|account| account.account_name == account_name)
    }

    fn lead(&mut self, agent: &str) -> SyncReply {
        if self.leader.is_none() {
            self.leader = Some(agent.to_owned());
            self.fence += 1;
        }
        let leads = self.leader.as_deref() == Some(agent);
        SyncReply { leads, fence: self.fence, cookie: self.cookie.clone(), clashes: Vec::new() }
    }

    fn leads(&self, agent: &str, fence: u64) -> bool {
        self.leader.as_deref() == Some(agent) && self.fence == fence
    }

    /// Returns whether a batch is the next one, or the last one again.
    fn is_next(&mut self, sync: &str, number: u32) -> bool {
        if number == 0 && self.under_way.0 != sync {
            self.under_way = (sync.to_owned(), 0, BTreeSet::new());
        }
        let next = self.under_way.1;
        let is_next = self.under_way.0 == sync && (number == next || number + 1 == next);
        if is_next {
            self.under_way.1 = number + 1;
        }
        is_next
    }
}
