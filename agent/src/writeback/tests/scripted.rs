//! A directory that follows a script.

use std::sync::{Arc, Mutex as Lock};

use agent_protocol::sync::{Domain, PasswordRules};
use tokio::sync::mpsc;

use super::{super::*, ACCOUNT};
use crate::directory::{
    AccountState, Change, DirectoryError, LockoutState, PasswordOutcome, PasswordState, Purpose, ReadResult,
    Scope, SyncBatch, WriteError,
};

/// The content of the directory, and how its next writes fail.
#[derive(Default)]
pub(super) struct Script {
    pub(super) password: String,
    pub(super) set: i64,
    pub(super) lockout_time: i64,
    pub(super) unreachable_for: u32,
    pub(super) writes: Vec<WriteFault>,
    pub(super) write_count: u32,
    pub(super) spare_bad_passwords: u32,
    pub(super) spare_sign_ins: u32,
    pub(super) is_protected: bool,
    /// Accounts whose passwords were tried.
    pub(super) tried_accounts: Vec<String>,
}

#[derive(Clone, Copy)]
pub(super) enum WriteFault {
    /// The change is written, and the answer is lost.
    AnswerLost,
    /// The change is not written, and no answer comes.
    RequestLost,
    /// No answer comes, and the change is written between the first and the second read.
    Late,
    /// The password policy refuses, without a reason.
    Policy,
    /// The password policy refuses, because the account had the password before.
    History,
}

#[derive(Clone, Default)]
pub(super) struct Scripted(Arc<Lock<Script>>, Arc<Lock<Option<String>>>);

impl Scripted {
    pub(super) fn with<T>(&self, use_it: impl FnOnce(&mut Script) -> T) -> T {
        use_it(&mut self.0.lock().expect("lock"))
    }

    pub(super) fn set(&self, password: &str) {
        self.with(|script| {
            script.password = password.to_owned();
            script.set += 1;
            script.lockout_time = 0;
        });
    }
}

impl Directory for Scripted {
    async fn controller(&self) -> Result<String, DirectoryError> {
        unreachable!("nobody asks")
    }

    async fn domain(&self) -> Result<Domain, DirectoryError> {
        Ok(Domain { netbios: "DEMO".to_owned(), suffixes: Vec::new() })
    }

    async fn read(
        &self,
        _scope: &Scope,
        _since: Option<&str>,
        _batches: mpsc::Sender<SyncBatch>,
    ) -> Result<ReadResult, DirectoryError> {
        unreachable!("nobody asks")
    }

    async fn find(&self, account: &str, _purpose: Purpose) -> Result<Option<AccountState>, DirectoryError> {
        let late = self.1.lock().expect("lock").clone();
        let state = self.with(|script| {
            if script.unreachable_for > 0 {
                script.unreachable_for -= 1;
                return Err(DirectoryError::Unreachable("script".to_owned()));
            }
            Ok((account == ACCOUNT).then(|| account_state(script)))
        });
        if let (Ok(Some(_)), Some(password)) = (&state, late) {
            *self.1.lock().expect("lock") = None;
            self.set(&password);
        }
        state
    }

    async fn lockout_state(&self, account: &str) -> Result<LockoutState, DirectoryError> {
        Ok(LockoutState { controller: "dc1".to_owned(), account: self.find(account, Purpose::Try).await? })
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

    async fn write(&self, _account: &AccountState, change: Change<'_>) -> Result<(), WriteError> {
        let next = self.with(|script| {
            script.write_count += 1;
            (!script.writes.is_empty()).then(|| script.writes.remove(0))
        });
        let unanswered = || WriteError::Unanswered("script".to_owned());
        match (next, change) {
            (Some(WriteFault::Policy), _) => Err(WriteError::PolicyRefused { is_in_history: false }),
            (Some(WriteFault::History), _) => Err(WriteError::PolicyRefused { is_in_history: true }),
            (Some(WriteFault::RequestLost), _) => Err(unanswered()),
            (_, Change::ChangePassword { current, .. }) if self.with(|script| script.password != current) => {
                Err(WriteError::Refused(Refusal::CurrentPasswordWrong))
            }
            (Some(WriteFault::Late), Change::SetPassword(new) | Change::ChangePassword { new, .. }) => {
                *self.1.lock().expect("lock") = Some(new.to_owned());
                Err(unanswered())
            }
            (next, Change::SetPassword(new) | Change::ChangePassword { new, .. }) => {
                self.set(new);
                if next.is_some() { Err(unanswered()) } else { Ok(()) }
            }
            (_, Change::Unlock) => {
                self.with(|script| script.lockout_time = 0);
                Ok(())
            }
        }
    }

    async fn try_password(
        &self,
        account: &str,
        _controller: &str,
        password: &str,
    ) -> Result<PasswordOutcome, DirectoryError> {
        Ok(self.with(|script| {
            script.tried_accounts.push(account.to_owned());
            match script.lockout_time {
                0 if account == ACCOUNT && script.password == password => PasswordOutcome::Right,
                0 => PasswordOutcome::Wrong,
                _ => PasswordOutcome::Locked,
            }
        }))
    }
}

fn account_state(script: &Script) -> AccountState {
    AccountState {
        id: ACCOUNT.to_owned(),
        controller: "dc1".to_owned(),
        account_name: "anna".to_owned(),
        display_name: "Anna Lindqvist".to_owned(),
        is_protected: script.is_protected,
        is_disabled: false,
        is_expired: false,
        rules: PasswordRules {
            minimum_length: 8,
            complexity: true,
            history_length: 24,
            ..PasswordRules::default()
        },
        can_change_from: None,
        password_last_set: script.set,
        password_set_at: script.set,
        spare_bad_passwords: (script.lockout_time == 0).then_some(script.spare_bad_passwords),
        spare_sign_ins: script.spare_sign_ins,
        lockout_time: script.lockout_time,
    }
}
