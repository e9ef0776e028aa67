//! Active Directory over LDAPS.
//!
//! Every account is addressed by its objectGUID, which survives renames and moves. `answer` turns the answers of a
//! domain controller into refusals; no text of a controller is ever passed on.

mod account;
mod answer;
mod base;
mod change_numbers;
mod changes;
pub(crate) mod check;
mod controllers;
mod controls;
mod dir_sync;
mod domain_map;
mod entry;
mod extended_name;
mod follow;
pub mod fuzzing;
mod groups;
mod lockout;
mod moment;
mod pages;
mod password_rules;
mod policy_list;
mod position;
mod privileged;
mod reading;
mod scan;
mod scope_filter;
mod search;
mod session;
mod sign_in;
mod tls;
mod write;

use std::sync::Arc;

use agent_protocol::{Refusal, sync::Domain};
use fail::fail_point;
use ldap3::Scope as Depth;
use tokio::{
    sync::{Mutex, mpsc},
    time::timeout,
};

use crate::{
    configuration::{ActiveDirectorySettings, LdapsUrl},
    directory::{
        AccountState, Change, Directory, DirectoryError, LockoutState, PasswordOutcome, PasswordState,
        Purpose, ReadResult, Scope, SyncBatch, WriteError,
    },
};
use account::{FindAccount, ReadLockoutState, ReadPasswordState};
use controllers::{Controllers, PooledSession};
use reading::ReaderMemory;

/// A domain, reached through its controllers.
pub struct ActiveDirectory {
    controllers: Arc<Controllers>,
    /// The memory that one read keeps for the next.
    memory: Mutex<ReaderMemory>,
}

impl std::fmt::Debug for ActiveDirectory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ActiveDirectory").field("urls", &self.settings().urls).finish_non_exhaustive()
    }
}

impl ActiveDirectory {
    /// Reads the secret and the certificates. Connects on first use.
    pub fn new(settings: ActiveDirectorySettings) -> anyhow::Result<Self> {
        let bind_password = settings.bind_password_file.read()?;
        let tls = tls::configuration(&settings.ca_file)?;
        let controllers = Arc::new(Controllers::new(settings, tls, bind_password));
        Ok(Self { controllers, memory: Mutex::default() })
    }

    fn settings(&self) -> &ActiveDirectorySettings {
        &self.controllers.settings
    }

    /// Asks the first controller that answers. Goes on to the next if one does not answer in time.
    async fn query_any<Q: Query>(&self, query: Q) -> Result<Q::Answer, DirectoryError> {
        self.query_first(&self.controllers.candidates(self.settings().prefer_pdc_emulator).await?, query)
            .await
    }

    async fn query_first<Q: Query>(
        &self,
        candidates: &[LdapsUrl],
        query: Q,
    ) -> Result<Q::Answer, DirectoryError> {
        let mut last = controllers::no_controller();
        for (index, url) in candidates.iter().enumerate() {
            let limit = self.controllers.attempt_timeout(url, candidates.get(index + 1));
            let answer = timeout(limit, self.query(url, &query)).await.unwrap_or_else(|_| {
                self.controllers.failed(url.as_str());
                Err(DirectoryError::Unreachable(format!("{}: no answer in time", url.as_str())))
            });
            match answer {
                Err(error @ DirectoryError::NotPermitted(_)) => return Err(error),
                Err(error) => {
                    tracing::warn!(error = %error, controller = url.as_str(), "controller_left");
                    last = error;
                }
                Ok(answer) => return Ok(answer),
            }
        }
        Err(last)
    }

    async fn query<Q: Query>(&self, url: &LdapsUrl, query: &Q) -> Result<Q::Answer, DirectoryError> {
        let mut session = self.controllers.session(url).await?;
        let answer = query.run(&mut session).await;
        match &answer {
            Ok(_) => session.release(),
            Err(DirectoryError::NotPermitted(_)) => {}
            Err(_) => self.controllers.failed(url.as_str()),
        }
        answer
    }

