//! Takes from the leading agent what changed in the directory: in batches, in order, each as often as it comes.

mod serve;

use agent_protocol::sync::{
    Account, Clash, Domain, MAX_BATCH_ACCOUNTS, MAX_COOKIE_CHARACTERS, SYNC_DIRECTORY_PATH, SyncReply,
    SyncRequest,
};
use api_contract::ProblemKind;
use crypto::keys::{DestinationKey, NameKey};
use jiff::Timestamp;
use lambda_kit::{AgentAnswer, AgentRequest, Failure, random};
use step_kit::verified;
use store::{
    accounts::{Accounts, Batch, Keys},
    agents::Agents,
    lead::{LeaderLease, Step},
    settings::Settings,
};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct SyncDirectory {
    /// Whose signature counts.
    pub agents: Agents,
    /// Who leads.
    pub lead: LeaderLease,
    /// The policy and the directory's domains.
    pub settings: Settings,
    /// The accounts.
    pub accounts: Accounts,
    /// Hashes names and destinations.
    pub names: NameKey,
    /// Encrypts destinations.
    pub destinations: DestinationKey,
}

/// What a batch tells.
struct Told<'a> {
    domain: &'a Domain,
    accounts: &'a [Account],
    gone: &'a [String],
}

impl SyncDirectory {
    /// Verifies the signature, then the lead, and does what is asked.
    pub async fn handle(
        &self,
        request: AgentRequest,
        now: Timestamp,
    ) -> Result<AgentAnswer<SyncReply>, Failure> {
        let agent = verified(&self.agents, &request, SYNC_DIRECTORY_PATH, now).await?.id;
        let reply = match request.parse()? {
            SyncRequest::Lead => self.lead(&agent, now).await?,
            SyncRequest::Batch { fence, sync, number, domain, accounts, gone } => {
                let step = Step { agent: &agent, fence, sync: &sync };
                let told = Told { domain: &domain, accounts: &accounts, gone: &gone };
                self.take(step, number, told, now).await?
            }
            SyncRequest::Finish { fence, sync, batches, is_full, cookie } => {
                let step = Step { agent: &agent, fence, sync: &sync };
                self.finish(step, batches, is_full, &cookie, now).await?
            }
        };
        Ok(AgentAnswer::Reply(reply))
    }

    async fn lead(&self, agent: &str, now: Timestamp) -> Result<SyncReply, Failure> {
        let leading = self.lead.take(agent, now).await?;
        let (leads, fence, cookie) = (leading.leads, leading.fence, leading.cookie);
        Ok(SyncReply { leads, fence, cookie, clashes: Vec::new() })
    }

    async fn take(
        &self,
        step: Step<'_>,
        number: u32,
        told: Told<'_>,
        now: Timestamp,
    ) -> Result<SyncReply, Failure> {
        if told.accounts.len() + told.gone.len() > MAX_BATCH_ACCOUNTS {
            return Err(Failure::refused(ProblemKind::MalformedRequest));
        }
        if !self.lead.admit_batch(step, number, &told.domain.netbios, now).await? {
            return Ok(SyncReply::default());
        }
        self.settings.note_domain(told.domain, now).await?;
        let policy = self.settings.policy(now).await?;
        let keys = Keys { names: &self.names, destinations: &self.destinations };
        let batch = Batch { domain: told.domain, policy: &policy, keys, at: now };
        let clashes = self.accounts.take(&batch, told.accounts, random).await??;
        self.accounts.forget(told.gone).await?;
        Ok(led(step, clashes))
    }

    async fn finish(
        &self,
        step: Step<'_>,
        batches: u32,
        is_full: bool,
        cookie: &str,
        now: Timestamp,
    ) -> Result<SyncReply, Failure> {
        if cookie.len() > MAX_COOKIE_CHARACTERS || (is_full && batches == 0) {
            return Err(Failure::refused(ProblemKind::MalformedRequest));
        }
        let Some(whole) = self.lead.admit_finish(step, batches, now).await? else {
            return Ok(SyncReply::default());
        };
        if let Some(domain) = whole.domain.filter(|_| is_full) {
            self.accounts.finish(&domain, whole.began_at, now).await?;
        }
        let kept = self.lead.keep_cookie(step, cookie, now).await?;
        tracing::info!(agent = step.agent, fence = step.fence, batches, is_full, kept, "sync_finished");
        Ok(if kept { led(step, Vec::new()) } else { SyncReply::default() })
    }
}

fn led(step: Step<'_>, clashes: Vec<Clash>) -> SyncReply {
    SyncReply { leads: true, fence: step.fence, cookie: None, clashes }
}
