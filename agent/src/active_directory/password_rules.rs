//! The password policy of an account: its fine-grained policy, or else the domain's.
//!
//! MS-ADTS 3.1.1.4.5.36 (msDS-ResultantPSO) says which fine-grained policy that is: one that is linked to the account
//! itself, or else one that is linked to a global security group in which it is. Of several, the one with the lowest
//! precedence applies, and of equals the one with the smallest objectGUID.

use agent_protocol::sync::PasswordRules;
use ldap3::{Scope as Depth, controls::RawControl};
use uuid::Uuid;

use super::{entry::Entry, extended_name, lockout::Lockout, moment, search::Search, session::Session};
use crate::directory::DirectoryError;

const COMPLEX: i64 = 0x1;

const PRECEDENCE: &str = "msDS-PasswordSettingsPrecedence";
const LINKED: &str = "msDS-PSOApplied";

/// The attribute of a policy with the accounts and groups to which it is linked.
pub(super) const APPLIES_TO: &str = "msDS-PSOAppliesTo";

/// The container of fine-grained policies, below the domain.
const CONTAINER: &str = "CN=Password Settings Container,CN=System";

/// A password policy: the rules for new passwords, and when it locks accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PasswordPolicy {
    pub(super) rules: PasswordRules,
    pub(super) lockout: Lockout,
}

impl PasswordPolicy {
    /// Returns when another password is allowed, in whole seconds since 1970; `None` if it always is, or if the
    /// password must be changed.
    pub(super) fn can_change_from(&self, password_last_set: i64) -> Option<i64> {
        let set = moment::to_unix(password_last_set)?;
        let age = self.rules.minimum_age_seconds;
        (age > 0).then_some(set + age)
    }
}

/// Reads the policy of one account, as the controller computes it now.
pub(super) async fn read_for(
    session: &mut Session,
    account: &Entry,
) -> Result<PasswordPolicy, DirectoryError> {
    let domain = read_domain(session).await?;
    resultant_rules(session, account, domain).await
}

/// Reads the policy of one account if the domain's policy is known.
pub(super) async fn resultant_rules(
    session: &mut Session,
    account: &Entry,
    domain: PasswordPolicy,
) -> Result<PasswordPolicy, DirectoryError> {
    let Some(dn) = account.text("msDS-ResultantPSO") else { return Ok(domain) };
    let entry = session.search_one(&dn, Depth::Base, "(objectClass=*)", &FINE_GRAINED).await?;
    Ok(entry.as_ref().and_then(fine_grained).unwrap_or_else(|| {
        // The directory checks every password itself, but only after a wrong one has counted towards a lockout.
        tracing::warn!("password_policy_unreadable");
        PasswordPolicy { lockout: Lockout::UNKNOWN, ..domain }
    }))
}

/// Reads the domain's own policy.
pub(super) async fn read_domain(session: &mut Session) -> Result<PasswordPolicy, DirectoryError> {
    let head = session.root.domain.clone();
    let entry = session.search_one(&head, Depth::Base, "(objectClass=*)", &DOMAIN).await?;
    let missing = || DirectoryError::Unexpected("the domain's password policy cannot be read".to_owned());
    entry.as_ref().and_then(domain).ok_or_else(missing)
}

/// All policies of a domain.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Policies {
    domain: PasswordPolicy,
    /// The fine-grained policies, the best first: by precedence, then by objectGUID in its stored form.
    fine_grained: Vec<Linked>,
}

#[derive(Debug, PartialEq, Eq)]
struct Linked {
    order: (i64, [u8; 16]),
    dn: String,
    rules: PasswordPolicy,
}

impl Linked {
    /// Returns whether a link leads to this policy. One in extended form has the policy's id, which is always right.
    fn is_linked_by(&self, link: &str) -> bool {
        extended_name::guid(link).map_or_else(|| self.dn == link, |id| id.to_bytes_le() == self.order.1)
    }
}

impl Policies {
    /// Reads all policies of a domain.
    pub(super) async fn read(session: &mut Session) -> Result<Self, DirectoryError> {
        let domain = read_domain(session).await?;
        Ok(Self::new(domain, &entries(session, &[], &[]).await?))
    }

    pub(super) fn new(domain: PasswordPolicy, entries: &[Entry]) -> Self {
        let mut fine_grained: Vec<_> = entries.iter().filter_map(linked).collect();
        if fine_grained.len() < entries.len() {
            tracing::warn!("password_policy_unreadable");
        }
        fine_grained.sort_by_key(|policy| policy.order);
        Self { domain, fine_grained }
    }

    /// Returns whether an object is a fine-grained policy.
    pub(super) fn has(&self, id: Uuid) -> bool {
        self.fine_grained.iter().any(|policy| policy.order.1 == id.to_bytes_le())
    }

    /// Returns the rank of a fine-grained policy; 0 is the best.
    pub(super) fn rank(&self, policy: &Entry) -> Option<usize> {
        let id = policy.guid()?.to_bytes_le();
        self.fine_grained.iter().position(|known| known.order.1 == id)
    }

