//! The part of a domain that must be known before accounts can be read: its groups and its password policies.

use ldap3::Scope as Depth;

use super::{
    controls,
    groups::{self, Groups, Role},
    password_rules::Policies,
    search::Search,
    session::Session,
};
use crate::directory::{DirectoryError, Scope, SyncStop};

/// The groups and the password policies of a domain.
#[derive(Debug)]
pub(super) struct DomainMap {
    /// The scope that gives the groups their roles.
    pub(super) scope: Scope,
    pub(super) groups: Groups,
    pub(super) policies: Policies,
}

impl DomainMap {
    /// Reads the groups and policies. Stops the sync if a group is missing that keeps people out.
    pub(super) async fn read(session: &mut Session, scope: &Scope) -> Result<Self, DirectoryError> {
        let map = Self::read_unchecked(session, scope).await?;
        check_found(&map.groups)?;
        Ok(map)
    }

    /// Reads the groups and policies, whichever groups are missing.
    pub(super) async fn read_unchecked(session: &mut Session, scope: &Scope) -> Result<Self, DirectoryError> {
        let policies = Policies::read(session).await?;
        let domain = session.root.domain.clone();
        let (filter, attributes) = ("(objectClass=group)", &groups::ATTRIBUTES);
        let search = Search { base: &domain, depth: Depth::Subtree, filter, attributes };
        let entries = session.all(search, &[controls::extended_names()]).await?;
        let groups = Groups::new(&entries, scope, &policies);
        Ok(Self { scope: scope.clone(), groups, policies })
    }
}

/// Stops the sync if a group is missing that keeps people out or asks more of them: without it, its members would be
/// let in. A missing group that lets people in keeps them out, and is only logged.
fn check_found(groups: &Groups) -> Result<(), SyncStop> {
    for (role, name) in groups.not_found() {
        match role {
            Role::Enabled => tracing::warn!(group = name, "group_not_found"),
            Role::Excluded | Role::Administrator | Role::Protected => {
                return Err(SyncStop::GroupNotFound { name: name.clone() });
            }
        }
    }
    Ok(())
}
