//! Takes changes of the directory from the leading agent, in numbered batches and in order. The last batch may be sent
//! again.

mod serve;

use agent_protocol::sync::{
    Account, Clash, Domain, IneligibleAccount, Loss, MAX_BATCH_ACCOUNTS, MAX_COOKIE_CHARACTERS,
    SYNC_DIRECTORY_PATH, SyncReply, SyncRequest, TOO_MANY_LOST,
};
use api_contract::ProblemKind;
use crypto::keys::{DestinationKey, NameKey};
use domain::Policy;
use jiff::Timestamp;
use lambda_kit::{AgentRequest, AgentResponse, Failure, random};
use step_kit::verify_signature;
use store::{
    accounts::{Accounts, Batch, FullSync, Keys},
    agents::Agents,
    audit::AuditTable,
    leader_lease::{LeaderLease, Leadership, SyncStep},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct SyncDirectory {
    pub agents: Agents,
    pub leader_lease: LeaderLease,
    /// The policy and the directory's domains.
    pub settings: Settings,
    pub accounts: Accounts,
    /// The key that hashes names and destinations.
    pub names: NameKey,
    pub destinations: DestinationKey,
    pub audit: AuditTable,
}

/// The changes of a batch.
struct Changes<'a> {
    domain: &'a Domain,
    accounts: &'a [Account],
    ineligible: &'a [IneligibleAccount],
    gone: &'a [String],
}

impl Changes<'_> {
    const fn count(&self) -> usize {
        self.accounts.len() + self.ineligible.len() + self.gone.len()
    }
}

impl SyncDirectory {
    /// Verifies the signature, then the lease, and handles the request.
    pub async fn handle(
        &self,
        request: AgentRequest,
        now: Timestamp,
    ) -> Result<AgentResponse<SyncReply>, Failure> {
        let agent = verify_signature(&self.agents, &request, SYNC_DIRECTORY_PATH, now).await?.id;
        let reply = match request.parse()? {
            SyncRequest::Lead => self.acquire_lease(&agent, now).await?,
            SyncRequest::Batch { fence, sync, number, domain, accounts, ineligible, gone } => {
                let step = SyncStep { agent: &agent, fence, sync: &sync };
                let changes =
                    Changes { domain: &domain, accounts: &accounts, ineligible: &ineligible, gone: &gone };
                self.save_batch(step, number, changes, now).await?
            }
            SyncRequest::Finish { fence, sync, batches, is_full, cookie } => {
                let step = SyncStep { agent: &agent, fence, sync: &sync };
                self.finish(step, batches, is_full, &cookie, now).await?
            }
            SyncRequest::Stopped { fence, reason } => {
                tracing::error!(agent, fence, reason = reason.name(), "sync_stopped");
                SyncReply { leads: true, fence, ..SyncReply::default() }
            }
            SyncRequest::AcceptLoss => self.accept_loss(&agent).await?,
        };
        Ok(AgentResponse::Reply(reply))
    }

    async fn acquire_lease(&self, agent: &str, now: Timestamp) -> Result<SyncReply, Failure> {
        let leadership = self.leader_lease.acquire(agent, &self.keys_id(), now).await?;
        let Leadership { leads, fence, cookie, is_loss_accepted } = leadership;
        Ok(SyncReply { leads, fence, cookie, is_loss_accepted, ..SyncReply::default() })
    }

    async fn accept_loss(&self, agent: &str) -> Result<SyncReply, Failure> {
        let loss = self.leader_lease.accept_loss().await?;
        if let Some(Loss { lost, known }) = loss {
            tracing::warn!(agent, lost, known, "sync_loss_accepted");
        }
        Ok(SyncReply { loss, ..SyncReply::default() })
    }

    /// Returns the id of the keys with which accounts are hashed and encrypted, and of what is derived from them.
    fn keys_id(&self) -> String {
        let (names, destinations) = (self.names.keys().current_id(), self.destinations.keys().current_id());
        format!("{names} {destinations} {}", store::accounts::VERSION)
    }

