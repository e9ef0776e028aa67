//! The part of the domain in which accounts are searched.

use input::DistinguishedName;
use ldap3::Scope as Depth;

use super::session::Session;
use crate::directory::{DirectoryError, SyncStop};

/// The base, as the controller spells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    dn: String,
    name: DistinguishedName,
}

impl Base {
    /// Finds the base of the configuration; without one, the domain. Stops the sync if it is not in the directory.
    pub(super) async fn find(
        session: &mut Session,
        configured: Option<&str>,
    ) -> Result<Self, DirectoryError> {
        let domain = session.root.domain.clone();
        let Some(configured) = configured else { return Self::new(&domain) };
        let not_found = || SyncStop::BaseNotFound { name: configured.to_owned() };
        let found = session.search_one(configured, Depth::Base, "(objectClass=*)", &["objectGUID"]).await?;
        let base = Self::new(found.ok_or_else(not_found)?.dn())?;
        // Another domain's objects have other controllers.
        if base.name.is_within(&Self::new(&domain)?.name) { Ok(base) } else { Err(not_found().into()) }
    }

    pub(super) fn new(dn: &str) -> Result<Self, DirectoryError> {
        let not_understood = || DirectoryError::Unexpected("a distinguished name cannot be read".to_owned());
        let name = DistinguishedName::parse(dn).ok_or_else(not_understood)?;
        Ok(Self { dn: dn.to_owned(), name })
    }

    pub(super) fn dn(&self) -> &str {
        &self.dn
    }

    /// Returns whether an object is the base or below it.
    pub(super) fn contains(&self, dn: &str) -> bool {
        // Most objects end as the controller spells the base.
        let is_below = |rest: &str| rest.ends_with(',') && !rest.ends_with("\\,");
        dn.strip_suffix(self.dn.as_str()).is_some_and(is_below)
            || DistinguishedName::parse(dn).is_some_and(|name| name.is_within(&self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_contains_what_is_below_it_in_any_spelling() {
        let base = Base::new("OU=Sales\\, North,OU=Corp,DC=x").unwrap();
        for dn in [
            "CN=Anna,OU=Sales\\, North,OU=Corp,DC=x",
            "CN=Anna\\, B,ou=sales\\2c north,ou=corp,dc=X",
            "OU=Sales\\, North,OU=Corp,DC=x",
        ] {
            assert!(base.contains(dn), "{dn}");
        }
        for dn in ["CN=Anna,OU=Corp,DC=x", "CN=Anna,OU=North,OU=Corp,DC=x", "nothing", ""] {
            assert!(!base.contains(dn), "{dn}");
        }
        let corp = Base::new("OU=Corp,DC=x").unwrap();
        assert!(!corp.contains("CN=a\\,OU=Corp,DC=x") && !corp.contains("CN=a\\\\\\,OU=Corp,DC=x"));
        assert!(corp.contains("CN=a\\\\,OU=Corp,DC=x"));
    }
}
