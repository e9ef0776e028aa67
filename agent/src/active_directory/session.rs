//! A connection to one domain controller.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, LdapError, Scope as Depth, StdStream};
use tokio::{net::TcpStream, time::timeout};

use super::{answer, entry::Entry, pages::Search, policy_list::CachedPolicyList};
use crate::{
    configuration::{ActiveDirectorySettings, LdapsUrl},
    directory::DirectoryError,
};

const SCAN_TIMEOUT: Duration = Duration::from_mins(2);

/// A connection with the service account signed in.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) ldap: Ldap,
    controller: Arc<str>,
    pub(super) root: Arc<Root>,
    /// The cached password policies, kept for the next user of this connection.
    pub(super) policies: CachedPolicyList,
    pub(super) operation_timeout: Duration,
}

/// The root DSE: a controller's description of itself.
#[derive(Debug, Default)]
pub(super) struct Root {
    /// The domain's distinguished name.
    pub(super) domain: String,
    /// The distinguished name of the configuration.
    pub(super) configuration: String,
    /// The base under which accounts and groups are searched.
    pub(super) base: String,
    /// Object identifiers of the controls that it supports.
    pub(super) controls: Vec<String>,
}

/// Makes an encrypted connection to a controller that proved its name, without signing in.
pub(super) async fn connect(
    settings: &ActiveDirectorySettings,
    tls: &Arc<rustls::ClientConfig>,
    url: &LdapsUrl,
    address: SocketAddr,
) -> Result<Ldap, DirectoryError> {
    let connecting = async {
        let stream = dial(address).await.map_err(|error| error.to_string())?;
        let options = LdapConnSettings::new()
            .set_config(Arc::clone(tls))
            .set_conn_timeout(settings.connect_timeout())
            .set_std_stream(StdStream::Tcp(stream));
        LdapConnAsync::with_settings(options, url.as_str()).await.map_err(|error| error.to_string())
    };
    match timeout(settings.connect_timeout(), connecting).await {
        Ok(Ok((connection, ldap))) => {
            tokio::spawn(async move {
                if let Err(error) = connection.drive().await {
                    tracing::debug!(error = %error, "connection_lost");
                }
            });
            Ok(ldap)
        }
        Ok(Err(why)) => Err(DirectoryError::Unreachable(format!("{}: {why}", url.as_str()))),
        Err(_) => Err(DirectoryError::Unreachable(format!("{}: no connection in time", url.as_str()))),
    }
}

/// Connects without Nagle's delay, which would hold the first request back until the handshake's last
/// acknowledgement.
async fn dial(address: SocketAddr) -> std::io::Result<std::net::TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    stream.into_std()
}

impl Session {
    pub(super) async fn sign_in(
        mut ldap: Ldap,
        settings: &ActiveDirectorySettings,
        url: &LdapsUrl,
        password: &str,
    ) -> Result<Self, DirectoryError> {
        let timed = ldap.with_timeout(settings.operation_timeout());
        let bound = timed.simple_bind(&settings.bind_name, password).await;
        let bound = bound.map_err(|error| unreachable(&error))?;
        if bound.rc != 0 {
            let why = format!("{} (result {}, {})", url.as_str(), bound.rc, answer::bind_code(&bound.text));
            return Err(DirectoryError::NotPermitted(why));
        }
        Self::signed_in(ldap, settings, url).await
    }

    /// Makes a session of a connection on which the service account is signed in already.
    pub(super) async fn signed_in(
        ldap: Ldap,
        settings: &ActiveDirectorySettings,
        url: &LdapsUrl,
    ) -> Result<Self, DirectoryError> {
        let mut session = Self {
            ldap,
            controller: url.as_str().into(),
            root: Arc::default(),
            policies: CachedPolicyList::default(),
            operation_timeout: settings.operation_timeout(),
        };
        session.root = Arc::new(session.read_root(settings.base.as_deref()).await?);
        Ok(session)
    }

    async fn read_root(&mut self, base: Option<&str>) -> Result<Root, DirectoryError> {
        let attributes = ["defaultNamingContext", "configurationNamingContext", "supportedControl"];
        let missing =
            || DirectoryError::Unexpected("the controller does not say which domain it serves".to_owned());
        let entry =
            self.search_one("", Depth::Base, "(objectClass=*)", &attributes).await?.ok_or_else(missing)?;
        let domain = entry.text("defaultNamingContext").ok_or_else(missing)?;
        Ok(Root {
            base: base.unwrap_or(&domain).to_owned(),
            configuration: entry.text("configurationNamingContext").ok_or_else(missing)?,
            controls: entry.texts("supportedControl").to_vec(),
            domain,
        })
    }

    pub(super) fn controller(&self) -> &str {
        &self.controller
    }

    /// Allows more time, because large domains take a controller a while. Returns the usual limit.
    pub(super) fn allow_slow_answers(&mut self) -> Duration {
        let usual = self.operation_timeout;
        self.operation_timeout = usual.max(SCAN_TIMEOUT);
        usual
    }

    pub(super) fn is_usable(&mut self) -> bool {
        !self.ldap.is_closed()
    }

    pub(super) fn if_usable(mut self) -> Option<Self> {
        self.is_usable().then_some(self)
    }

    /// Reads one entry at most. Returns `None` if the base does not exist.
    pub(super) async fn search_one(
        &mut self,
        base: &str,
        depth: Depth,
        filter: &str,
        attributes: &[&str],
    ) -> Result<Option<Entry>, DirectoryError> {
        Ok(self.search(base, depth, filter, attributes).await?.into_iter().next())
    }

    /// Reads all entries, in pages.
    pub(super) async fn search(
        &mut self,
        base: &str,
        depth: Depth,
        filter: &str,
        attributes: &[&str],
    ) -> Result<Vec<Entry>, DirectoryError> {
        self.all(Search { base, depth, filter, attributes }, &[]).await
    }
}

pub(super) fn unreachable(error: &LdapError) -> DirectoryError {
    DirectoryError::Unreachable(error.to_string())
}