    async fn save_batch(
        &self,
        step: SyncStep<'_>,
        number: u32,
        changes: Changes<'_>,
        now: Timestamp,
    ) -> Result<SyncReply, Failure> {
        if changes.count() > MAX_BATCH_ACCOUNTS {
            return Err(Failure::refused(ProblemKind::MalformedRequest));
        }
        if !self.leader_lease.accept_batch(step, number, &changes.domain.netbios, now).await? {
            return Ok(SyncReply::default());
        }
        self.settings.note_domain(changes.domain, now).await?;
        let policy = self.settings.policy(now).await?;
        let keys = Keys { names: &self.names, destinations: &self.destinations };
        let (domain, audit) = (changes.domain, &self.audit);
        let batch = Batch { domain, policy: &policy, keys, audit, at: now };
        let clashes = self.accounts.save(&batch, changes.accounts, random).await??;
        self.accounts.save_ineligible(&batch, changes.ineligible, random).await??;
        self.accounts.delete(changes.gone).await?;
        let refused_numbers = refused_numbers(changes.accounts, &policy);
        Ok(SyncReply { refused_numbers, ..accepted(step, clashes) })
    }

    async fn finish(
        &self,
        step: SyncStep<'_>,
        batches: u32,
        is_full: bool,
        cookie: &str,
        now: Timestamp,
    ) -> Result<SyncReply, Failure> {
        if cookie.len() > MAX_COOKIE_CHARACTERS || (is_full && batches == 0) {
            return Err(Failure::refused(ProblemKind::MalformedRequest));
        }
        let Some(sync) = self.leader_lease.accept_finish(step, batches, now).await? else {
            return Ok(SyncReply::default());
        };
        if let Some(domain) = sync.domain.as_deref().filter(|_| is_full) {
            let full_sync = FullSync { domain, began_at: sync.began_at, now };
            if let Some(loss) = self.delete_unsynced(step, full_sync, sync.accepted_loss).await? {
                return Ok(SyncReply { loss: Some(loss), ..accepted(step, Vec::new()) });
            }
        }
        let kept = self.leader_lease.save_cookie(step, cookie, &self.keys_id(), now).await?;
        tracing::info!(agent = step.agent, fence = step.fence, batches, is_full, kept, "sync_finished");
        Ok(if kept { accepted(step, Vec::new()) } else { SyncReply::default() })
    }
}

impl SyncDirectory {
    /// Deletes the accounts that a full sync has not sent. If they are more than a sync may remove, deletes none and
    /// returns the loss: what was known stays in force until an administrator accepts it.
    async fn delete_unsynced(
        &self,
        step: SyncStep<'_>,
        sync: FullSync<'_>,
        accepted_loss: u64,
    ) -> Result<Option<Loss>, Failure> {
        let loss = self.accounts.count_unsynced(sync).await?;
        let max_loss_percent = self.settings.policy(sync.now).await?.sync.max_loss_percent.get();
        if !loss.is_within(max_loss_percent) && loss.lost > accepted_loss {
            self.leader_lease.refuse_loss(step, loss, sync.now).await?;
            let Loss { lost, known } = loss;
            tracing::error!(agent = step.agent, lost, known, reason = TOO_MANY_LOST, "sync_stopped");
            return Ok(Some(loss));
        }
        if loss.lost > 0 {
            self.accounts.delete_unsynced(sync).await?;
        }
        self.accounts.delete_unsynced_ineligible(sync).await?;
        Ok(None)
    }
}

/// Returns the ids of accounts whose number is of a country that the policy does not name.
fn refused_numbers(accounts: &[Account], policy: &Policy) -> Vec<String> {
    let methods = &policy.methods;
    let sends_some = !methods.calling_codes.is_empty();
    let is_refused = |number: &str| sends_some && !methods.allows_number(number);
    let refused = accounts.iter().filter(|account| account.mobile.as_deref().is_some_and(is_refused));
    refused.map(|account| account.id.clone()).collect()
}

fn accepted(step: SyncStep<'_>, clashes: Vec<Clash>) -> SyncReply {
    SyncReply { leads: true, fence: step.fence, clashes, ..SyncReply::default() }
}
