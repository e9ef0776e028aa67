//! Active Directory over LDAPS.
//!
//! Every account is addressed by its objectGUID, which survives renames and moves. Answers of a domain controller become
//! refusals in `answer`; no sentence of a controller is ever passed on.

mod answer;
mod change_numbers;
mod changes;
mod controls;
mod dir_sync;
mod domain_map;
mod entry;
mod follow;
mod groups;
mod judge;
mod moment;
mod pages;
mod password_rules;
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
use ldap3::Scope as Depth;
use tokio::sync::{Mutex, mpsc};
use zeroize::Zeroizing;

use crate::{
    clock,
    configuration::{ActiveDirectorySettings, LdapsUrl, secret_file},
    directory::{Change, Directory, DirectoryError, Found, Piece, Reading, Scope, SignIn, WriteError},
};
use reading::Memory;
use session::Session;

/// A domain, through its controllers.
pub struct ActiveDirectory {
    settings: ActiveDirectorySettings,
    bind_password: Zeroizing<String>,
    tls: Arc<rustls::ClientConfig>,
    /// The connection that jobs share; LDAP answers out of order on one.
    shared: Mutex<Option<Session>>,
    /// What readings go on with.
    memory: Mutex<Memory>,
}

impl std::fmt::Debug for ActiveDirectory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ActiveDirectory").field("urls", &self.settings.urls).finish_non_exhaustive()
    }
}

impl ActiveDirectory {
    /// Reads the secret and the certificates; connects on first use.
    pub fn new(settings: ActiveDirectorySettings) -> anyhow::Result<Self> {
        let bind_password = secret_file::read(&settings.bind_password_file)?;
        let tls = tls::configuration(&settings.ca_file)?;
        Ok(Self { settings, bind_password, tls, shared: Mutex::new(None), memory: Mutex::default() })
    }

    /// The shared connection, made anew where it broke, and where another controller is asked for.
    async fn session(&self, controller: Option<&str>) -> Result<Session, DirectoryError> {
        let mut shared = self.shared.lock().await;
        if let Some(session) = shared.as_mut()
            && session.is_usable()
            && controller.is_none_or(|wanted| wanted == session.controller())
        {
            return Ok(session.clone());
        }
        let session = self.connect(controller).await?;
        *shared = Some(session.clone());
        Ok(session)
    }

    async fn connect(&self, controller: Option<&str>) -> Result<Session, DirectoryError> {
        let mut last = DirectoryError::Unreachable("this controller is no longer configured".to_owned());
        for url in
            self.settings.urls.iter().filter(|url| controller.is_none_or(|wanted| wanted == url.as_str()))
        {
            match self.connect_to(url).await {
                Ok(session) => return Ok(session),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    async fn connect_to(&self, url: &LdapsUrl) -> Result<Session, DirectoryError> {
        let link = session::connect(&self.settings, &self.tls, url).await?;
        Session::sign_in(link, &self.settings, url, &self.bind_password).await
    }

    /// Whether a new password is the one that the account has. Found out by trying it, where that locks nobody out.
    async fn is_current(&self, found: &Found, password: &str) -> bool {
        found.spare_bad_passwords > 0 && matches!(self.signs_in(found, password).await, Ok(SignIn::Right))
    }

    async fn forget_session(&self) {
        *self.shared.lock().await = None;
    }
}

impl Directory for ActiveDirectory {
    async fn controller(&self) -> Result<String, DirectoryError> {
        let mut session = self.session(None).await?;
        let answered = session.search_one("", Depth::Base, "(objectClass=*)", &["currentTime"]).await;
        match answered {
            Ok(_) => Ok(session.controller().to_owned()),
            Err(error) => {
                self.forget_session().await;
                Err(error)
            }
        }
    }

    async fn domain(&self) -> Result<Domain, DirectoryError> {
        scan::domain(&mut self.session(None).await?).await
    }

    async fn read(
        &self,
        scope: &Scope,
        since: Option<&str>,
        pieces: mpsc::Sender<Piece>,
    ) -> Result<Reading, DirectoryError> {
        reading::read(self, scope, since, pieces).await
    }

    async fn find(&self, account: &str, controller: Option<&str>) -> Result<Option<Found>, DirectoryError> {
        let mut session = self.session(controller).await?;
        let found = find(&mut session, account).await;
        if found.is_err() {
            self.forget_session().await;
        }
        found
    }

    async fn write(&self, found: &Found, change: Change<'_>) -> Result<(), WriteError> {
        let session = self.session(Some(&found.controller)).await;
        let session = session.map_err(|error| match error {
            DirectoryError::NotPermitted(_) => WriteError::Refused(error.refusal()),
            DirectoryError::Unreachable(why) | DirectoryError::Unexpected(why) => WriteError::NotSent(why),
        })?;
        if let Change::SetPassword(password) = change
            && write::leaves_history_out(&session, &self.settings, found)
            && self.is_current(found, password).await
        {
            return Err(WriteError::Refused(Refusal::PasswordInHistory));
        }
        let written = write::write(session, &self.settings, found, change).await;
        if matches!(written, Err(WriteError::Unanswered(_) | WriteError::NotSent(_))) {
            self.forget_session().await;
        }
        written
    }

    async fn signs_in(&self, found: &Found, password: &str) -> Result<SignIn, DirectoryError> {
        let url = self.settings.urls.iter().find(|url| url.as_str() == found.controller);
        let gone = || DirectoryError::Unreachable("this controller is no longer configured".to_owned());
        let link = session::connect(&self.settings, &self.tls, url.ok_or_else(gone)?).await?;
        sign_in::try_password(link, &self.settings, &found.id, password).await
    }
}

/// Attributes that a job needs of an account.
const JOB_ATTRIBUTES: [&str; 12] = [
    "objectGUID",
    "sAMAccountName",
    "displayName",
    "userAccountControl",
    "accountExpires",
    "pwdLastSet",
    "lockoutTime",
    "badPwdCount",
    "adminCount",
    "msDS-ResultantPSO",
    "tokenGroups",
    "objectSid",
];

async fn find(session: &mut Session, account: &str) -> Result<Option<Found>, DirectoryError> {
    let Ok(id) = account.parse::<uuid::Uuid>() else { return Ok(None) };
    let base = format!("<GUID={}>", id.hyphenated());
    let filter = "(&(objectCategory=person)(objectClass=user))";
    let Some(entry) = session.search_one(&base, Depth::Base, filter, &JOB_ATTRIBUTES).await? else {
        return Ok(None);
    };
    let policy = password_rules::of(session, &entry).await?;
    let now = clock::now().as_second();
    let password_last_set = entry.number("pwdLastSet").unwrap_or(0);
    Ok(Some(Found {
        id: id.hyphenated().to_string(),
        controller: session.controller().to_owned(),
        account_name: entry.text("sAMAccountName").unwrap_or_default(),
        display_name: entry.text("displayName").unwrap_or_default(),
        is_protected: privileged::is_privileged(&entry),
        is_disabled: entry.is_disabled(),
        is_expired: entry.is_expired(now),
        rules: policy.rules,
        can_change_from: policy.can_change_from(password_last_set),
        spare_bad_passwords: policy.spare_bad_passwords(entry.number("badPwdCount")),
        password_last_set,
        password_set_at: moment::to_unix(password_last_set).unwrap_or(0),
        lockout_time: entry.number("lockoutTime").unwrap_or(0),
    }))
}
