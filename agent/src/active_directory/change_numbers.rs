//! Changes by their numbers (`uSNChanged`), for agents that lack the right to replicate. These show less: not what
//! changed of an object, and of deleted objects only those that the service account may see below Deleted Objects.

use ldap3::Scope as Depth;

use super::{controls, entry::Entry, position::Mark, search::Search, session::Session};
use crate::directory::DirectoryError;

/// The last change in a controller's database.
pub(super) struct LastChange {
    pub(super) database: String,
    pub(super) number: i64,
}

impl From<LastChange> for Mark {
    fn from(LastChange { database, number }: LastChange) -> Self {
        Self::ChangeNumber { database, number }
    }
}

/// Reads the last change. Everything with this number or a smaller one can be read.
pub(super) async fn now(session: &mut Session) -> Result<LastChange, DirectoryError> {
    let missing = || {
        DirectoryError::Unexpected("the controller does not give the number of its last change".to_owned())
    };
    let attributes = ["dsServiceName", "highestCommittedUSN"];
    let root =
        session.search_one("", Depth::Base, "(objectClass=*)", &attributes).await?.ok_or_else(missing)?;
    let service = root.first("dsServiceName").ok_or_else(missing)?;
    let settings = session.search_one(service, Depth::Base, "(objectClass=*)", &["invocationId"]).await?;
    let id = settings.and_then(|entry| entry.bytes("invocationId").into_iter().next()).ok_or_else(missing)?;
    let database = id.try_into().map(|id| uuid::Uuid::from_bytes_le(id).hyphenated().to_string());
    Ok(LastChange {
        database: database.map_err(|_| missing())?,
        number: root.number("highestCommittedUSN").ok_or_else(missing)?,
    })
}

/// Reads the number of the last change alone, which is enough if nothing changed.
pub(super) async fn last(session: &mut Session) -> Result<Option<i64>, DirectoryError> {
    let root = session.search_one("", Depth::Base, "(objectClass=*)", &["highestCommittedUSN"]).await?;
    Ok(root.and_then(|root| root.number("highestCommittedUSN")))
}

/// The objects whose changes matter. It is unknown what changed of an object, so every other one would count as
/// moved. Deleted accounts have no category. Parts of the tree are included, because moving them renames everything
/// below.
const KINDS: &str = "(|(&(objectCategory=person)(objectClass=user))(objectClass=group)(objectClass=msDS-PasswordSettings)\
     (objectClass=domainDNS)(objectClass=organizationalUnit)(objectClass=container)(isDeleted=TRUE))";

/// Reads every object that changed after a number.
pub(super) async fn since(session: &mut Session, number: i64) -> Result<Vec<Entry>, DirectoryError> {
    let domain = session.root.domain.clone();
    let filter = format!("(&(uSNChanged>={}){})", number.saturating_add(1), KINDS);
    let attributes = ["objectGUID", "objectClass", "isDeleted", "name"];
    let search = Search { base: &domain, depth: Depth::Subtree, filter: &filter, attributes: &attributes };
    session.all(search, &[controls::show_deleted()]).await
}
