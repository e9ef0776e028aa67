//! Changes as the `DirSync` control returns them (MS-ADTS 3.1.1.3.4.1.3): every changed object with what changed. The
//! control requires the right "Replicating Directory Changes" on the domain.

use ldap3::Scope as Depth;

use super::{
    controls,
    entry::Entry,
    password_rules, scope_filter,
    search::{NoAnswer, Search},
    session::Session,
};
use crate::{configuration::ActiveDirectorySettings, directory::DirectoryError};

/// The outcome of a search with the control.
pub(super) enum DirSyncOutcome {
    /// Everything since the cookie, and the next cookie.
    Changes(Vec<Entry>, Vec<u8>),
    /// More changes than can be followed.
    TooMuch,
    /// The controller does not understand the cookie, or the right is missing.
    Refused,
}

/// The maximum number of objects that are followed one by one.
const MAX_OBJECTS: usize = 20_000;

/// Reads a cookie for the current moment by a search that matches no object. Returns `None` if the right is missing.
pub(super) async fn now(session: &mut Session) -> Result<Option<Vec<u8>>, DirectoryError> {
    let filter = format!("(&(objectClass=domainDNS)(objectGUID={}))", "\\00".repeat(16));
    match rounds(session, &filter, &["objectGUID"], Vec::new()).await? {
        DirSyncOutcome::Changes(_, cookie) => Ok(Some(cookie)),
        DirSyncOutcome::TooMuch | DirSyncOutcome::Refused => Ok(None),
    }
}

/// Reads what changed since a cookie.
pub(super) async fn since(
    session: &mut Session,
    settings: &ActiveDirectorySettings,
    cookie: Vec<u8>,
) -> Result<DirSyncOutcome, DirectoryError> {
    rounds(session, FILTER, &attributes(settings), cookie).await
}

async fn rounds(
    session: &mut Session,
    filter: &str,
    attributes: &[&str],
    mut cookie: Vec<u8>,
) -> Result<DirSyncOutcome, DirectoryError> {
    let domain = session.root.domain.clone();
    let search = Search { base: &domain, depth: Depth::Subtree, filter, attributes };
    let mut entries = Vec::new();
    loop {
        let request_controls = vec![controls::dir_sync(&cookie), controls::extended_names()];
        let answer = match session.ask(search, request_controls).await {
            Ok(answer) => answer,
            Err(NoAnswer::Refused(rc, code)) => {
                tracing::warn!(rc, code, "dir_sync_refused");
                return Ok(DirSyncOutcome::Refused);
            }
            Err(error) => return Err(error.into()),
        };
        entries.extend(answer.entries);
        let missing = || DirectoryError::Unexpected("an answer to DirSync has no cookie".to_owned());
        let (is_more, next) = controls::next_dir_sync(&answer.controls).ok_or_else(missing)?;
        cookie = next;
        if entries.len() > MAX_OBJECTS {
            return Ok(DirSyncOutcome::TooMuch);
        }
        if !is_more {
            return Ok(DirSyncOutcome::Changes(entries, cookie));
        }
    }
}

/// Matches everything except computers, which are many and change often. Other objects are few, and reading one by its
/// id shows that it is not an account. The filter does not name classes, because Samba would look each up in its index
/// of all accounts, which takes three times as long with 100,000 accounts.
const FILTER: &str = "(!(objectClass=computer))";

/// Returns the attributes to watch: all that the scope filter reads and that is stored with the object itself. A
/// change of a group's meaning to its members shows in `member`, and a change of a policy's links in the policy.
fn attributes(settings: &ActiveDirectorySettings) -> Vec<&str> {
    let is_link = |name: &str| ["memberOf", "msDS-PSOApplied"].contains(&name);
    let mut names: Vec<&str> =
        scope_filter::attributes(settings).into_iter().filter(|name| !is_link(name)).collect();
    names.extend(["objectClass", "name", "isDeleted", "member", "groupType"]);
    names.extend(password_rules::watched().map(|name| -> &str { name }));
    names
}
