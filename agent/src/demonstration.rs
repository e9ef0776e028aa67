//! The built-in demonstration directory: a few people in a file, who behave as they would in Active Directory.
//!
//! It is for a first look without a domain controller, and for tests. Passwords are stored as salted hashes. Every
//! call reads the file, so that `demo-sign-in` and a running agent see the same state.

mod hash;
mod people;
mod person;
mod store;

use std::path::PathBuf;

use agent_protocol::{
    Refusal,
    sync::{Account, Domain, IneligibleAccount},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

use crate::{
    clock,
    configuration::DemonstrationSettings,
    directory::{
        AccountState, Change, Directory, DirectoryError, LockoutState, LogonRestriction, PasswordOutcome,
        PasswordState, Purpose, ReadResult, Scope, SyncBatch, WriteError,
    },
};
use store::Store;

/// The answer to a sign-in at a workstation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoSignIn {
    /// The password is right.
    Ok,
    /// The password is wrong, or there is no such account.
    Wrong,
    Locked,
    Disabled,
}

/// The demonstration directory in one folder.
#[derive(Debug)]
pub struct Demonstration {
    store: Store,
}

const CONTROLLER: &str = "demonstration";

impl Demonstration {
    /// Opens the directory. Makes it, with the first password of each person, if there is none.
    pub fn open(settings: &DemonstrationSettings) -> anyhow::Result<Self> {
        Self::open_at(settings.folder.clone(), clock::now().as_second())
    }

    fn open_at(folder: PathBuf, now: i64) -> anyhow::Result<Self> {
        Ok(Self { store: Store::open(folder, now)? })
    }

    /// Returns the answer that an account name and a password would get at a workstation.
    pub fn sign_in(&self, account_name: &str, password: &str) -> anyhow::Result<DemoSignIn> {
        let people = self.store.people()?;
        let person = people.iter().find(|person| person.account_name.eq_ignore_ascii_case(account_name));
        Ok(match person.map_or(PasswordOutcome::Wrong, |person| person.try_password(password)) {
            PasswordOutcome::Locked => DemoSignIn::Locked,
            PasswordOutcome::Restricted(LogonRestriction::AccountDisabled) => DemoSignIn::Disabled,
            // A user with an expired password chooses another one and is then signed in.
            PasswordOutcome::Right | PasswordOutcome::Restricted(_) => DemoSignIn::Ok,
            PasswordOutcome::Wrong | PasswordOutcome::CannotTell => DemoSignIn::Wrong,
        })
    }

    /// Returns the accounts that may reset, and those that may not.
    fn accounts(
        &self,
        scope: &Scope,
        now: i64,
    ) -> Result<(Vec<Account>, Vec<IneligibleAccount>), DirectoryError> {
        let people = self.store.people().map_err(|error| unreachable(&error))?;
        let eligible = people.iter().filter(|person| person.ineligible_reason(scope).is_none());
        let accounts = eligible.map(|person| person.account(scope, now)).collect();
        let ineligible = people.iter().filter(|_| scope.explains_ineligibility);
        Ok((accounts, ineligible.filter_map(|person| person.ineligible(scope)).collect()))
    }

    fn write_at(&self, account: &str, change: Change<'_>, now: i64) -> Result<(), WriteError> {
        let not_sent = |error: std::io::Error| WriteError::NotSent(error.to_string());
        self.store
            .change(|people| {
                let person = people.iter_mut().find(|person| person.id == account);
                let person = person.ok_or(WriteError::Refused(Refusal::AccountNotFound))?;
                person.apply(change, now)
            })
            .map_err(not_sent)?
    }
}

impl Directory for Demonstration {
    async fn controller(&self) -> Result<String, DirectoryError> {
        Ok(CONTROLLER.to_owned())
    }

    async fn domain(&self) -> Result<Domain, DirectoryError> {
        Ok(Domain { netbios: "DEMO".to_owned(), suffixes: vec!["demo.example".to_owned()] })
    }

    /// Reads all accounts, or none if nothing changed.
    async fn read(
        &self,
        scope: &Scope,
        since: Option<&str>,
        batches: mpsc::Sender<SyncBatch>,
    ) -> Result<ReadResult, DirectoryError> {
        let people = self.accounts(scope, clock::now().as_second())?;
        let json = serde_json::to_vec(&people)
            .map_err(|error| DirectoryError::Unexpected(format!("the demonstration's people: {error}")))?;
        let position = URL_SAFE_NO_PAD.encode(Sha256::digest(json));
        let is_full = since != Some(position.as_str());
        if is_full {
            let (accounts, ineligible) = people;
            let batch = SyncBatch { is_full, accounts, ineligible, ..SyncBatch::default() };
            // Fails only if the read is about to be dropped.
            let _nobody = batches.send(batch).await;
        }
        Ok(ReadResult { is_full, position })
    }

    async fn find(&self, account: &str, _purpose: Purpose) -> Result<Option<AccountState>, DirectoryError> {
        let people = self.store.people().map_err(|error| unreachable(&error))?;
        Ok(people.iter().find(|person| person.id == account).map(|person| person.account_state(CONTROLLER)))
    }

    async fn lockout_state(&self, account: &str) -> Result<LockoutState, DirectoryError> {
        Ok(LockoutState {
            controller: CONTROLLER.to_owned(),
            account: self.find(account, Purpose::Try).await?,
        })
    }

    async fn password_state(
        &self,
        account: &str,
        _controller: &str,
    ) -> Result<Option<PasswordState>, DirectoryError> {
        let state = self.find(account, Purpose::Try).await?;
        Ok(state.map(|AccountState { password_last_set, lockout_time, .. }| PasswordState {
            password_last_set,
            lockout_time,
        }))
    }

    async fn write(&self, account: &AccountState, change: Change<'_>) -> Result<(), WriteError> {
        self.write_at(&account.id, change, clock::now().as_second())
    }

    async fn try_password(
        &self,
        account: &str,
        _controller: &str,
        password: &str,
    ) -> Result<PasswordOutcome, DirectoryError> {
        let people = self.store.people().map_err(|error| unreachable(&error))?;
        let person = people.iter().find(|person| person.id == account);
        Ok(person.map_or(PasswordOutcome::Wrong, |person| person.try_password(password)))
    }
}

fn unreachable(error: &std::io::Error) -> DirectoryError {
    DirectoryError::Unreachable(format!("the demonstration directory's file: {error}"))
}

#[cfg(test)]
#[path = "demonstration/tests.rs"]
mod tests;
