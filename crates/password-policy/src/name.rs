//! The names of the account, which its password may not contain.
//!
//! There are two rules. If complexity is required, Active Directory refuses the account name and each part of the
//! display name of three or more characters, in any case. Entra Password Protection always refuses names of four or
//! more characters in the normalized password.

use crate::banned::{is_within, lower_cased, normalize};

/// The characters at which Active Directory splits a display name.
const DELIMITERS: [char; 7] = [',', '.', '-', '_', ' ', '#', '\t'];

const ACTIVE_DIRECTORY_MINIMUM: usize = 3;
const ENTRA_MINIMUM: usize = 4;

#[derive(Clone, Default)]
pub(crate) struct Names {
    lower_case: Vec<Vec<char>>,
    normalized: Vec<Vec<char>>,
}

/// Prints the number of names only, because names do not belong in a log.
impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Names").field("count", &self.normalized.len()).finish_non_exhaustive()
    }
}

impl Names {
    pub(crate) fn new(account_name: &str, display_name: &str, complexity: bool) -> Self {
        let mut names = Self::default();
        for name in display_name.split(DELIMITERS).chain(Some(account_name)) {
            let length = name.chars().count();
            if complexity && length >= ACTIVE_DIRECTORY_MINIMUM {
                names.lower_case.push(lower_cased(name).to_vec());
            }
            if length >= ENTRA_MINIMUM {
                names.normalized.push(normalize(name).to_vec());
            }
        }
        names
    }

    /// Returns whether there is a name that a password could contain.
    pub(crate) fn is_any_checked(&self) -> bool {
        !self.lower_case.is_empty() || !self.normalized.is_empty()
    }

    pub(crate) fn is_in(&self, password: &str) -> bool {
        let (lower, normalized) = (lower_cased(password), normalize(password));
        self.lower_case.iter().any(|name| is_within(name, &lower))
            || self.normalized.iter().any(|name| is_within(name, &normalized))
    }

    /// Returns the lengths of the names with which a normalized text begins.
    pub(crate) fn prefix_lengths(&self, normalized: &[char]) -> impl Iterator<Item = usize> {
        self.normalized.iter().filter(|name| normalized.starts_with(name)).map(Vec::len)
    }
}
