//! Finds out whether a password is right. It is tried once at most, and never if wrong ones would leave the user too
//! few until the account is locked, so that nobody on the internet can lock an employee out.
//!
//! No journal is kept: a job that was delivered before may have been tried before, and is not tried again. Jobs of
//! one account run one after the other, so that two agents never count the same wrong passwords at once. The lease
//! watchdog is armed while a password is tried, so that an agent that was frozen does not try it after others have
//! gone on.

use std::sync::LazyLock;

use agent_protocol::{Job, Order, sealing::Plaintext, sign_in::Verdict};
use fail::fail_point;
use password_policy::CommonPasswords;
use uuid::Uuid;

use crate::{
    clock,
    directory::{AccountState, Directory, DirectoryError, LockoutState},
    entropy,
    keys::KeyRing,
    lease::{Lease, LeaseLostError},
};

/// Tries the password of a job and returns the verdict, or an error if another agent may have the job by now.
#[tracing::instrument(skip_all, fields(job = %job.id, sign_in = %job.reset))]
pub async fn try_password<D: Directory>(
    directory: &D,
    keys: &KeyRing,
    job: &Job,
    deliveries: u32,
    lease: &Lease,
) -> Result<Verdict, LeaseLostError> {
    let verdict = match keys.open_job(job) {
        Some(Plaintext::SignIn { current }) if is_common_of_stranger(job, &current) => Verdict::Wrong,
        Some(Plaintext::SignIn { current }) if deliveries <= 1 && !has_expired(job) => {
            let _watchdog = lease.arm_watchdog()?;
            try_once(directory, job, &current).await.unwrap_or_else(|error| {
                tracing::error!(error = %error, "password_trial_failed");
                Verdict::Unreachable
            })
        }
        // It is not sealed to this agent, it has expired, or it was delivered before. The next agent that gets it would
        // not try it either.
        Some(Plaintext::SignIn { .. } | Plaintext::Reset { .. } | Plaintext::Change { .. }) | None => {
            Verdict::NotTried
        }
    };
    fail_point!("password-tried");
    tracing::info!(verdict = ?verdict, "password_verdict_known");
    Ok(verdict)
}

/// Returns whether the password is one that strangers try at every account: it is answered like a wrong one, and not tried, so
/// that no account with such a password is found.
fn is_common_of_stranger(job: &Job, password: &str) -> bool {
    static COMMON: LazyLock<CommonPasswords> = LazyLock::new(CommonPasswords::new);
    matches!(job.order, Order::CheckPassword { is_stranger: true, .. }) && COMMON.contains(password)
}

/// Returns whether nobody waits for the verdict any more.
pub(crate) fn has_expired(job: &Job) -> bool {
    clock::now().as_second() >= job.expires_at
}

async fn try_once<D: Directory>(directory: &D, job: &Job, password: &str) -> Result<Verdict, DirectoryError> {
    let LockoutState { controller, account: state } = directory.lockout_state(&job.account).await?;
    // If the account does not exist, or this agent may not see it, a random id is tried: it takes the same steps.
    let account = match state.as_ref().map(check_trial_allowed) {
        Some(Err(verdict)) => return Ok(verdict),
        Some(Ok(())) => job.account.clone(),
        None => random_account_id(),
    };
    if has_expired(job) {
        return Ok(Verdict::NotTried);
    }
    Ok(directory.try_password(&account, &controller, password).await?.into())
}

fn random_account_id() -> String {
    Uuid::from_bytes(entropy::draw()).hyphenated().to_string()
}

/// Returns the verdict if the password must not be tried.
const fn check_trial_allowed(state: &AccountState) -> Result<(), Verdict> {
    match state {
        AccountState { is_protected: false, spare_bad_passwords: None, .. } => Err(Verdict::Locked),
        AccountState { is_protected: true, .. } | AccountState { spare_sign_ins: 0, .. } => {
            Err(Verdict::NotTried)
        }
        AccountState { .. } => Ok(()),
    }
}
