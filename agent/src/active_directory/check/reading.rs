//! Checks what the service account may read of the domain, the groups of the policy, and the PDC emulator.

use agent_protocol::session::AgentPolicy;
use ldap3::{Scope as Depth, ldap_escape};

use super::{
    super::{controllers::pdc, controls, dir_sync, pages::Search, session::Session},
    Check,
    mend::Mender,
};
use crate::{configuration::LdapsUrl, directory::DirectoryError};

const ANYTHING: &str = "(objectClass=*)";

impl Check<'_> {
    pub(super) async fn judge_reading(
        &mut self,
        session: &mut Session,
        mender: &Mender,
    ) -> Result<(), DirectoryError> {
        let name = &mender.account;
        let container = format!("CN=Password Settings Container,CN=System,{}", mender.domain);
        let found = session.search_one(&container, Depth::Base, ANYTHING, &["name"]).await?;
        if found.is_some_and(|entry| entry.has("name")) {
            self.findings.ok("read-policies", format!("{name} may read fine-grained password policies"));
        } else {
            let what =
                format!("{name} may not read fine-grained password policies: people are told the domain's");
            self.findings.warning("read-policies", what, Some(mender.read_policies()));
        }
        self.judge_deleted(session, mender).await?;
        if dir_sync::now(session).await?.is_some() {
            self.findings.ok("dirsync", format!("{name} may ask for what changed"));
        } else {
            let what =
                format!("{name} may not replicate changes: following them takes more of the controller");
            self.findings.warning("dirsync", what, Some(mender.replicate()));
        }
        Ok(())
    }

    async fn judge_deleted(&mut self, session: &mut Session, mender: &Mender) -> Result<(), DirectoryError> {
        let name = &mender.account;
        let container = format!("CN=Deleted Objects,{}", mender.domain);
        let search = Search { base: &container, depth: Depth::Base, filter: ANYTHING, attributes: &["name"] };
        let found = session.all(search, &[controls::show_deleted()]).await?;
        if found.iter().any(|entry| entry.has("name")) {
            self.findings.ok("read-deleted", format!("{name} sees who was deleted"));
        } else {
            let what = format!("{name} does not see who was deleted, until everything is read again");
            self.findings.warning("read-deleted", what, Some(mender.read_deleted()));
        }
        Ok(())
    }

    /// Checks the PDC emulator, where all wrong passwords of the domain are counted. It knows best how many are left
    /// before a lockout.
    pub(super) async fn judge_pdc(
        &mut self,
        session: &mut Session,
        controllers: &[LdapsUrl],
    ) -> Result<(), DirectoryError> {
        let Some(host) = pdc::host(session).await? else {
            self.findings.warning("pdc-emulator", "the domain does not tell its PDC emulator", None);
            return Ok(());
        };
        if controllers.iter().any(|url| url.host().eq_ignore_ascii_case(&host)) {
            let does = if self.settings.prefer_pdc_emulator { "written and tried" } else { "tried" };
            self.findings.ok("pdc-emulator", format!("passwords are {does} on {host}"));
        } else {
            let what = format!(
                "the PDC emulator {host}, which counts all wrong passwords, is none of the controllers; add \"ldaps://{host}\" to urls"
            );
            self.findings.warning("pdc-emulator", what, None);
        }
        Ok(())
    }

    /// Checks the groups of the policy. A name that matches no group lets no user in, or keeps none out.
    pub(super) async fn judge_groups(
        &mut self,
        session: &mut Session,
        policy: &AgentPolicy,
        mender: &Mender,
    ) -> Result<(), DirectoryError> {
        let lists = [&policy.enabled_groups, &policy.excluded_groups, &policy.administrator_groups];
        let mut count = 0;
        let mut missing = Vec::new();
        for name in lists.into_iter().flatten() {
            count += 1;
            if !exists(session, name).await? {
                missing.push(name);
            }
        }
        for name in &missing {
            let what = format!("the policy names the group `{name}`, which does not exist");
            self.findings.failed("groups", what, Some(mender.add_group(name)));
        }
        if missing.is_empty() {
            self.findings.ok("groups", format!("all {count} groups of the policy exist"));
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
