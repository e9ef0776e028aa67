//! Checks what the service account may read of the domain, the base, the groups of the policy, and the PDC emulator.

use ldap3::Scope as Depth;

use super::{
    super::{
        base::Base, controllers::pdc, controls, dir_sync, domain_map::DomainMap, search::Search,
        session::Session,
    },
    Check,
    fixes::Fixes,
};
use crate::{
    configuration::LdapsUrl,
    directory::{DirectoryError, Scope},
    words,
};

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

    /// Checks the groups of the policy. Without one that keeps people out, the sync stops.
    pub(super) fn check_groups(&mut self, map: &DomainMap, fixes: &Fixes) {
        let missing = map.groups.not_found();
        for (_, name) in missing {
            self.findings.failed("groups", words::group_missing(name), Some(fixes.add_group(name)));
        }
        if missing.is_empty() {
            let Scope { enabled, excluded, administrators, .. } = &map.scope;
            let count = enabled.len() + excluded.len() + administrators.len();
            self.findings.ok("groups", words::groups_exist(count));
        }
    }

    /// Checks the base of the configuration. Returns `None` if it is not in the directory.
    pub(super) async fn check_base(&mut self, session: &mut Session) -> Result<Option<Base>, DirectoryError> {
        let configured = self.settings.base.as_deref();
        match Base::find(session, configured).await {
            Ok(base) => {
                self.findings.ok("base", words::base_exists(base.dn()));
                Ok(Some(base))
            }
            Err(DirectoryError::SyncStopped(_)) => {
                self.findings.failed("base", words::base_missing(configured.unwrap_or_default()), None);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}
