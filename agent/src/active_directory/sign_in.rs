//! Tries a password, on a connection that is used for nothing else: after a failed bind, Samba goes on with the
//! former identity, and Windows anonymously.

use ldap3::Ldap;

use super::answer;
use crate::{
    configuration::ActiveDirectorySettings,
    directory::{DirectoryError, PasswordOutcome},
};

pub(super) async fn try_password(
    mut ldap: Ldap,
    settings: &ActiveDirectorySettings,
    account: &str,
    password: &str,
) -> Result<PasswordOutcome, DirectoryError> {
    // Windows takes an empty password for an anonymous bind, and accepts it.
    if password.is_empty() {
        return Ok(PasswordOutcome::Wrong);
    }
    let name = format!("<GUID={account}>");
    let bound = ldap.with_timeout(settings.operation_timeout()).simple_bind(&name, password).await;
    let bound = bound.map_err(|error| DirectoryError::Unreachable(error.to_string()))?;
    // The answer is known, so it does not matter how the connection ends.
    let _closed = ldap.unbind().await;
    Ok(answer::bind_result(bound.rc, &bound.text))
}
