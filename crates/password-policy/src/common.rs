//! The commonest passwords, which attackers try at every account (MITRE ATT&CK T1110.003, password spraying).

use crate::banned::{BannedWords, COMMON_WORDS};

/// The commonest passwords: a common word, or one within one edit of it, with digits and signs around it, and texts
/// without letters.
#[derive(Debug)]
pub struct CommonPasswords(BannedWords);

impl CommonPasswords {
    /// Reads the built-in list of words, which is also that of [`crate::Policy`].
    pub fn new() -> Self {
        Self(BannedWords::new(COMMON_WORDS, &[]))
    }

    /// Returns whether a password is one of them.
    pub fn contains(&self, password: &str) -> bool {
        let word = password.trim_matches(|character: char| !character.is_alphabetic());
        word.is_empty() || self.0.is_word(word)
    }
}

impl Default for CommonPasswords {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::CommonPasswords;

    #[test]
    fn words_with_digits_and_signs_around_them_are_common() {
        let common = CommonPasswords::new();
        for password in ["password", "Password1", "P@ssw0rd123!", "Welcome2026!", "!!Qwertz!!", "Passwort99"]
        {
            assert!(common.contains(password), "{password}");
        }
        for password in ["", "12345678", "2026-11-29!"] {
            assert!(common.contains(password), "{password}");
        }
    }

    #[test]
    fn other_passwords_are_not_common() {
        let common = CommonPasswords::new();
        for password in
            ["Start-Passw0rd!", "correct horse battery staple", "Fem gröna bord, 2 stolar", "xK4#pQ9z"]
        {
            assert!(!common.contains(password), "{password}");
        }
    }
}
