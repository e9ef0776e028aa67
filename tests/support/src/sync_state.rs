//! The cloud's side of a sync: the leader, the batches, and the accounts.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use agent_protocol::sync::{Account, IneligibleAccount, Loss, StopReason, SyncReply, SyncRequest};

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
    /// The accounts that may not reset.
    pub ineligible: BTreeMap<String, IneligibleAccount>,
    /// The finished syncs: the agent of each, and whether it was a full sync.
    pub finished: Vec<(String, bool)>,
    /// The number of compressed bytes that were received.
    pub bytes: usize,
    /// The time of the last batch.
    pub taken_at: Option<Instant>,
    /// The largest part of the accounts, in percent, that a sync may remove; `None` for any.
    pub max_loss_percent: Option<u8>,
    /// The loss for which the last full sync was not finished.
    pub refused: Option<Loss>,
    /// Whether that loss is accepted.
    pub is_loss_accepted: bool,
    /// The reasons for which the agent stopped.
    pub stops: Vec<StopReason>,
    /// The sync in progress: its name, its next batch, and its accounts.
    under_way: (String, u32, BTreeSet<String>),
}

impl SyncState {
    /// Applies a request if the agent leads and its batches are in order.
    pub fn take(&mut self, agent: &str, request: SyncRequest) -> SyncReply {
        match request {
            SyncRequest::Lead => self.lead(agent),
            SyncRequest::Batch { fence, sync, number, accounts, ineligible, gone, .. } => {
                if !self.leads(agent, fence) || !self.is_next(&sync, number) {
                    return SyncReply::default();
                }
                self.under_way.2.extend(accounts.iter().map(|account| account.id.clone()));
                self.accounts.extend(accounts.into_iter().map(|account| (account.id.clone(), account)));
                self.accounts.retain(|id, _| !gone.contains(id));
                self.ineligible.extend(ineligible.into_iter().map(|account| (account.id.clone(), account)));
                self.taken_at = Some(Instant::now());
                SyncReply { leads: true, fence, ..SyncReply::default() }
            }
            SyncRequest::Finish { fence, sync, batches, is_full, cookie } => {
                if !self.leads(agent, fence) || self.under_way.0 != sync || self.under_way.1 != batches {
                    return SyncReply::default();
                }
                let loss = self.finish(agent, is_full, cookie);
                SyncReply { leads: true, fence, loss, ..SyncReply::default() }
            }
            SyncRequest::Stopped { fence, reason } => {
                self.stops.push(reason);
                SyncReply { leads: self.leads(agent, fence), fence, ..SyncReply::default() }
            }
            SyncRequest::AcceptLoss => {
                self.is_loss_accepted = self.refused.is_some();
                SyncReply { loss: self.refused, ..SyncReply::default() }
            }
        }
    }

    /// Finishes the sync in progress, unless this returns the loss for which it does not.
    fn finish(&mut self, agent: &str, is_full: bool, cookie: String) -> Option<Loss> {
        if is_full {
            let loss = self.refuse_loss();
            if loss.is_some() {
                return loss;
            }
            self.accounts.retain(|id, _| self.under_way.2.contains(id));
        }
        self.cookie = Some(cookie);
        self.finished.push((agent.to_owned(), is_full));
        None
    }

    /// Returns the loss of the sync in progress, if it is more than a sync may remove.
    fn refuse_loss(&mut self) -> Option<Loss> {
        let is_gone = |id: &&String| !self.under_way.2.contains(*id);
        let gone = self.accounts.keys().filter(is_gone).count();
        let loss = Loss { lost: gone as u64, known: self.accounts.len() as u64 };
        let is_within = self.max_loss_percent.is_none_or(|percent| loss.is_within(percent));
        self.refused = Some(loss).filter(|_| !is_within && !self.is_loss_accepted);
        self.is_loss_accepted = false;
        self.refused
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
        let (cookie, is_loss_accepted) = (self.cookie.clone(), self.is_loss_accepted);
        SyncReply { leads, fence: self.fence, cookie, is_loss_accepted, ..SyncReply::default() }
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
