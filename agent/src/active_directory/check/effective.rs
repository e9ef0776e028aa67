//! The rights that a descriptor grants: the first entry that concerns a right decides (MS-ADTS section 5.1.3.3).
//! Pure.

use std::collections::HashSet;

use texts::Text;
use uuid::Uuid;

use super::descriptor::{Ace, Descriptor, Guid, Sid};
use crate::words;

/// A right that the agent needs on people's accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Right {
    /// Sets a password without the current one.
    ResetPassword,
    /// Unlocks an account.
    WriteLockoutTime,
    /// Demands a change at the next sign-in.
    WritePwdLastSet,
}

/// All rights that the agent needs.
pub(super) const REQUIRED_RIGHTS: [Right; 3] =
    [Right::ResetPassword, Right::WriteLockoutTime, Right::WritePwdLastSet];

const WRITE_PROPERTY: u32 = 0x20;
const CONTROL_ACCESS: u32 = 0x100;
/// The right to everything. It is stored in this form only in inherited entries; a controller maps it to every right.
const GENERIC_ALL: u32 = 0x1000_0000;
const GENERIC_WRITE: u32 = 0x4000_0000;

const fn guid(id: u128) -> Guid {
    Uuid::from_u128(id).to_bytes_le()
}

impl Right {
    /// Returns the name that administrators know.
    pub(super) fn name(self) -> Text {
        match self {
            Self::ResetPassword => words::right_reset_password(),
            Self::WriteLockoutTime => words::right_lockout_time(),
            Self::WritePwdLastSet => words::right_pwd_last_set(),
        }
    }

    /// Returns the attribute to which the right applies; `None` for an extended right.
    pub(super) const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::ResetPassword => None,
            Self::WriteLockoutTime => Some("lockoutTime"),
            Self::WritePwdLastSet => Some("pwdLastSet"),
        }
    }

    /// Returns the access bits, any one of which grants the right.
    const fn mask(self) -> u32 {
        match self {
            Self::ResetPassword => CONTROL_ACCESS | GENERIC_ALL,
            Self::WriteLockoutTime | Self::WritePwdLastSet => WRITE_PROPERTY | GENERIC_ALL | GENERIC_WRITE,
        }
    }

    /// Returns whether an entry with this object concerns the right: an extended right, an attribute or a set of
    /// properties (MS-ADTS section 5.1.3.2.1, MS-ADA1 and MS-ADA3: `rightsGuid`, `schemaIDGUID`,
    /// `attributeSecurityGUID`).
    fn is_about(self, object: &Guid) -> bool {
        const RESET_PASSWORD: Guid = guid(0x0029_9570_246d_11d0_a768_00aa_006e_0529);
        const LOCKOUT_TIME: Guid = guid(0x2863_0ebf_41d5_11d1_a9c1_0000_f803_67c1);
        const PWD_LAST_SET: Guid = guid(0xbf96_7a0a_0de6_11d0_a285_00aa_0030_49e2);
        const USER_ACCOUNT_RESTRICTIONS: Guid = guid(0x4c16_4200_20c0_11d0_a768_00aa_006e_0529);
        match self {
            Self::ResetPassword => *object == RESET_PASSWORD,
            Self::WriteLockoutTime => *object == LOCKOUT_TIME,
            Self::WritePwdLastSet => [PWD_LAST_SET, USER_ACCOUNT_RESTRICTIONS].contains(object),
        }
    }
}

/// Returns whether a user with these identifiers has a right.
pub(super) fn may(descriptor: &Descriptor, identifiers: &HashSet<Sid>, right: Right) -> bool {
    let Some(entries) = &descriptor.entries else { return true };
    let speaks = |ace: &&Ace| {
        !ace.is_inherit_only
            && ace.mask & right.mask() != 0
            && ace.object.as_ref().is_none_or(|object| right.is_about(object))
            && identifiers.contains(&ace.trustee)
    };
    entries.iter().find(speaks).is_some_and(|ace| ace.allows)
}

#[cfg(test)]
mod tests {
    use super::{super::descriptor::tests::sid_of, *};

    const RESET: Guid = guid(0x0029_9570_246d_11d0_a768_00aa_006e_0529);
    const RESTRICTIONS: Guid = guid(0x4c16_4200_20c0_11d0_a768_00aa_006e_0529);

    fn ace(allows: bool, mask: u32, object: Option<Guid>, rid: u32) -> Ace {
        Ace { allows, is_inherit_only: false, mask, object, trustee: sid_of(rid) }
    }

    fn rights(entries: &[Ace]) -> Vec<Right> {
        let descriptor = Descriptor { is_protected: false, entries: Some(entries.to_vec()) };
        let identifiers = HashSet::from([sid_of(1101), sid_of(513)]);
        REQUIRED_RIGHTS.into_iter().filter(|right| may(&descriptor, &identifiers, *right)).collect()
    }

    #[test]
    fn right_is_granted_to_the_account_or_its_groups() {
        assert_eq!(rights(&[]), []);
        assert_eq!(rights(&[ace(true, CONTROL_ACCESS, Some(RESET), 1101)]), [Right::ResetPassword]);
        assert_eq!(rights(&[ace(true, CONTROL_ACCESS, Some(RESET), 513)]), [Right::ResetPassword]);
        assert_eq!(rights(&[ace(true, CONTROL_ACCESS, Some(RESET), 1102)]), []);
        assert_eq!(rights(&[ace(true, CONTROL_ACCESS, None, 1101)]), [Right::ResetPassword]);
        assert_eq!(rights(&[ace(true, GENERIC_ALL, None, 1101)]), REQUIRED_RIGHTS);
        assert_eq!(rights(&[ace(true, 0x000f_01ff, None, 1101)]), REQUIRED_RIGHTS);
    }

    #[test]
    fn right_to_write_is_no_right_to_reset() {
        assert_eq!(rights(&[ace(true, WRITE_PROPERTY, Some(RESTRICTIONS), 1101)]), [Right::WritePwdLastSet]);
        let all = [Right::WriteLockoutTime, Right::WritePwdLastSet];
        assert_eq!(rights(&[ace(true, WRITE_PROPERTY, None, 1101)]), all);
        assert_eq!(rights(&[ace(true, WRITE_PROPERTY, Some(RESET), 1101)]), []);
        assert_eq!(rights(&[ace(true, 0x10, None, 1101)]), [], "reading is not writing");
    }

    #[test]
    fn first_matching_entry_decides() {
        let allow = ace(true, CONTROL_ACCESS, Some(RESET), 1101);
        let deny = ace(false, CONTROL_ACCESS, None, 513);
        assert_eq!(rights(&[deny.clone(), allow.clone()]), []);
        assert_eq!(rights(&[allow.clone(), deny]), [Right::ResetPassword]);
        let elsewhere = ace(false, WRITE_PROPERTY, None, 1101);
        assert_eq!(rights(&[elsewhere, allow.clone()]), [Right::ResetPassword]);
        assert_eq!(
            rights(&[Ace { is_inherit_only: true, ..allow }]),
            [],
            "an inherit-only entry does not apply to the object itself"
        );
    }

    #[test]
    fn missing_access_list_grants_everything() {
        let open = Descriptor { is_protected: false, entries: None };
        assert!(REQUIRED_RIGHTS.iter().all(|right| may(&open, &HashSet::new(), *right)));
    }
}
