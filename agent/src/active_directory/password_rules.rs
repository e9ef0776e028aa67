//! The password policy that holds for one account: its fine-grained policy, or else the domain's.

use std::collections::HashMap;

use agent_protocol::sync::Rules;
use ldap3::Scope as Depth;

use super::{entry::Entry, moment, session::Session};
use crate::directory::DirectoryError;

const COMPLEX: i64 = 0x1;

/// A password policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PasswordRules {
    pub(super) rules: Rules,
    minimum_age_seconds: i64,
    /// Bad passwords until the account is locked; 0 where it never is, `None` where that cannot be read.
    lockout_threshold: Option<i64>,
}

impl PasswordRules {
    /// How many more bad passwords would leave an account unlocked that has had so many.
    pub(super) fn spare_bad_passwords(&self, had: Option<i64>) -> u32 {
        match (self.lockout_threshold, had) {
            (Some(0), _) => u32::MAX,
            (Some(threshold), Some(had)) => u32::try_from(threshold - 1 - had).unwrap_or(0),
            _ => 0,
        }
    }

    /// When another password is allowed; a password that must be changed may always be.
    pub(super) fn can_change_from(&self, password_last_set: i64) -> Option<i64> {
        let set = moment::to_unix(password_last_set)?;
        (self.minimum_age_seconds > 0).then_some(set + self.minimum_age_seconds)
    }
}

/// Of one account, read now.
pub(super) async fn of(session: &mut Session, account: &Entry) -> Result<PasswordRules, DirectoryError> {
    Policies::default().of(session, account).await
}

/// Policies that were read already, by distinguished name.
#[derive(Default)]
pub(super) struct Policies(HashMap<String, Option<PasswordRules>>);

impl Policies {
    /// Of one account. A fine-grained policy that cannot be read gives way to the domain's; the directory has the last
    /// word in any case.
    pub(super) async fn of(
        &mut self,
        session: &mut Session,
        account: &Entry,
    ) -> Result<PasswordRules, DirectoryError> {
        if let Some(dn) = account.text("msDS-ResultantPSO")
            && let Some(rules) = self.read(session, &dn).await?
        {
            return Ok(rules);
        }
        let domain = session.root.domain.clone();
        let missing = || DirectoryError::Unexpected("the domain's password policy cannot be read".to_owned());
        self.read(session, &domain).await?.ok_or_else(missing)
    }

    async fn read(
        &mut self,
        session: &mut Session,
        dn: &str,
    ) -> Result<Option<PasswordRules>, DirectoryError> {
        if let Some(known) = self.0.get(dn) {
            return Ok(*known);
        }
        let is_domain = session.root.domain == dn;
        let attributes = if is_domain { &DOMAIN } else { &FINE_GRAINED };
        let entry = session.search_one(dn, Depth::Base, "(objectClass=*)", attributes).await?;
        let rules = entry.as_ref().and_then(if is_domain { domain } else { fine_grained });
        if rules.is_none() {
            tracing::warn!("password_policy_unreadable");
        }
        self.0.insert(dn.to_owned(), rules);
        Ok(rules)
    }
}

const DOMAIN: [&str; 5] =
    ["minPwdLength", "pwdProperties", "pwdHistoryLength", "minPwdAge", "lockoutThreshold"];

const FINE_GRAINED: [&str; 5] = [
    "msDS-MinimumPasswordLength",
    "msDS-PasswordComplexityEnabled",
    "msDS-PasswordHistoryLength",
    "msDS-MinimumPasswordAge",
    "msDS-LockoutThreshold",
];

fn domain(entry: &Entry) -> Option<PasswordRules> {
    let [_, properties, ..] = DOMAIN;
    rules(entry, DOMAIN, entry.number(properties)? & COMPLEX != 0)
}

fn fine_grained(entry: &Entry) -> Option<PasswordRules> {
    let [_, complexity, ..] = FINE_GRAINED;
    rules(entry, FINE_GRAINED, entry.is_true(complexity))
}

fn rules(entry: &Entry, names: [&str; 5], complexity: bool) -> Option<PasswordRules> {
    let [length, _, history, age, threshold] = names;
    Some(PasswordRules {
        rules: Rules {
            minimum_length: entry.number(length)?.try_into().ok()?,
            complexity,
            history_length: entry.number(history)?.try_into().ok()?,
            ..Rules::default()
        },
        minimum_age_seconds: moment::age_seconds(entry.number(age)?),
        lockout_threshold: entry.number(threshold),
    })
}

#[cfg(test)]
mod tests {
    use super::{super::entry::entry, *};

    #[test]
    fn the_domains_policy_is_read() {
        let head = entry(&[
            ("minPwdLength", "10"),
            ("pwdProperties", "1"),
            ("pwdHistoryLength", "5"),
            ("minPwdAge", "-864000000000"),
            ("lockoutThreshold", "3"),
        ]);
        let read = domain(&head).expect("read");
        assert_eq!(
            read.rules,
            Rules { minimum_length: 10, complexity: true, history_length: 5, ..Rules::default() }
        );
        let set = moment::from_unix(1_800_000_000);
        assert_eq!(read.can_change_from(set), Some(1_800_086_400));
        assert_eq!(read.can_change_from(0), None, "a password that must be changed may be");
    }

    #[test]
    fn the_last_bad_password_before_a_lockout_is_not_spent() {
        let spare = |lockout_threshold, had| {
            let rules = Rules { minimum_length: 0, complexity: false, history_length: 1, ..Rules::default() };
            PasswordRules { rules, minimum_age_seconds: 0, lockout_threshold }.spare_bad_passwords(had)
        };
        assert_eq!([0, 1, 2, 3].map(|had| spare(Some(3), Some(had))), [2, 1, 0, 0]);
        assert_eq!(spare(Some(0), Some(99)), u32::MAX);
        assert_eq!((spare(None, Some(0)), spare(Some(3), None)), (0, 0), "what cannot be read is not risked");
    }

    #[test]
    fn a_fine_grained_policy_is_read() {
        let mut attributes = vec![
            ("msDS-MinimumPasswordLength", "14"),
            ("msDS-PasswordComplexityEnabled", "FALSE"),
            ("msDS-PasswordHistoryLength", "3"),
        ];
        assert_eq!(fine_grained(&entry(&attributes)), None, "half a policy is none");
        attributes.push(("msDS-MinimumPasswordAge", "0"));
        let read = fine_grained(&entry(&attributes)).expect("read");
        assert_eq!(
            read.rules,
            Rules { minimum_length: 14, complexity: false, history_length: 3, ..Rules::default() }
        );
        assert_eq!(read.can_change_from(moment::from_unix(1_800_000_000)), None);
    }
}
