//! From a function's environment to its stores, queues and providers of messages.

use aws_clients::{Clients, Environment, MissingSetting, connect};
use jiff::Timestamp;

use crate::{
    StoreError,
    accounts::Accounts,
    agent_sessions::AgentSessions,
    agents::Agents,
    counters::Counters,
    freezing::AccountFreezes,
    lead::LeaderLease,
    queues::{CodesQueue, DeadlinesQueue, JobsQueue},
    resets::{Resets, Tables},
    secrets::{self, SecretName},
    sessions::Sessions,
    settings::Settings,
    sign_ins::SignIns,
};
use crypto::keys::Secret;
use messaging::{Messenger, Ses, Site, SiteError, Sns, email::EmailProvider, sms::SmsProvider};

/// Makes what a function asks for; what it does not ask for need not be in its environment.
pub struct Wiring {
    lookup: fn(&str) -> Option<String>,
    clients: Clients,
}

/// Why a function cannot start.
#[derive(Debug, thiserror::Error)]
pub enum WiringError {
    /// The template must set it.
    #[error(transparent)]
    Missing(#[from] MissingSetting),
    /// `PUBLIC_URL` is not the address of a site.
    #[error("PUBLIC_URL")]
    Site(#[from] SiteError),
    /// A secret was not to be had.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Wiring {
    /// Reads AWS's own variables; the others as they are asked for.
    pub fn read(lookup: fn(&str) -> Option<String>) -> Result<Self, MissingSetting> {
        Ok(Self { lookup, clients: connect(Environment::read(lookup)?) })
    }

    /// The policy, and what else everybody shares.
    pub fn settings(&self) -> Result<Settings, MissingSetting> {
        Ok(Settings::new(self.clients.dynamodb(), self.required("SETTINGS_TABLE")?))
    }

    /// Limits that many people share.
    pub fn counters(&self) -> Result<Counters, MissingSetting> {
        Ok(Counters::new(self.clients.dynamodb(), self.required("RESETS_TABLE")?))
    }

    /// The accounts.
    pub fn accounts(&self) -> Result<Accounts, MissingSetting> {
        Ok(Accounts::new(self.clients.dynamodb(), self.required("ACCOUNTS_TABLE")?))
    }

    /// The agents.
    pub fn agents(&self) -> Result<Agents, MissingSetting> {
        Ok(Agents::new(
            self.clients.dynamodb(),
            self.required("SETTINGS_TABLE")?,
            self.required("RESETS_TABLE")?,
        ))
    }

    /// Which agent leads the sync.
    pub fn lead(&self) -> Result<LeaderLease, MissingSetting> {
        Ok(LeaderLease::new(self.clients.dynamodb(), self.required("SETTINGS_TABLE")?))
    }

    /// Credentials for agents.
    pub fn agent_sessions(&self) -> Result<AgentSessions, MissingSetting> {
        let (role, queue) = (self.required("AGENT_ROLE_ARN")?, self.required("JOBS_QUEUE_ARN")?);
        Ok(AgentSessions::new(self.clients.sts(), role, queue))
    }

    /// The queue of jobs, as agents are told of it.
    pub fn jobs_queue_for_agents(&self) -> Result<agent_protocol::session::JobsQueue, MissingSetting> {
        let region = self.required("AWS_REGION")?;
        Ok(agent_protocol::session::JobsQueue { url: self.required("JOBS_QUEUE_URL")?, region })
    }

    /// The name of the audit table.
    pub fn audit_table(&self) -> Result<String, MissingSetting> {
        self.required("AUDIT_TABLE")
    }

    /// The resets.
    pub fn resets(&self) -> Result<Resets, MissingSetting> {
        Ok(Resets::new(self.clients.dynamodb(), self.names()?))
    }

    /// The sign-ins.
    pub fn sign_ins(&self) -> Result<SignIns, MissingSetting> {
        Ok(SignIns::new(self.clients.dynamodb(), self.names()?))
    }

    /// Freezes accounts.
    pub fn freezing(&self) -> Result<AccountFreezes, MissingSetting> {
        let (accounts, audit) = (self.required("ACCOUNTS_TABLE")?, self.required("AUDIT_TABLE")?);
        Ok(AccountFreezes::new(self.clients.dynamodb(), accounts, audit))
    }

    /// The sessions.
    pub fn sessions(&self) -> Result<Sessions, MissingSetting> {
        Ok(Sessions::new(self.clients.dynamodb(), self.names()?))
    }

    fn names(&self) -> Result<Tables, MissingSetting> {
        Ok(Tables {
            resets: self.required("RESETS_TABLE")?,
            accounts: self.required("ACCOUNTS_TABLE")?,
            audit: self.required("AUDIT_TABLE")?,
        })
    }

    /// Where the page is.
    pub fn site(&self) -> Result<Site, WiringError> {
        Ok(Site::parse(&self.required("PUBLIC_URL")?)?)
    }

    /// Codes to be delivered.
    pub fn codes_queue(&self) -> Result<CodesQueue, MissingSetting> {
        Ok(CodesQueue::new(self.clients.sqs(), self.required("CODES_QUEUE_URL")?))
    }

    /// Jobs to be carried out.
    pub fn jobs_queue(&self) -> Result<JobsQueue, MissingSetting> {
        Ok(JobsQueue::new(self.clients.sqs(), self.required("JOBS_QUEUE_URL")?))
    }

    /// Orders whose time will be over.
    pub fn deadlines_queue(&self) -> Result<DeadlinesQueue, MissingSetting> {
        Ok(DeadlinesQueue::new(self.clients.sqs(), self.required("DEADLINES_QUEUE_URL")?))
    }

    /// The providers of text messages and mail.
    pub fn messenger(&self) -> Result<Messenger, WiringError> {
        let sender_id = (self.lookup)("SMS_SENDER_ID").filter(|id| !id.is_empty());
        let price = (self.lookup)("SMS_MAXIMUM_PRICE").filter(|price| !price.is_empty());
        Ok(Messenger {
            sms: SmsProvider::Sns(Sns::new(self.clients.clone(), sender_id, price)),
            email: EmailProvider::Ses(Ses::new(self.clients.clone(), self.required("MAIL_FROM")?)),
            site: self.site()?,
        })
    }

    /// These secrets, in this order, by one call.
    pub async fn secrets<const N: usize>(&self, names: [SecretName; N]) -> Result<[Secret; N], WiringError> {
        let mut arns = [const { String::new() }; N];
        for (arn, name) in arns.iter_mut().zip(names) {
            *arn = self.required(name.variable())?;
        }
        Ok(secrets::fetch(&self.clients.secrets_manager(), arns).await?)
    }

    /// The policy, read ahead of the first request, and these secrets meanwhile.
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
        (self.lookup)(name).filter(|value| !value.is_empty()).ok_or(MissingSetting(name))
    }
}

/// Nothing of the environment is printed.
impl std::fmt::Debug for Wiring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wiring").finish_non_exhaustive()
    }
}
