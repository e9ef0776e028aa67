//! Checks what the service account may read of the domain, the groups of the policy, and the PDC emulator.

use agent_protocol::session::AgentPolicy;
use ldap3::{Scope as Depth, ldap_escape};

use super::{
    super::{controllers::pdc, controls, dir_sync, search::Search, session::Session},
    Check,
    fixes::Fixes,
};
use crate::{configuration::LdapsUrl, directory::DirectoryError, words};

const ANYTHING: &str = "(objectClass=*)";

impl Check<'_> {
    pub(super) async fn check_reading(
        &mut self,
        session: &mut Session,
        fixes: &Fixes,
    ) -> Result<(), DirectoryError> {
        let name = &fixes.account;
        let container = format!("CN=Password Settings Container,CN=System,{}", fixes.domain);
        let found = session.search_one(&container, Depth::Base, ANYTHING, &["name"]).await?;
        if found.is_some_and(|entry| entry.has("name")) {
            self.findings.ok("read-policies", words::policies_readable(name));
        } else {
            let what = words::policies_unreadable(name);
            self.findings.warning("read-policies", what, Some(fixes.read_policies()));
        }
        self.check_deleted(session, fixes).await?;
        if dir_sync::now(session).await?.is_some() {
            self.findings.ok("dirsync", words::dirsync_allowed(name));
        } else {
            let what = words::dirsync_refused(name);
            self.findings.warning("dirsync", what, Some(fixes.replicate()));
        }
        Ok(())
    }

    async fn check_deleted(&mut self, session: &mut Session, fixes: &Fixes) -> Result<(), DirectoryError> {
        let name = &fixes.account;
        let container = format!("CN=Deleted Objects,{}", fixes.domain);
        let search = Search { base: &container, depth: Depth::Base, filter: ANYTHING, attributes: &["name"] };
        let found = session.all(search, &[controls::show_deleted()]).await?;
        if found.iter().any(|entry| entry.has("name")) {
            self.findings.ok("read-deleted", words::deleted_visible(name));
        } else {
            let what = words::deleted_hidden(name);
            self.findings.warning("read-deleted", what, Some(fixes.read_deleted()));
        }
        Ok(())
    }

    /// Checks the PDC emulator, where all wrong passwords of the domain are counted. It knows best how many are left
    /// before a lockout.
    pub(super) async fn check_pdc(
        &mut self,
        session: &mut Session,
        controllers: &[LdapsUrl],
    ) -> Result<(), DirectoryError> {
        let Some(host) = pdc::host(session).await? else {
            self.findings.warning("pdc-emulator", words::pdc_unknown(), None);
            return Ok(());
        };
        if controllers.iter().any(|url| url.host().eq_ignore_ascii_case(&host)) {
            let is_preferred = self.settings.prefer_pdc_emulator;
            let what = if is_preferred { words::pdc_written(host) } else { words::pdc_tried(host) };
            self.findings.ok("pdc-emulator", what);
        } else {
            self.findings.warning("pdc-emulator", words::pdc_elsewhere(host), None);
        }
        Ok(())
    }

    /// Checks the groups of the policy. A name that matches no group neither admits nor excludes anybody.
    pub(super) async fn check_groups(
        &mut self,
        session: &mut Session,
        policy: &AgentPolicy,
        fixes: &Fixes,
    ) -> Result<(), DirectoryError> {
        let lists = [&policy.enabled_groups, &policy.excluded_groups, &policy.administrator_groups];
        let mut count = 0_usize;
        let mut missing = Vec::new();
        for name in lists.into_iter().flatten() {
            count += 1;
            if !exists(session, name).await? {
                missing.push(name);
            }
        }
        for name in &missing {
            self.findings.failed("groups", words::group_missing(*name), Some(fixes.add_group(name)));
        }
        if missing.is_empty() {
            self.findings.ok("groups", words::groups_exist(count));
        }
        Ok(())
    }
}

/// Finds a group by its distinguished name or account name, as the agent does.
async fn exists(session: &mut Session, name: &str) -> Result<bool, DirectoryError> {
    let domain = session.root.domain.clone();
    let found = if name.contains('=') {
        session.search_one(name, Depth::Base, "(objectClass=group)", &["name"]).await?
    } else {
        let filter = format!("(&(objectClass=group)(sAMAccountName={}))", ldap_escape(name));
        session.search_one(&domain, Depth::Subtree, &filter, &["name"]).await?
    };
    Ok(found.is_some())
}
