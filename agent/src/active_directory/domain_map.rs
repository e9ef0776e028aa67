//! The part of a domain that must be known before accounts can be read: its groups and its password policies.

use ldap3::Scope as Depth;

use super::{
    groups::{self, Groups},
    password_rules::Policies,
    session::Session,
};
use crate::directory::{DirectoryError, Scope};

/// The groups and the password policies of a domain.
#[derive(Debug)]
pub(super) struct DomainMap {
    /// The scope that gives the groups their roles.
    pub(super) scope: Scope,
    pub(super) groups: Groups,
    pub(super) policies: Policies,
}

impl DomainMap {
    pub(super) async fn read(session: &mut Session, scope: &Scope) -> Result<Self, DirectoryError> {
        let policies = Policies::read(session).await?;
        let domain = session.root.domain.clone();
        let entries =
            session.search(&domain, Depth::Subtree, "(objectClass=group)", &groups::ATTRIBUTES).await?;
        let groups = Groups::new(&entries, scope, &policies);
        Ok(Self { scope: scope.clone(), groups, policies })
    }
}