    /// Returns whether a password is the account's current one. It is tried, but only if that cannot lock the account.
    async fn is_current(&self, account: &AccountState, password: &str) -> bool {
        account.spare_bad_passwords.is_some_and(|spare| spare > 0)
            && self
                .try_password(&account.id, &account.controller, password)
                .await
                .is_ok_and(PasswordOutcome::is_right)
    }
}

impl Directory for ActiveDirectory {
    async fn controller(&self) -> Result<String, DirectoryError> {
        self.query_any(ReadController).await
    }

    async fn domain(&self) -> Result<Domain, DirectoryError> {
        self.query_any(ReadDomain).await
    }

    async fn read(
        &self,
        scope: &Scope,
        since: Option<&str>,
        batches: mpsc::Sender<SyncBatch>,
    ) -> Result<ReadResult, DirectoryError> {
        reading::read(self, scope, since, batches).await
    }

    async fn find(&self, account: &str, purpose: Purpose) -> Result<Option<AccountState>, DirectoryError> {
        self.query_any(FindAccount(account, purpose)).await
    }

    /// Asks the PDC emulator, if it can be reached: every controller counts wrong passwords itself and also reports
    /// them to the PDC emulator (<https://learn.microsoft.com/windows/win32/adschema/a-badpwdcount>).
    async fn lockout_state(&self, account: &str) -> Result<LockoutState, DirectoryError> {
        self.query_first(&self.controllers.candidates(true).await?, ReadLockoutState(account)).await
    }

    async fn password_state(
        &self,
        account: &str,
        controller: &str,
    ) -> Result<Option<PasswordState>, DirectoryError> {
        self.query(&controllers::parse_controller(controller)?, &ReadPasswordState(account)).await
    }

    async fn write(&self, account: &AccountState, change: Change<'_>) -> Result<(), WriteError> {
        let session = match controllers::parse_controller(&account.controller) {
            Ok(url) => self.controllers.session(&url).await,
            Err(error) => Err(error),
        };
        let mut session = session.map_err(|error| match error {
            DirectoryError::NotPermitted(_) => WriteError::Refused(error.refusal()),
            DirectoryError::Unreachable(why) | DirectoryError::Unexpected(why) => WriteError::NotSent(why),
            DirectoryError::NotFound(_) | DirectoryError::SyncStopped(_) => {
                WriteError::NotSent(error.to_string())
            }
        })?;
        if let Change::SetPassword(password) = change
            && write::skips_history_check(&session, self.settings(), account)
            && self.is_current(account, password).await
        {
            return Err(WriteError::Refused(Refusal::PasswordInHistory));
        }
        fail_point!("session-ready");
        let written = write::write(&mut session, self.settings(), account, change).await;
        match &written {
            Ok(()) | Err(WriteError::Refused(_) | WriteError::PolicyRefused { .. }) => session.release(),
            // The controller closes idle connections, so it may be healthy.
            Err(WriteError::NotSent(_)) => {}
            Err(WriteError::Unanswered(_)) => self.controllers.failed(&account.controller),
        }
        written
    }

    async fn try_password(
        &self,
        account: &str,
        controller: &str,
        password: &str,
    ) -> Result<PasswordOutcome, DirectoryError> {
        let connection = self.controllers.connection(&controllers::parse_controller(controller)?).await?;
        sign_in::try_password(connection, self.settings(), account, password).await
    }
}

/// A query that any controller may answer, because it changes nothing.
trait Query: Sync {
    type Answer: Send;

    fn run(
        &self,
        session: &mut PooledSession,
    ) -> impl Future<Output = Result<Self::Answer, DirectoryError>> + Send;
}

struct ReadController;

impl Query for ReadController {
    type Answer = String;

    async fn run(&self, session: &mut PooledSession) -> Result<String, DirectoryError> {
        session.search_one("", Depth::Base, "(objectClass=*)", &["currentTime"]).await?;
        Ok(session.controller().to_owned())
    }
}

struct ReadDomain;

impl Query for ReadDomain {
    type Answer = Domain;

    async fn run(&self, session: &mut PooledSession) -> Result<Domain, DirectoryError> {
        scan::domain(session).await
    }
}
