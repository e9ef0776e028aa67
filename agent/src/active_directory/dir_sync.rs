//! Changes as the `DirSync` control tells them (MS-ADTS 3.1.1.3.4.1.3): of every object that changed, what changed. It takes
//! the right "Replicating Directory Changes" on the domain.

use ldap3::Scope as Depth;

use super::{
    controls,
    entry::Entry,
    pages::{NoAnswer, Search},
    password_rules, scope_filter,
    session::Session,
};
use crate::{configuration::ActiveDirectorySettings, directory::DirectoryError};

/// What a search with the control came to.
pub(super) enum DirSyncOutcome {
    /// Everything since the cookie, and the next one.
    Changes(Vec<Entry>, Vec<u8>),
    /// More than this is too much to follow.
    TooMuch,
    /// The cookie is not understood, or the right is missing.
    Refused,
}

/// More objects are not followed one by one.
const MAX_OBJECTS: usize = 20_000;

/// A cookie of this moment: a search that nothing new can fit tells nothing, but ends at the same place.
pub(super) async fn now(session: &mut Session) -> Result<Option<Vec<u8>>, DirectoryError> {
    let filter = format!("(&(objectClass=domainDNS)(objectGUID={}))", "\\00".repeat(16));
    match rounds(session, &filter, &["objectGUID"], Vec::new()).await? {
        DirSyncOutcome::Changes(_, cookie) => Ok(Some(cookie)),
        DirSyncOutcome::TooMuch | DirSyncOutcome::Refused => Ok(None),
    }
}

/// What changed since a cookie.
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
            Err(NoAnswer::Failed(error)) => return Err(error),
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

/// Everything but computers, which are many and change often. Other objects are few, and reading one by its id shows that it
/// is no account. Not asked for by what they are: Samba would look each kind up in its index, which names every account, and
/// take three times as long where 100,000 are known.
const FILTER: &str = "(!(objectClass=computer))";

/// What is watched: all that a judgement looks at and that is stored with the object itself. What a group means to its
/// members changes with `member`, and a link of a policy with the policy.
fn attributes(settings: &ActiveDirectorySettings) -> Vec<&str> {
    let is_link = |name: &str| ["memberOf", "msDS-PSOApplied"].contains(&name);
    let mut names: Vec<&str> =
        scope_filter::attributes(settings).into_iter().filter(|name| !is_link(name)).collect();
    names.extend(["objectClass", "name", "isDeleted", "member", "groupType"]);
    names.extend(password_rules::watched().map(|name| -> &str { name }));
    names
}
