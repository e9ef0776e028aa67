//! Active Directory over LDAPS.
//!
//! Every account is addressed by its objectGUID, which survives renames and moves. Answers of a domain controller become
//! refusals in `answer`; no sentence of a controller is ever passed on.

mod account;
mod answer;
mod change_numbers;
mod changes;
pub(crate) mod check;
mod controllers;
mod controls;
mod dir_sync;
mod domain_map;
mod entry;
mod follow;
mod groups;
mod judge;
mod lockout;
mod moment;
mod names;
mod pages;
mod password_rules;
mod policy_list;
mod position;
mod privileged;
mod reading;
mod scan;
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
        Change, Directory, DirectoryError, Found, Piece, Purpose, Reading, Scope, SignIn, Standing, Traces,
        WriteError,
    },
};
use account::{Find, FindToSignIn, Look};
use controllers::Controllers;
use reading::Memory;
use session::Session;

/// A domain, through its controllers.
pub struct ActiveDirectory {
    controllers: Arc<Controllers>,
    /// What readings go on with.
    memory: Mutex<Memory>,
}

impl std::fmt::Debug for ActiveDirectory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ActiveDirectory").field("urls", &self.settings().urls).finish_non_exhaustive()
    }
}

impl ActiveDirectory {
    /// Reads the secret and the certificates; connects on first use.
    pub fn new(settings: ActiveDirectorySettings) -> anyhow::Result<Self> {
        let bind_password = settings.bind_password_file.read()?;
        let tls = tls::configuration(&settings.ca_file)?;
        let controllers = Arc::new(Controllers::new(settings, tls, bind_password));
        Ok(Self { controllers, memory: Mutex::default() })
    }

    fn settings(&self) -> &ActiveDirectorySettings {
        &self.controllers.settings
    }

    /// Asks the first controller that answers; one that does not in time is left for the next.
    async fn ask_any<Q: Question>(&self, question: Q) -> Result<Q::Answer, DirectoryError> {
        self.ask_one_of(&self.controllers.candidates(self.settings().prefer_pdc_emulator).await?, question)
            .await
    }

    async fn ask_one_of<Q: Question>(
        &self,
        candidates: &[LdapsUrl],
        question: Q,
    ) -> Result<Q::Answer, DirectoryError> {
        let mut last = controllers::nobody();
        for (index, url) in candidates.iter().enumerate() {
            let limit = self.controllers.patience(url, candidates.get(index + 1));
            let answer = timeout(limit, self.ask(url, &question)).await.unwrap_or_else(|_| {
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

    async fn ask<Q: Question>(&self, url: &LdapsUrl, question: &Q) -> Result<Q::Answer, DirectoryError> {
        let mut session = self.controllers.session(url).await?;
        let answer = question.ask(&mut session).await;
        match &answer {
            Ok(_) => session.give_back(),
            Err(DirectoryError::NotPermitted(_)) => {}
            Err(DirectoryError::Unreachable(_) | DirectoryError::Unexpected(_)) => {
                self.controllers.failed(url.as_str());
            }
        }
        answer
    }

    /// Whether a new password is the one that the account has. Found out by trying it, where that locks nobody out.
    async fn is_current(&self, found: &Found, password: &str) -> bool {
        found.spare_bad_passwords.is_some_and(|spare| spare > 0)
            && self.signs_in(&found.id, &found.controller, password).await.is_ok_and(SignIn::is_right)
    }
}

impl Directory for ActiveDirectory {
    async fn controller(&self) -> Result<String, DirectoryError> {
        self.ask_any(WhoAnswers).await
    }

    async fn domain(&self) -> Result<Domain, DirectoryError> {
        self.ask_any(Names).await
    }

    async fn read(
        &self,
        scope: &Scope,
        since: Option<&str>,
        pieces: mpsc::Sender<Piece>,
    ) -> Result<Reading, DirectoryError> {
        reading::read(self, scope, since, pieces).await
    }

    async fn find(&self, account: &str, purpose: Purpose) -> Result<Option<Found>, DirectoryError> {
        self.ask_any(Find(account, purpose)).await
    }

    /// On the PDC emulator where it can be asked: each controller counts wrong passwords for itself, and hands them on to that
    /// one (<https://learn.microsoft.com/windows/win32/adschema/a-badpwdcount>).
    async fn find_to_sign_in(&self, account: &str) -> Result<Standing, DirectoryError> {
        self.ask_one_of(&self.controllers.candidates(true).await?, FindToSignIn(account)).await
    }

    async fn traces(&self, account: &str, controller: &str) -> Result<Option<Traces>, DirectoryError> {
        self.ask(&controllers::named(controller)?, &Look(account)).await
    }

    async fn write(&self, found: &Found, change: Change<'_>) -> Result<(), WriteError> {
        let lent = match controllers::named(&found.controller) {
            Ok(url) => self.controllers.session(&url).await,
            Err(error) => Err(error),
        };
        let mut session = lent.map_err(|error| match error {
            DirectoryError::NotPermitted(_) => WriteError::Refused(error.refusal()),
            DirectoryError::Unreachable(why) | DirectoryError::Unexpected(why) => WriteError::NotSent(why),
        })?;
        if let Change::SetPassword(password) = change
            && write::leaves_history_out(&session, self.settings(), found)
            && self.is_current(found, password).await
        {
            return Err(WriteError::Refused(Refusal::PasswordInHistory));
        }
        fail_point!("session-at-hand");
        let written = write::write(&mut session, self.settings(), found, change).await;
        match &written {
            Ok(()) | Err(WriteError::Refused(_) | WriteError::PolicyRefused { .. }) => session.give_back(),
            // Idle connections are closed: the controller may be as well as ever.
            Err(WriteError::NotSent(_)) => {}
            Err(WriteError::Unanswered(_)) => self.controllers.failed(&found.controller),
        }
        written
    }

    async fn signs_in(
        &self,
        account: &str,
        controller: &str,
        password: &str,
    ) -> Result<SignIn, DirectoryError> {
        let link = self.controllers.link(&controllers::named(controller)?).await?;
        sign_in::try_password(link, self.settings(), account, password).await
    }
}

/// What any controller may be asked: it changes nothing.
trait Question: Sync {
    type Answer: Send;

    fn ask(&self, session: &mut Session)
    -> impl Future<Output = Result<Self::Answer, DirectoryError>> + Send;
}

struct WhoAnswers;

impl Question for WhoAnswers {
    type Answer = String;

    async fn ask(&self, session: &mut Session) -> Result<String, DirectoryError> {
        session.search_one("", Depth::Base, "(objectClass=*)", &["currentTime"]).await?;
        Ok(session.controller().to_owned())
    }
}

struct Names;

impl Question for Names {
    type Answer = Domain;

    async fn ask(&self, session: &mut Session) -> Result<Domain, DirectoryError> {
        scan::domain(session).await
    }
}
