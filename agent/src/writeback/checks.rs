//! Checks everything that can be checked without writing: account, rules, minimum age.

use std::time::Duration;

use agent_protocol::{Job, Refusal};
use fail::fail_point;

use super::{OpenedOrder, Writeback, rules};
use crate::{
    clock,
    directory::{AccountState, Directory, DirectoryError, Purpose},
};

impl<D: Directory> Writeback<D> {
    /// Finds the account and checks everything that can be checked without writing.
    pub(super) async fn find_and_check(
        &self,
        job: &Job,
        order: &OpenedOrder,
    ) -> Result<AccountState, Refusal> {
        let account = self.find_with_retries(&job.account, order.purpose()).await.map_err(|error| {
            tracing::error!(error = %error, "account_not_read");
            error.refusal()
        })?;
        fail_point!("account-found");
        let account = account.ok_or(Refusal::AccountNotFound)?;
        self.check_rules(order, &account)?;
        fail_point!("order-checked");
        Ok(account)
    }

    fn check_rules(&self, order: &OpenedOrder, account: &AccountState) -> Result<(), Refusal> {
        rules::check_account(account)?;
        match order {
            OpenedOrder::Unlock => Ok(()),
            OpenedOrder::Set { new } => self.check_password(new, account),
            OpenedOrder::Change { new, .. } => {
                rules::check_spare_attempts(account)?;
                self.check_password(new, account)
            }
        }
    }

    fn check_password(&self, password: &str, account: &AccountState) -> Result<(), Refusal> {
        let policy = self.policy.borrow().clone().unwrap_or_default();
        rules::check_password(password, account, &policy, clock::now().as_second())?;
        match self.breached.contains(password) {
            Ok(false) => Ok(()),
            Ok(true) => Err(Refusal::PasswordBreached),
            // Nothing is written; the user can try again.
            Err(error) => {
                tracing::error!(error = %error, "breached_not_read");
                Err(Refusal::DirectoryUnreachable)
            }
        }
    }

    pub(super) async fn find_with_retries(
        &self,
        account: &str,
        purpose: Purpose,
    ) -> Result<Option<AccountState>, DirectoryError> {
        let attempts = async {
            loop {
                match self.directory.find(account, purpose).await {
                    Err(DirectoryError::Unreachable(why)) => tracing::warn!(why, "directory_not_reached"),
                    answer => return answer,
                }
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        };
        let late = || DirectoryError::Unreachable("not in time".to_owned());
        tokio::time::timeout(self.timeouts.reach, attempts).await.unwrap_or_else(|_| Err(late()))
    }
}