    /// Returns whether every policy that is linked to an account or group is known.
    pub(super) fn has_linked(&self, entry: &Entry) -> bool {
        entry
            .texts(LINKED)
            .iter()
            .all(|link| self.fine_grained.iter().any(|policy| policy.is_linked_by(link)))
    }

    /// Returns the ranks of fine-grained policies, the best first.
    pub(super) const fn ranks(&self) -> std::ops::Range<usize> {
        0..self.fine_grained.len()
    }

    /// Returns whether a policy is linked to an account or group.
    pub(super) fn applies(&self, rank: usize, entry: &Entry) -> bool {
        let policy = self.fine_grained.get(rank);
        policy.is_some_and(|policy| entry.texts(LINKED).iter().any(|link| policy.is_linked_by(link)))
    }

    /// Returns the policy of an account, from its own links and the best rank of its groups. Skips a policy that
    /// cannot be read: the directory checks every password in any case.
    pub(super) fn resultant(&self, account: &Entry, group_rank: Option<usize>) -> PasswordPolicy {
        let own = self.ranks().find(|rank| self.applies(*rank, account));
        let best = own.or(group_rank).filter(|_| account.is_normal_account());
        best.and_then(|rank| self.fine_grained.get(rank)).map_or(self.domain, |policy| policy.rules)
    }
}

/// Reads the entries of all fine-grained policies.
pub(super) async fn entries(
    session: &mut Session,
    more: &[&str],
    controls: &[RawControl],
) -> Result<Vec<Entry>, DirectoryError> {
    let container = format!("{CONTAINER},{}", session.root.domain);
    let own = ["objectGUID", PRECEDENCE];
    let attributes: Vec<_> = FINE_GRAINED.iter().chain(&own).chain(more).copied().collect();
    let filter = "(objectClass=msDS-PasswordSettings)";
    let search = Search { base: &container, depth: Depth::OneLevel, filter, attributes: &attributes };
    match session.all(search, controls).await {
        // To a service account that may not read the container, it does not exist.
        Err(DirectoryError::NotFound(_)) => Ok(Vec::new()),
        read => read,
    }
}

fn linked(entry: &Entry) -> Option<Linked> {
    let order = (entry.number(PRECEDENCE)?, entry.guid()?.to_bytes_le());
    Some(Linked { order, dn: entry.dn().to_owned(), rules: fine_grained(entry)? })
}

const DOMAIN: [&str; 8] = [
    "minPwdLength",
    "pwdProperties",
    "pwdHistoryLength",
    "minPwdAge",
    "maxPwdAge",
    "lockoutThreshold",
    "lockoutDuration",
    "lockOutObservationWindow",
];

const FINE_GRAINED: [&str; 8] = [
    "msDS-MinimumPasswordLength",
    "msDS-PasswordComplexityEnabled",
    "msDS-PasswordHistoryLength",
    "msDS-MinimumPasswordAge",
    "msDS-MaximumPasswordAge",
    "msDS-LockoutThreshold",
    "msDS-LockoutDuration",
    "msDS-LockoutObservationWindow",
];

/// Returns the attributes whose changes change an account's rules.
pub(super) fn watched() -> impl Iterator<Item = &'static str> {
    DOMAIN.into_iter().chain(FINE_GRAINED).chain([PRECEDENCE, APPLIES_TO])
}

pub(super) fn domain(entry: &Entry) -> Option<PasswordPolicy> {
    let [_, properties, ..] = DOMAIN;
    rules(entry, DOMAIN, entry.number(properties)? & COMPLEX != 0)
}

fn fine_grained(entry: &Entry) -> Option<PasswordPolicy> {
    let [_, complexity, ..] = FINE_GRAINED;
    rules(entry, FINE_GRAINED, entry.is_true(complexity))
}

fn rules(entry: &Entry, names: [&str; 8], complexity: bool) -> Option<PasswordPolicy> {
    let [length, _, history, minimum_age, maximum_age, threshold, lockout, window] = names;
    let lockout_threshold = entry.number(threshold);
    Some(PasswordPolicy {
        rules: PasswordRules {
            minimum_length: entry.number(length)?.try_into().ok()?,
            complexity,
            history_length: entry.number(history)?.try_into().ok()?,
            minimum_age_seconds: moment::age_seconds(entry.number(minimum_age)?),
            maximum_age_seconds: entry.number(maximum_age).and_then(moment::end_seconds),
            lockout_threshold: lockout_threshold.and_then(|count| count.try_into().ok()).unwrap_or(0),
            lockout_seconds: entry.number(lockout).and_then(moment::end_seconds),
        },
        lockout: Lockout::new(lockout_threshold, entry.number(window)),
    })
}

/// Returns a domain's policy for tests of other modules.
#[cfg(test)]
pub(super) fn tests_domain() -> PasswordPolicy {
    let rules = PasswordRules { minimum_length: 7, ..PasswordRules::default() };
    PasswordPolicy { rules, lockout: Lockout::new(Some(0), None) }
}

#[cfg(test)]
#[path = "password_rules_tests.rs"]
mod tests;
