//! The agent's writeback as a library, with a real domain controller.

use std::{sync::Arc, time::Duration};

use agent_protocol::{Job, Outcome, enrollment::PublicKeys, session::AgentPolicy, sign_in::Verdict};
use readmit_agent::{
    active_directory::ActiveDirectory,
    breached::BreachedPasswords,
    clock,
    journal::Journal,
    keys::KeyRing,
    lease::{BootTime, Lease},
    sign_in,
    writeback::{Disposition, Timeouts, Writeback},
};
use tokio::sync::watch;

use crate::configuration;
use test_support::{lab::Lab, orders};

/// An agent in this process.
#[derive(Debug)]
pub struct LibraryAgent {
    writeback: Writeback<ActiveDirectory>,
    directory: ActiveDirectory,
    keys: Arc<KeyRing>,
    _folder: tempfile::TempDir,
}

impl LibraryAgent {
    /// Creates an agent with the service account of the lab.
    pub fn new(lab: &Lab) -> Self {
        Self::with(lab, &[])
    }

    /// Creates an agent with lines of `[directory]` replaced.
    pub fn with(lab: &Lab, replaced: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = orders::create_keys(orders::AGENT, &folder.path().join("keys"));
        let directory = || configuration::directory_in(lab, folder.path(), replaced);
        let journal =
            Journal::open(&folder.path().join("journal"), clock::now().as_second()).expect("a journal");
        let timeouts = Timeouts { reach: Duration::from_secs(30), recheck_interval: Duration::from_secs(1) };
        // The last value stays readable without its sender.
        let policy = watch::Sender::new(Some(AgentPolicy::default())).subscribe();
        let breached = BreachedPasswords::open(None).expect("the built-in set");
        let writeback = Writeback::new(Arc::clone(&keys), directory(), journal, policy, breached);
        let writeback = writeback.with_timeouts(timeouts);
        Self { writeback, directory: directory(), keys, _folder: folder }
    }

    /// Creates an agent with another service account.
    pub fn bound_as(lab: &Lab, name: &str, password: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let secret =
            configuration::secret_file(folder.path(), "other-password", password).display().to_string();
        let [name, secret] = [name, &secret].map(|value| format!("\"{value}\""));
        Self::with(lab, &[("bind_name", &name), ("bind_password_file", &secret)])
    }

    /// Carries out an order to set a password.
    pub async fn set(&self, account: &str, password: &str) -> Outcome {
        self.carry_out(&self.order(account, password)).await
    }

    /// Carries out an order to change a password.
    pub async fn change(&self, account: &str, current: &str, new: &str) -> Outcome {
        self.carry_out(&orders::change_password(orders::AGENT, &self.keys(), account, current, new)).await
    }

    /// Tries a password.
    pub async fn sign_in(&self, account: &str, password: &str) -> Verdict {
        self.try_password(&orders::check_password(orders::AGENT, &self.keys(), account, password), 1).await
    }

    /// Tries the password of an order that was delivered this many times.
    pub async fn try_password(&self, job: &Job, deliveries: u32) -> Verdict {
        let lease = Lease::since(BootTime::now(), Duration::from_hours(1));
        let tried = sign_in::try_password(&self.directory, &self.keys, job, deliveries, &lease).await;
        tried.expect("the lease holds")
    }

    /// Carries out an order to unlock.
    pub async fn unlock(&self, account: &str) -> Outcome {
        self.carry_out(&orders::unlock_account(account)).await
    }

    /// Returns an order to set a password.
    pub fn order(&self, account: &str, password: &str) -> Job {
        orders::set_password(orders::AGENT, &self.keys(), account, password)
    }

    pub fn keys(&self) -> PublicKeys {
        self.keys.current().public().expect("public keys")
    }

    /// Carries out an order, and returns its outcome.
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
