//! Accounts that are never touched, whatever the access list allows.

use super::entry::Entry;

/// Groups of the domain, by the last part of their security identifier.
const DOMAIN_GROUPS: [u32; 8] = [
    512, // Domain Admins
    516, // Domain Controllers
    518, // Schema Admins
    519, // Enterprise Admins
    520, // Group Policy Creator Owners
    521, // Read-only Domain Controllers
    526, // Key Admins
    527, // Enterprise Key Admins
];

/// Built-in groups, `S-1-5-32-…`.
const BUILTIN_GROUPS: [u32; 6] = [
    544, // Administrators
    548, // Account Operators
    549, // Server Operators
    550, // Print Operators
    551, // Backup Operators
    552, // Replicators
];

/// Accounts of the domain that are privileged by themselves.
const ACCOUNTS: [u32; 2] = [
    500, // Administrator
    502, // krbtgt
];

/// Returns whether an account may be privileged. Every account has an identifier and a primary group, so the answer is
/// unknown if the controller shows none. Needs `tokenGroups`, which a controller computes only for a search of one
/// object.
pub(super) fn may_be_privileged(entry: &Entry) -> bool {
    let is_unreadable = entry.bytes("objectSid").is_empty() || entry.bytes("tokenGroups").is_empty();
    is_unreadable || is_privileged(entry)
}

/// Returns whether an account is privileged, by adminCount, by its own identifier and by `tokenGroups`, which contains
/// all of its groups, including nested and primary ones.
pub(super) fn is_privileged(entry: &Entry) -> bool {
    let is_privileged_account = |sid: &Vec<u8>| relative_id(sid).is_some_and(|id| ACCOUNTS.contains(&id));
    has_admin_count(entry)
        || entry.bytes("tokenGroups").iter().any(|sid| is_privileged_group(sid))
        || entry.bytes("objectSid").iter().any(is_privileged_account)
}

/// Returns whether the account is or was in a protected group, whose access list it keeps.
pub(super) fn has_admin_count(entry: &Entry) -> bool {
    entry.number("adminCount").is_some_and(|count| count > 0)
}

/// Returns whether a group is privileged by itself.
pub(super) fn is_privileged_group_entry(group: &Entry) -> bool {
    group.bytes("objectSid").iter().any(|sid| is_privileged_group(sid))
}

pub(super) fn is_privileged_group(sid: &[u8]) -> bool {
    let Some(id) = relative_id(sid) else { return false };
    if is_builtin(sid) { BUILTIN_GROUPS.contains(&id) } else { DOMAIN_GROUPS.contains(&id) }
}

/// Returns the last part of a security identifier.
pub(super) fn relative_id(sid: &[u8]) -> Option<u32> {
    sid.last_chunk().map(|last| u32::from_le_bytes(*last))
}

/// Returns whether this is `S-1-5-32-…`: version 1, two parts, authority 5, first part 32.
pub(super) fn is_builtin(sid: &[u8]) -> bool {
    sid.starts_with(&[1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0])
}

#[cfg(test)]
mod tests {
    use super::{super::entry::entry, *};

    fn builtin(id: u32) -> Vec<u8> {
        [&[1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0], id.to_le_bytes().as_slice()].concat()
    }

    fn in_domain(domain: &[u8], id: u32) -> Vec<u8> {
        let mut sid = [domain, &id.to_le_bytes()].concat();
        sid[1] += 1;
        sid
    }

    /// Returns the identifier `S-1-5-21-1-2-3`.
    fn domain() -> Vec<u8> {
        let mut sid = vec![1, 4, 0, 0, 0, 0, 0, 5];
        for part in [21_u32, 1, 2, 3] {
            sid.extend_from_slice(&part.to_le_bytes());
        }
        sid
    }

    /// Returns an account of the domain that is in these groups and in Domain Users.
    fn account(attributes: &[(&str, &str)], id: u32, groups: &[Vec<u8>]) -> Entry {
        let mut account = entry(attributes);
        let groups = [&[in_domain(&domain(), 513)], groups].concat();
        account.0.bin_attrs.insert("tokenGroups".to_owned(), groups);
        account.0.bin_attrs.insert("objectSid".to_owned(), vec![in_domain(&domain(), id)]);
        account
    }

    fn member_of(sid: Vec<u8>) -> Entry {
        account(&[], 1105, &[sid])
    }

    #[test]
    fn members_of_privileged_groups_are_privileged() {
        for id in DOMAIN_GROUPS {
            assert!(is_privileged(&member_of(in_domain(&domain(), id))), "{id}");
        }
        for id in BUILTIN_GROUPS {
            assert!(is_privileged(&member_of(builtin(id))), "{id}");
        }
        for id in [513, 1105, 544] {
            assert!(!is_privileged(&member_of(in_domain(&domain(), id))), "{id}");
        }
        assert!(!is_privileged(&member_of(builtin(545))), "Users");
    }

    #[test]
    fn former_member_is_privileged_by_admin_count() {
        assert!(is_privileged(&account(&[("adminCount", "1")], 1105, &[])));
        assert!(!is_privileged(&account(&[("adminCount", "0")], 1105, &[])));
    }

    #[test]
    fn built_in_administrator_is_privileged() {
        assert!(is_privileged(&account(&[], 500, &[])));
    }

    #[test]
    fn account_with_unreadable_groups_or_sid_may_be_privileged() {
        for hidden in ["tokenGroups", "objectSid"] {
            let mut unreadable = account(&[], 1105, &[]);
            assert!(!may_be_privileged(&unreadable));
            unreadable.0.bin_attrs.remove(hidden);
            assert!(may_be_privileged(&unreadable), "{hidden}");
        }
        assert!(may_be_privileged(&account(&[], 500, &[])));
    }
}
