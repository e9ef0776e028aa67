//! Makes a function's stores, queues and messenger from its environment.

mod messenger;

use aws_clients::{Clients, Environment, MissingSetting, connect};
use jiff::Timestamp;

use crate::{
    StoreError,
    account_freezes::AccountFreezes,
    accounts::Accounts,
    activities::Activities,
    agent_sessions::AgentSessions,
    agents::Agents,
    audit::AuditTable,
    counters::Counters,
    leader_lease::LeaderLease,
    notices::Notices,
    queues::{CodesQueue, DeadlinesQueue, JobsQueue, NoticesQueue},
    resets::Resets,
    secrets::{self, SecretName},
    sessions::Sessions,
    settings::Settings,
    sign_ins::SignIns,
    tables::TableNames,
    used_challenges::UsedChallenges,
};
use crypto::keys::Secret;
use messaging::{Site, SiteError, SmtpError};

/// The environment of a function. Variables are read when a store is made, so a function's environment has only those
/// that it needs.
pub struct Wiring {
    lookup: fn(&str) -> Option<String>,
    clients: Clients,
}

/// The reason why a function cannot start.
#[derive(Debug, thiserror::Error)]
pub enum WiringError {
    /// A variable that the template must set is missing.
    #[error(transparent)]
    Missing(#[from] MissingSetting),
    /// `PUBLIC_URL` is not the address of a site.
    #[error("PUBLIC_URL")]
    Site(#[from] SiteError),
    /// The relay of mails cannot be used as it is configured.
    #[error(transparent)]
    Smtp(#[from] SmtpError),
    /// A secret could not be fetched.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Wiring {
    /// Reads AWS's own variables. The others are read when they are needed.
    pub fn read(lookup: fn(&str) -> Option<String>) -> Result<Self, MissingSetting> {
        Ok(Self { lookup, clients: connect(Environment::read(lookup)?) })
    }

    pub fn settings(&self) -> Result<Settings, MissingSetting> {
        Ok(Settings::new(self.clients.dynamodb(), self.required("SETTINGS_TABLE")?))
    }

    /// Returns the counters of shared limits.
    pub fn counters(&self) -> Result<Counters, MissingSetting> {
        Ok(Counters::new(self.clients.dynamodb(), self.required("RESETS_TABLE")?))
    }

    /// Returns the store of used challenges.
    pub fn used_challenges(&self) -> Result<UsedChallenges, MissingSetting> {
        Ok(UsedChallenges::new(self.clients.dynamodb(), self.required("RESETS_TABLE")?))
    }

    pub fn accounts(&self) -> Result<Accounts, MissingSetting> {
        Ok(Accounts::new(self.clients.dynamodb(), self.required("ACCOUNTS_TABLE")?))
    }

    pub fn agents(&self) -> Result<Agents, MissingSetting> {
        Ok(Agents::new(
            self.clients.dynamodb(),
            self.required("SETTINGS_TABLE")?,
            self.required("RESETS_TABLE")?,
        ))
    }

    /// Returns the lease of the agent that syncs.
    pub fn leader_lease(&self) -> Result<LeaderLease, MissingSetting> {
        Ok(LeaderLease::new(self.clients.dynamodb(), self.required("SETTINGS_TABLE")?))
    }

    /// Returns the issuer of agents' credentials.
    pub fn agent_sessions(&self) -> Result<AgentSessions, MissingSetting> {
        let (role, queue) = (self.required("AGENT_ROLE_ARN")?, self.required("JOBS_QUEUE_ARN")?);
        Ok(AgentSessions::new(self.clients.sts(), role, queue))
    }

    /// Returns the address of the queue of jobs, for agents.
    pub fn jobs_queue_for_agents(&self) -> Result<agent_protocol::session::JobsQueue, MissingSetting> {
        let region = self.required("AWS_REGION")?;
        Ok(agent_protocol::session::JobsQueue { url: self.required("JOBS_QUEUE_URL")?, region })
    }

    /// Returns the table of the audit trail. Entries are kept without end if no number of days is set, or 0.
    pub fn audit_table(&self) -> Result<AuditTable, MissingSetting> {
        let days = (self.lookup)("AUDIT_RETENTION_DAYS").and_then(|days| days.parse().ok());
        let retention_days = days.filter(|days| *days > 0);
        Ok(AuditTable { name: self.required("AUDIT_TABLE")?, retention_days })
    }

    pub fn resets(&self) -> Result<Resets, MissingSetting> {
        Ok(Resets::new(self.clients.dynamodb(), self.table_names()?))
    }

    pub fn activities(&self) -> Result<Activities, MissingSetting> {
        Ok(Activities::new(self.clients.dynamodb(), self.required("RESETS_TABLE")?))
    }

    pub fn notices(&self) -> Result<Notices, MissingSetting> {
        Ok(Notices::new(self.clients.dynamodb(), self.table_names()?))
    }

    pub fn notices_queue(&self) -> Result<NoticesQueue, MissingSetting> {
        Ok(NoticesQueue::new(self.clients.sqs(), self.required("NOTICES_QUEUE_URL")?))
    }

    pub fn sign_ins(&self) -> Result<SignIns, MissingSetting> {
        Ok(SignIns::new(self.clients.dynamodb(), self.table_names()?))
    }

    pub fn account_freezes(&self) -> Result<AccountFreezes, MissingSetting> {
        let (accounts, audit) = (self.required("ACCOUNTS_TABLE")?, self.audit_table()?);
        Ok(AccountFreezes::new(self.clients.dynamodb(), accounts, audit))
    }

    pub fn sessions(&self) -> Result<Sessions, MissingSetting> {
        Ok(Sessions::new(self.clients.dynamodb(), self.table_names()?))
    }

    fn table_names(&self) -> Result<TableNames, MissingSetting> {
        Ok(TableNames {
            resets: self.required("RESETS_TABLE")?,
            accounts: self.required("ACCOUNTS_TABLE")?,
            audit: self.audit_table()?,
        })
    }

    /// Returns the site of the page.
    pub fn site(&self) -> Result<Site, WiringError> {
        Ok(Site::parse(&self.required("PUBLIC_URL")?)?)
    }

    pub fn codes_queue(&self) -> Result<CodesQueue, MissingSetting> {
        Ok(CodesQueue::new(self.clients.sqs(), self.required("CODES_QUEUE_URL")?))
    }

    pub fn jobs_queue(&self) -> Result<JobsQueue, MissingSetting> {
        Ok(JobsQueue::new(self.clients.sqs(), self.required("JOBS_QUEUE_URL")?))
    }

    pub fn deadlines_queue(&self) -> Result<DeadlinesQueue, MissingSetting> {
        Ok(DeadlinesQueue::new(self.clients.sqs(), self.required("DEADLINES_QUEUE_URL")?))
    }

    /// Fetches these secrets by one call and returns them in this order.
    pub async fn secrets<const N: usize>(&self, names: [SecretName; N]) -> Result<[Secret; N], WiringError> {
        let mut arns = [const { String::new() }; N];
        for (arn, name) in arns.iter_mut().zip(names) {
            *arn = self.required(name.variable())?;
        }
        Ok(secrets::fetch(&self.clients.secrets_manager(), arns).await?)
    }

    /// Fetches secrets and meanwhile reads the policy for the first request.
    pub async fn settings_and_secrets<const N: usize>(
        &self,
        names: [SecretName; N],
        now: Timestamp,
    ) -> Result<(Settings, [Secret; N]), WiringError> {
        let settings = self.settings()?;
        let (secrets, ()) = tokio::join!(Box::pin(self.secrets(names)), Box::pin(settings.warm(now)));
        Ok((settings, secrets?))
    }

    fn required(&self, name: &'static str) -> Result<String, MissingSetting> {
        self.optional(name).ok_or(MissingSetting(name))
    }

    fn optional(&self, name: &str) -> Option<String> {
        (self.lookup)(name).filter(|value| !value.is_empty())
    }
}

/// Leaves the environment out.
impl std::fmt::Debug for Wiring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wiring").finish_non_exhaustive()
    }
}
