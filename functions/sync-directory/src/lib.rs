//! Takes accounts and signs of life from an agent, and tells it what it must know of the policy.

use agent_protocol::sync::{Account, BATCH_ACCOUNTS, Domain, SYNC_DIRECTORY_PATH, SyncReply, SyncRequest};
use api_contract::ProblemKind;
use cloud::{
    accounts::{Accounts, Keys},
    agents::Agents,
    keys::{DestinationKey, NameKey},
    settings::{Current, Settings},
};
use jiff::Timestamp;
use lambda_kit::{AgentAnswer, AgentRequest, Failure, parse_json, random};
use reset_domain::Policy;
use step_kit::verified;

/// What the step needs.
#[derive(Debug)]
pub struct SyncDirectory {
    /// Whose signature counts.
    pub agents: Agents,
    /// The policy and the directory's domains.
    pub settings: Settings,
    /// The accounts.
    pub accounts: Accounts,
    /// Hashes names and destinations.
    pub names: NameKey,
    /// Encrypts destinations.
    pub destinations: DestinationKey,
}

impl SyncDirectory {
    /// Verifies the signature, notes that the agent is alive, and does what is asked. Every request may be repeated.
    pub async fn handle(
        &self,
        request: AgentRequest,
        now: Timestamp,
    ) -> Result<AgentAnswer<SyncReply>, Failure> {
        let agent = verified(&self.agents, &request, SYNC_DIRECTORY_PATH, now).await?;
        let asked: SyncRequest =
            parse_json(&request.body).map_err(|_| Failure::refused(ProblemKind::MalformedRequest))?;
        self.agents.seen(&agent, now).await?;
        let current = self.settings.current(now).await?;
        match asked {
            SyncRequest::Heartbeat { .. } => {}
            SyncRequest::Batch { sync, domain, accounts } => {
                self.take(&sync, &domain, accounts, &current.policy, now).await?;
            }
            SyncRequest::Finish { sync } => self.accounts.finish(&sync, now).await?,
        }
        Ok(AgentAnswer::Reply(reply(&current)))
    }

    async fn take(
        &self,
        sync: &str,
        domain: &Domain,
        accounts: Vec<Account>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), Failure> {
        if accounts.len() > BATCH_ACCOUNTS {
            return Err(Failure::refused(ProblemKind::MalformedRequest));
        }
        self.settings.note_domain(domain, now).await?;
        let run = self.accounts.begin(sync, domain, now).await?;
        let keys = Keys { names: &self.names, destinations: &self.destinations };
        for account in &accounts {
            self.accounts.take(&run, account, policy, keys, random()?).await?;
        }
        Ok(())
    }
}

fn reply(current: &Current) -> SyncReply {
    let policy = &current.policy;
    SyncReply {
        policy_version: current.version,
        enabled_groups: policy.scope.enabled_groups.clone(),
        excluded_groups: policy.scope.excluded_groups.clone(),
        administrator_groups: policy.scope.administrator_groups.clone(),
        banned_words: policy.passwords.banned_words.iter().map(|word| word.as_str().to_owned()).collect(),
    }
}
