//! Reads one account by its objectGUID.

use ldap3::Scope as Depth;

use super::{
    Query,
    controllers::PooledSession,
    entry::Entry,
    lockout::BadPasswords,
    moment,
    password_rules::{self, PasswordPolicy},
    privileged,
    scan::PERSON,
    session::Session,
    write,
};
use crate::{
    clock,
    directory::{AccountState, DirectoryError, LockoutState, PasswordState, Purpose},
};

/// Reads everything that a job needs to know about an account.
pub(super) struct FindAccount<'a>(pub(super) &'a str, pub(super) Purpose);

impl Query for FindAccount<'_> {
    type Answer = Option<AccountState>;

    async fn run(&self, session: &mut PooledSession) -> Result<Option<AccountState>, DirectoryError> {
        match self.1 {
            // Without the hints, the agent may try a password before it sets it.
            Purpose::Write if write::supports_policy_hints(&session.root.controls) => {
                find_to_write(session, self.0).await
            }
            Purpose::Write | Purpose::Try => find(session, self.0).await,
        }
    }
}

/// Reads an account before a password is tried.
pub(super) struct ReadLockoutState<'a>(pub(super) &'a str);

impl Query for ReadLockoutState<'_> {
    type Answer = LockoutState;

    async fn run(&self, session: &mut PooledSession) -> Result<LockoutState, DirectoryError> {
        let account = find(session, self.0).await?;
        Ok(LockoutState { controller: session.controller().to_owned(), account })
    }
}

/// Reads what shows whether an account was changed.
pub(super) struct ReadPasswordState<'a>(pub(super) &'a str);

impl Query for ReadPasswordState<'_> {
    type Answer = Option<PasswordState>;

    async fn run(&self, session: &mut PooledSession) -> Result<Option<PasswordState>, DirectoryError> {
        let entry = person(session, self.0, &PASSWORD_STATE_ATTRIBUTES).await?;
        Ok(entry.as_ref().map(password_state))
    }
}

const PASSWORD_STATE_ATTRIBUTES: [&str; 2] = ["pwdLastSet", "lockoutTime"];

fn password_state(entry: &Entry) -> PasswordState {
    PasswordState {
        password_last_set: entry.number("pwdLastSet").unwrap_or(0),
        lockout_time: entry.number("lockoutTime").unwrap_or(0),
    }
}

/// The attributes of an account that a job needs.
const JOB_ATTRIBUTES: [&str; 13] = [
    "objectGUID",
    "sAMAccountName",
    "displayName",
    "userAccountControl",
    "accountExpires",
    "pwdLastSet",
    "lockoutTime",
    "badPwdCount",
    "badPasswordTime",
    "adminCount",
    "msDS-PSOApplied",
    "tokenGroups",
    "objectSid",
];

/// Reads a person's account. Returns `None` if there is no such account, or if it is not a person's.
async fn person(
    session: &mut Session,
    account: &str,
    attributes: &[&str],
) -> Result<Option<Entry>, DirectoryError> {
    let Ok(id) = account.parse::<uuid::Uuid>() else { return Ok(None) };
    let base = format!("<GUID={}>", id.hyphenated());
    session.search_one(&base, Depth::Base, PERSON, attributes).await
}

/// Returns whether a locked account is still locked. This is a separate query, because a controller takes as long to
/// compute it as for everything else.
async fn is_still_locked(session: &mut Session, account: &str) -> Result<bool, DirectoryError> {
    let entry = person(session, account, &["msDS-User-Account-Control-Computed"]).await?;
    Ok(entry.is_none_or(|entry| entry.is_locked()))
}

/// Reads an account with its password policy from the cached list, which may be some seconds old. Asks the controller
/// for a policy that the list lacks.
async fn find_to_write(
    connection: &mut PooledSession,
    account: &str,
) -> Result<Option<AccountState>, DirectoryError> {
    let (session, policies) = connection.with_policies();
    let mut other_session = session.clone();
    let (entry, list) =
        tokio::join!(person(session, account, &JOB_ATTRIBUTES), policies.recent(&mut other_session));
    let Some(entry) = entry? else { return Ok(None) };
    // Even if the list cannot be read, the controller may give the policy of one account.
    let policy = match list.ok().and_then(|list| list.rules_for(&entry)) {
        Some(policy) => Some(policy),
        None => policy_now(session, account).await?,
    };
    match policy {
        Some(policy) => account_state(session, account, &entry, policy).await.map(Some),
        None => Ok(None),
    }
}

/// Reads an account with the policy that the controller computes now. The policy is read at the same time, and for an
/// unknown id too, so that both take equally long.
async fn find(session: &mut Session, account: &str) -> Result<Option<AccountState>, DirectoryError> {
    let mut other_session = session.clone();
    let (entry, policy) =
        tokio::join!(person(session, account, &JOB_ATTRIBUTES), policy_now(&mut other_session, account));
    match (entry?, policy?) {
        (Some(entry), Some(policy)) => account_state(session, account, &entry, policy).await.map(Some),
        (Some(_), None) | (None, _) => Ok(None),
    }
}

/// Reads the password policy that the controller computes for an account now. Returns `None` if there is no such
/// account, or if it is not a person's.
async fn policy_now(session: &mut Session, account: &str) -> Result<Option<PasswordPolicy>, DirectoryError> {
    let mut other_session = session.clone();
    let (entry, domain) = tokio::join!(
        person(session, account, &["msDS-ResultantPSO"]),
        password_rules::read_domain(&mut other_session)
    );
    let (Some(entry), domain) = (entry?, domain?) else { return Ok(None) };
    password_rules::resultant_rules(session, &entry, domain).await.map(Some)
}

async fn account_state(
    session: &mut Session,
    account: &str,
    entry: &Entry,
    policy: PasswordPolicy,
) -> Result<AccountState, DirectoryError> {
    let PasswordState { password_last_set, lockout_time } = password_state(entry);
    let is_locked = lockout_time != 0 && is_still_locked(session, account).await?;
    let now = clock::now().as_second();
    let bad_passwords = BadPasswords::from_entry(entry);
    Ok(AccountState {
        id: account.to_lowercase(),
        controller: session.controller().to_owned(),
        account_name: entry.text("sAMAccountName").unwrap_or_default(),
        display_name: entry.text("displayName").unwrap_or_default(),
        is_protected: privileged::may_be_privileged(entry),
        is_disabled: entry.is_disabled(),
        is_expired: entry.is_expired(now),
        rules: policy.rules,
        can_change_from: policy.can_change_from(password_last_set),
        spare_bad_passwords: (!is_locked).then(|| policy.lockout.spare_attempts(bad_passwords, now)),
        spare_sign_ins: policy.lockout.spare_sign_ins(bad_passwords, now),
        password_last_set,
        password_set_at: moment::to_unix(password_last_set).unwrap_or(0),
        lockout_time,
    })
}
