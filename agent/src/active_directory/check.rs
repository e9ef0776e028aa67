//! The part of `readmit-agent check` that looks at a domain: the connection to each controller, the service account,
//! its rights, and the accounts in scope.

mod account;
mod certificate;
mod controller;
mod descriptor;
mod effective;
mod fixes;
mod people;
mod reading;
mod scope;

use std::{path::Path, sync::Arc};

use agent_protocol::session::AgentPolicy;
use rustls::ClientConfig;
use texts::Value;
use zeroize::Zeroizing;

use super::{controllers::locate::Locator, domain_map::DomainMap, session::Session, tls};
use crate::{
    configuration::{ActiveDirectorySettings, DomainName, LdapsUrl},
    directory::{DirectoryError, Scope},
    findings::Findings,
    words,
};
use certificate::CertificateRecorder;

/// Returns whether a security descriptor is whole.
pub(super) fn is_descriptor(bytes: &[u8]) -> bool {
    descriptor::parse(bytes).is_some()
}

/// The state that all parts of the check share.
struct Check<'a> {
    settings: &'a ActiveDirectorySettings,
    /// The path of the configuration's file.
    file: &'a Path,
    locator: Locator,
    recorder: Arc<CertificateRecorder>,
    tls: Arc<ClientConfig>,
    findings: &'a mut Findings,
}

/// Checks a domain. Without a policy, it is unknown which accounts are in scope.
pub(crate) async fn check(
    settings: &ActiveDirectorySettings,
    file: &Path,
    policy: Option<&AgentPolicy>,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let password = read_password(settings, findings);
    let Some(authorities) = read_authorities(settings, findings) else { return Ok(()) };
    let recorder = CertificateRecorder::new(authorities)?;
    let tls = recorder.configuration()?;
    let mut check = Check { settings, file, locator: Locator::default(), recorder, tls, findings };
    let Some(controllers) = check.locate().await else { return Ok(()) };
    if let Some(session) = check.check_controllers(&controllers, password).await {
        let result = check.check_domain(session, &controllers, policy).await;
        if let Err(error) = result {
            check.findings.failed("directory", error.to_string(), None);
        }
    }
    Ok(())
}

/// Returns the service account's password; `None` if it cannot be read, which is among the findings then.
fn read_password(settings: &ActiveDirectorySettings, findings: &mut Findings) -> Option<Zeroizing<String>> {
    let path = settings.bind_password_file.path();
    match settings.bind_password_file.read() {
        Ok(password) => {
            findings.ok("bind-password", words::bind_password_read(path.display().to_string()));
            Some(password)
        }
        Err(error) => {
            let shown = fixes::shell(&path.display().to_string());
            let is_filled = path.metadata().is_ok_and(|metadata| metadata.len() > 0);
            let command = if is_filled { "chmod 600" } else { "install -m 600 /dev/stdin" };
            findings.failed("bind-password", format!("{error:#}"), Some(format!("{command} {shown}")));
            None
        }
    }
}

fn read_authorities(
    settings: &ActiveDirectorySettings,
    findings: &mut Findings,
) -> Option<rustls::RootCertStore> {
    let shown = settings.ca_file.display().to_string();
    match tls::authorities(&settings.ca_file) {
        Ok(authorities) => {
            findings.ok("authorities", words::authorities_read(authorities.len(), shown));
            Some(authorities)
        }
        Err(error) => {
            let fix = format!("install -m 644 CA.pem {}", fixes::shell(&shown));
            findings.failed("authorities", format!("{error:#}"), Some(fix));
            None
        }
    }
}

impl Check<'_> {
    async fn locate(&mut self) -> Option<Vec<LdapsUrl>> {
        match self.locator.controllers(self.settings).await {
            Ok(controllers) => {
                let names: Value = controllers.iter().map(LdapsUrl::host).collect();
                let what = match &self.settings.domain {
                    Some(domain) => words::controllers_in_dns(names, domain.locator()),
                    None => words::controllers_configured(names),
                };
                self.findings.ok("controllers", what);
                Some(controllers)
            }
            Err(error) => {
                let name = self.settings.domain.as_ref().map(DomainName::locator).unwrap_or_default();
                let server = self.settings.dns_server.map(|server| format!(" {}", server.ip()));
                let fix = format!("nslookup -type=SRV {name}{}", server.unwrap_or_default());
                self.findings.failed("controllers", error.to_string(), Some(fix));
                None
            }
        }
    }

    /// Checks each controller. Returns a session on the first on which the service account could sign in.
    async fn check_controllers(
        &mut self,
        controllers: &[LdapsUrl],
        mut password: Option<Zeroizing<String>>,
    ) -> Option<Session> {
        let mut first = None;
        for url in controllers {
            let Some(link) = self.reach(url).await else { continue };
            let Some(anonymous) = self.read_root(link, url).await else { continue };
            let Some(secret) = &password else { continue };
            match self.sign_in(anonymous, url, secret).await {
                Some(session) => {
                    self.check_hints(&session, url);
                    first.get_or_insert(session);
                }
                // Every further attempt would count towards the account's lockout.
                None => password = None,
            }
        }
        first
    }

    async fn check_domain(
        &mut self,
        mut session: Session,
        controllers: &[LdapsUrl],
        policy: Option<&AgentPolicy>,
    ) -> Result<(), DirectoryError> {
        let account = self.service_account(&mut session).await?;
        self.check_account(&mut session, &account).await?;
        self.check_reading(&mut session, &account.fixes).await?;
        self.check_pdc(&mut session, controllers).await?;
        let Some(policy) = policy else {
            self.findings.warning("rights", words::scope_unknown(), None);
            return Ok(());
        };
        session.allow_slow_answers();
        let map = DomainMap::read_unchecked(&mut session, &Scope::from(policy)).await?;
        self.check_groups(&map, &account.fixes);
        match self.check_base(&mut session).await? {
            Some(base) => self.check_people(&mut session, &map, &base, &account).await,
            None => Ok(()),
        }
    }
}
