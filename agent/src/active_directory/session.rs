//! A connection to one domain controller.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use ldap3::{
    Ldap, LdapConnAsync, LdapConnSettings, LdapError, Scope as Depth, SearchEntry, StdStream,
    adapters::{Adapter, EntriesOnly},
    controls::RawControl,
};
use tokio::{net::TcpStream, time::timeout};

use super::{
    answer,
    entry::Entry,
    search::{Answer, NoAnswer, Search},
};
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
    pub(super) operation_timeout: Duration,
}

/// The root DSE: a controller's description of itself.
#[derive(Debug, Default)]
pub(super) struct Root {
    /// The domain's distinguished name.
    pub(super) domain: String,
    /// The distinguished name of the configuration.
    pub(super) configuration: String,
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
            operation_timeout: settings.operation_timeout(),
        };
        session.root = Arc::new(session.read_root().await?);
        Ok(session)
    }

    async fn read_root(&mut self) -> Result<Root, DirectoryError> {
        let attributes = ["defaultNamingContext", "configurationNamingContext", "supportedControl"];
        let missing =
            || DirectoryError::Unexpected("the controller does not say which domain it serves".to_owned());
        let search =
            Search { base: "", depth: Depth::Base, filter: "(objectClass=*)", attributes: &attributes };
        let entry = self.ask(search, Vec::new()).await?.entries.into_iter().next().ok_or_else(missing)?;
        let domain = entry.text("defaultNamingContext").ok_or_else(missing)?;
        Ok(Root {
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

    /// Sends one request. Does not follow referrals, which lead to servers that nobody configured.
    pub(super) async fn ask(
        &mut self,
        search: Search<'_>,
        controls: Vec<RawControl>,
    ) -> Result<Answer, NoAnswer> {
        let failed = |error| NoAnswer::Failed(unreachable(&error));
        let attributes: Vec<String> = search.attributes.iter().map(|&name| name.to_owned()).collect();
        let adapters: Vec<Box<dyn Adapter<'_, String, Vec<String>>>> = vec![Box::new(EntriesOnly::new())];
        self.ldap.with_timeout(self.operation_timeout).with_controls(controls);
        let stream =
            self.ldap.streaming_search_with(adapters, search.base, search.depth, search.filter, attributes);
        let mut stream = stream.await.map_err(failed)?;
        let mut entries = Vec::new();
        while let Some(entry) = stream.next().await.map_err(failed)? {
            entries.push(Entry(SearchEntry::construct(entry)));
        }
        let result = stream.finish().await;
        match result.rc {
            0 => Ok(Answer { entries, controls: result.ctrls }),
            // An empty answer would mean that the directory has nothing below the base.
            rc @ (10 | 32 | 34) => Err(NoAnswer::NoBase(rc)),
            rc => Err(NoAnswer::Refused(rc, answer::code(&result.text).to_owned())),
        }
    }
}

fn unreachable(error: &LdapError) -> DirectoryError {
    DirectoryError::Unreachable(error.to_string())
}
