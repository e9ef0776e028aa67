//! Checks the service account itself.

use std::{collections::HashSet, fmt::Write as _};

use ldap3::Scope as Depth;
use texts::Value;

use super::{
    super::{entry::Entry, moment, password_rules, privileged, scan, session::Session},
    Check,
    descriptor::Sid,
    fixes::Fixes,
};
use crate::{clock, directory::DirectoryError, words};

/// The value of msDS-UserPasswordExpiryTimeComputed that means "never".
const NEVER: i64 = i64::MAX;

const ATTRIBUTES: [&str; 9] = [
    "sAMAccountName",
    "userAccountControl",
    "adminCount",
    "objectSid",
    "tokenGroups",
    "badPwdCount",
    "accountExpires",
    "msDS-ResultantPSO",
    "msDS-UserPasswordExpiryTimeComputed",
];

/// The service account, as the directory sees it.
pub(super) struct ServiceAccount {
    entry: Entry,
    /// The security identifiers of the account, its groups and everybody.
    pub(super) identifiers: HashSet<Sid>,
    pub(super) fixes: Fixes,
}

impl Check<'_> {
    pub(super) async fn service_account(
        &self,
        session: &mut Session,
    ) -> Result<ServiceAccount, DirectoryError> {
        let missing = || DirectoryError::Unexpected("the service account cannot be read".to_owned());
        let anything = "(objectClass=*)";
        let root = session.search_one("", Depth::Base, anything, &["tokenGroups", "vendorName"]).await?;
        let root = root.ok_or_else(missing)?;
        let identifiers: HashSet<Sid> = root.bytes("tokenGroups").into_iter().collect();
        let any = any_of(&identifiers);
        let domain = session.root.domain.clone();
        let filter = format!("(&(objectCategory=person)(objectClass=user)(|{any}))");
        let found = session.search_one(&domain, Depth::Subtree, &filter, &["objectSid"]).await?;
        let dn = found.ok_or_else(missing)?.dn().to_owned();
        let entry = session.search_one(&dn, Depth::Base, anything, &ATTRIBUTES).await?.ok_or_else(missing)?;
        let names = scan::domain(session).await?;
        let fixes = Fixes {
            is_samba: root.first("vendorName").is_some_and(|name| name.starts_with("Samba")),
            domain,
            netbios: names.netbios,
            account: entry.text("sAMAccountName").ok_or_else(missing)?,
            sid: entry.bytes("objectSid").first().and_then(|sid| text(sid)).ok_or_else(missing)?,
        };
        Ok(ServiceAccount { entry, identifiers, fixes })
    }

    pub(super) async fn check_account(
        &mut self,
        session: &mut Session,
        account: &ServiceAccount,
    ) -> Result<(), DirectoryError> {
        self.check_privileges(session, account).await?;
        let (name, fixes) = (&account.fixes.account, &account.fixes);
        let rules = password_rules::read_for(session, &account.entry).await?;
        if rules.lockout.never_locks() {
            self.findings.ok("account-lockout", words::lockout_never(name));
        } else {
            self.findings.warning("account-lockout", words::lockout_possible(name), Some(fixes.never_lock()));
        }
        let ends = account.entry.number("msDS-UserPasswordExpiryTimeComputed");
        let ends = ends.filter(|ends| *ends != NEVER).and_then(moment::to_unix);
        match ends.filter(|_| !account.entry.never_expires_password()) {
            None => self.findings.ok("account-expiry", words::expiry_never(name)),
            Some(ends) => {
                let days = (ends - clock::now().as_second()) / 86_400;
                let what = words::expiry_soon(name, days);
                self.findings.warning("account-expiry", what, Some(fixes.never_expire()));
            }
        }
        Ok(())
    }

    async fn check_privileges(
        &mut self,
        session: &mut Session,
        account: &ServiceAccount,
    ) -> Result<(), DirectoryError> {
        let name = &account.fixes.account;
        if !privileged::is_privileged(&account.entry) {
            self.findings.ok("account-privileges", words::privileges_none(name));
            return Ok(());
        }
        let groups = account.entry.bytes("tokenGroups");
        let any = any_of(groups.iter().filter(|sid| privileged::is_privileged_group(sid)));
        let filter =
            format!("(&(objectClass=group)(|{any})(member={}))", ldap3::ldap_escape(account.entry.dn()));
        let domain = session.root.domain.clone();
        let found = session.search(&domain, Depth::Subtree, &filter, &["sAMAccountName"]).await?;
        let names: Vec<_> = found.iter().filter_map(|group| group.text("sAMAccountName")).collect();
        let commands: Vec<_> = names.iter().map(|group| account.fixes.leave_group(group)).collect();
        let what = words::privileges_some(name, names.iter().collect::<Value>());
        self.findings.warning(
            "account-privileges",
            what,
            Some(commands.join("\n")).filter(|commands| !commands.is_empty()),
        );
        Ok(())
    }
}

/// Returns a filter for objects that have one of these identifiers, with every byte escaped.
fn any_of<'a>(sids: impl IntoIterator<Item = &'a Sid>) -> String {
    let mut any = String::new();
    for sid in sids {
        any.push_str("(objectSid=");
        for byte in sid {
            // Writing to a string cannot fail.
            let _infallible = write!(any, "\\{byte:02x}");
        }
        any.push(')');
    }
    any
}

/// Writes an identifier as `S-1-5-…` (MS-DTYP section 2.4.2.1).
fn text(sid: &[u8]) -> Option<String> {
    let (revision, authority) = (sid.first()?, sid.get(2..8)?);
    let authority = authority.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let (parts, _) = sid.get(8..)?.as_chunks::<4>();
    let mut text = format!("S-{revision}-{authority}");
    for part in parts {
        let _infallible = write!(text, "-{}", u32::from_le_bytes(*part));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{super::descriptor::tests::sid_of, *};

    #[test]
    fn sids_are_written_as_filters_and_as_text() {
        assert_eq!(any_of(&[vec![1, 0xab], vec![0]]), "(objectSid=\\01\\ab)(objectSid=\\00)");
        assert_eq!(text(&sid_of(1101)).as_deref(), Some("S-1-5-21-1-2-3-1101"));
        assert_eq!(text(&[1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]).as_deref(), Some("S-1-1-0"));
        assert_eq!(text(&[1, 1]), None);
    }
}
