//! The agent's writeback as a library, with a real domain controller behind it.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use agent_protocol::{Job, Outcome, Refusal, enrollment::PublicKeys, session::AgentPolicy, sign_in::Verdict};
use readmit_agent::{
    active_directory::ActiveDirectory,
    clock,
    configuration::{Configuration, DirectorySettings},
    directory::{Directory as _, DirectoryError},
    journal::Journal,
    keys::KeyRing,
    lease::{BootTime, Lease},
    sign_in,
    writeback::{Disposition, Timeouts, Writeback},
};

use tokio::sync::watch;

use crate::{lab::Lab, orders};

/// One agent and its orders.
#[derive(Debug)]
pub struct Bench {
    writeback: Writeback<ActiveDirectory>,
    directory: ActiveDirectory,
    keys: Arc<KeyRing>,
    _folder: tempfile::TempDir,
}

impl Bench {
    /// With the service account of the lab.
    pub fn new(lab: &Lab) -> Self {
        Self::with(lab, &[])
    }

    /// With lines of `[directory]` replaced.
    pub fn with(lab: &Lab, replaced: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = orders::enrolled(orders::AGENT, &folder.path().join("keys"));
        let directory = || directory(lab, folder.path(), replaced);
        let journal =
            Journal::open(&folder.path().join("journal"), clock::now().as_second()).expect("a journal");
        let timeouts = Timeouts { reach: Duration::from_secs(30), recheck_interval: Duration::from_secs(1) };
        // Its last value stays readable when the sender is gone.
        let policy = watch::Sender::new(Some(AgentPolicy::default())).subscribe();
        let writeback = Writeback::new(Arc::clone(&keys), directory(), journal, policy);
        let writeback = writeback.with_timeouts(timeouts);
        Self { writeback, directory: directory(), keys, _folder: folder }
    }

    /// As another service account.
    pub fn bound_as(lab: &Lab, name: &str, password: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = secret(folder.path(), "other-password", password).display().to_string();
        let [name, secret] = [name, &secret].map(|value| format!("\"{value}\""));
        Self::with(lab, &[("bind_name", &name), ("bind_password_file", &secret)])
    }

    /// Orders a password and waits for what comes of it.
    pub async fn set(&self, account: &str, password: &str) -> Outcome {
        self.carry_out(&self.order(account, password)).await
    }

    /// Orders that one password be replaced by another.
    pub async fn change(&self, account: &str, current: &str, new: &str) -> Outcome {
        self.carry_out(&orders::change_password(orders::AGENT, &self.keys(), account, current, new)).await
    }

    /// Has a password tried.
    pub async fn sign_in(&self, account: &str, password: &str) -> Verdict {
        self.try_password(&orders::check_password(orders::AGENT, &self.keys(), account, password), 1).await
    }

    /// Has the password of an order tried that was delivered so many times.
    pub async fn try_password(&self, job: &Job, deliveries: u32) -> Verdict {
        let lease = Lease::since(BootTime::now(), Duration::from_hours(1));
        let tried = sign_in::try_password(&self.directory, &self.keys, job, deliveries, &lease).await;
        tried.expect("the lease holds")
    }

    /// Orders unlocking.
    pub async fn unlock(&self, account: &str) -> Outcome {
        self.carry_out(&orders::unlock_account(account)).await
    }

    /// An order to set a password, not carried out yet.
    pub fn order(&self, account: &str, password: &str) -> Job {
        orders::set_password(orders::AGENT, &self.keys(), account, password)
    }

    /// The public halves of the agent's keys.
    pub fn keys(&self) -> PublicKeys {
        self.keys.current().public().expect("public keys")
    }

    /// Carries an order out.
    pub async fn carry_out(&self, job: &Job) -> Outcome {
        let lease = Lease::since(BootTime::now(), Duration::from_hours(1));
        match self.writeback.carry_out(job, self.writeback.open(job), 1, &lease).await.expect("a journal") {
            Disposition::Report(report) => report.outcome,
            Disposition::HandOver | Disposition::Forget | Disposition::Leave => {
                unreachable!("the envelope is for this agent")
            }
        }
    }
}

/// What comes of the first question to a directory with some lines of its configuration replaced.
pub async fn ask(
    lab: &Lab,
    replaced: &[(&str, &str)],
) -> Result<agent_protocol::sync::Domain, DirectoryError> {
    let folder = tempfile::tempdir().expect("a folder");
    directory(lab, folder.path(), replaced).domain().await
}

/// A refusal as an outcome.
pub fn refused(refusal: Refusal) -> Outcome {
    Outcome::Refused { refusal }
}

/// The host of a URL.
pub fn host(url: &str) -> &str {
    let host = url.trim_start_matches("ldaps://");
    host.split_once(':').map_or(host, |(host, _)| host)
}

/// The value of `addresses`: what to dial for each host.
pub fn addresses(of: &[(&str, &str)]) -> String {
    let written: Vec<_> = of.iter().map(|(host, address)| format!("\"{host}\" = \"{address}\"")).collect();
    format!("{{ {} }}", written.join(", "))
}

/// `[directory]` for the lab, with some lines replaced, or left out where nothing replaces them.
pub fn section(lab: &Lab, folder: &Path, replaced: &[(&str, &str)]) -> String {
    let secret = secret(folder, "bind-password", lab.value("AD_BIND_PW"));
    let mut lines = vec![
        ("urls", format!("[\"{}\"]", lab.value("AD_URL"))),
        ("addresses", addresses(&[(host(lab.value("AD_URL")), lab.value("AD_ADDR"))])),
        ("ca_file", format!("\"{}\"", lab.value("AD_CA"))),
        ("bind_name", format!("\"{}\"", lab.value("AD_BIND_DN"))),
        ("bind_password_file", format!("\"{}\"", secret.display())),
        ("default_country", "\"SE\"".to_owned()),
        ("connect_timeout_seconds", "20".to_owned()),
        ("operation_timeout_seconds", "30".to_owned()),
    ];
    for (name, value) in replaced {
        lines.retain(|(line, _)| line != name);
        if !value.is_empty() {
            lines.push((name, (*value).to_owned()));
        }
    }
    let lines: Vec<_> = lines.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    format!("[directory]\nkind = \"active-directory\"\n{}", lines.concat())
}

/// The lab's domain as the agent knows it, with some lines of its configuration replaced.
pub fn domain_of(lab: &Lab, replaced: &[(&str, &str)]) -> ActiveDirectory {
    let folder = tempfile::tempdir().expect("a folder");
    directory(lab, folder.path(), replaced)
}

/// A file that only its owner reads.
pub(crate) fn secret(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("chmod");
    path
}

pub(crate) fn directory(lab: &Lab, folder: &Path, replaced: &[(&str, &str)]) -> ActiveDirectory {
    let text = format!(
        "state_dir = \"state\"\n[cloud]\nurl = \"http://127.0.0.1:1\"\n{}",
        section(lab, folder, replaced),
    );
    match Configuration::parse(&text).expect("a configuration").directory {
        DirectorySettings::ActiveDirectory(settings) => ActiveDirectory::new(*settings).expect("a directory"),
        DirectorySettings::Demonstration(_) => unreachable!("the text says otherwise"),
    }
}
