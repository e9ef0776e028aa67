//! The policy of one account, prepared once and evaluated at every keystroke.

use vocabulary::Strength;

use crate::{
    banned::{BannedWords, COMMON_WORDS},
    checklist::{Checklist, Mark},
    complexity::is_complex,
    length::MAXIMUM_LENGTH,
    name::Names,
    refusal::Refusal,
    strength::estimate,
};

/// The rules that a [`Policy`] checks: those of the account that a password alone can break, and banned words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PolicyRules {
    /// The minimum length, in UTF-16 code units.
    pub minimum_length: u32,
    /// Whether the complexity rule of Active Directory applies.
    pub complexity: bool,
    /// The sAMAccountName.
    pub account_name: String,
    /// The displayName; empty if there is none.
    pub display_name: String,
    /// The company's own banned words, as [`crate::check_banned_words`] accepts them.
    pub banned_words: Vec<String>,
    /// The weakest password that is accepted.
    pub minimum_strength: Strength,
}

/// Evaluates passwords by the rules of one account.
#[derive(Debug, Clone)]
pub struct Policy {
    minimum_length: u32,
    complexity: bool,
    minimum_strength: Strength,
    names: Names,
    banned: BannedWords,
}

impl Policy {
    /// Prepares the rules with the built-in list of common words.
    pub fn new(rules: &PolicyRules) -> Self {
        Self::with_common_words(rules, COMMON_WORDS)
    }

    /// Prepares the rules with a list of common words from elsewhere, which the page loads later.
    pub fn with_common_words(rules: &PolicyRules, common_words: &str) -> Self {
        Self {
            minimum_length: rules.minimum_length,
            complexity: rules.complexity,
            minimum_strength: rules.minimum_strength,
            names: Names::new(&rules.account_name, &rules.display_name, rules.complexity),
            banned: BannedWords::new(common_words, &rules.banned_words),
        }
    }

    /// Returns every refusal of a password in the order of [`Refusal`]; empty if it is acceptable. An empty password
    /// has only [`Refusal::Empty`].
    pub fn evaluate(&self, password: &str) -> Vec<Refusal> {
        if password.is_empty() {
            return vec![Refusal::Empty];
        }
        let mut refusals: Vec<_> = self.length(password).into_iter().collect();
        if self.complexity && !is_complex(password) {
            refusals.push(Refusal::NotComplex);
        }
        if self.contains_name(password) {
            refusals.push(Refusal::ContainsName);
        }
        if let Some(word) = self.banned_word(password) {
            refusals.push(Refusal::Banned { part: word.to_owned() });
        }
        if !self.is_strong_enough(password) {
            refusals.push(Refusal::TooWeak);
        }
        refusals
    }

    /// Returns a mark for each rule.
    pub fn checklist(&self, password: &str) -> Checklist {
        let mark = |is_applicable: bool, is_met: &dyn Fn() -> bool| {
            if is_applicable { Mark::met(!password.is_empty() && is_met()) } else { Mark::NotApplicable }
        };
        Checklist {
            length: mark(true, &|| self.length(password).is_none()),
            complexity: mark(self.complexity, &|| is_complex(password)),
            name: mark(self.names.is_any_checked(), &|| !self.contains_name(password)),
            banned: mark(true, &|| self.banned_word(password).is_none()),
            strength: mark(self.minimum_strength > Strength::VeryWeak, &|| self.is_strong_enough(password)),
        }
    }

    /// Returns how hard the password is to guess.
    pub fn strength(&self, password: &str) -> Strength {
        estimate(password, &self.banned, &self.names)
    }

    /// Returns whether a text contains a name of the account.
    pub(crate) fn contains_name(&self, text: &str) -> bool {
        self.names.is_in(text)
    }

    /// Returns the longest banned word in a password that is based on it.
    pub fn banned_word(&self, password: &str) -> Option<&str> {
        self.banned.find_banned(password)
    }

    fn is_strong_enough(&self, password: &str) -> bool {
        self.minimum_strength == Strength::VeryWeak || self.strength(password) >= self.minimum_strength
    }

    fn length(&self, password: &str) -> Option<Refusal> {
        let length = password.encode_utf16().fold(0_u32, |length, _| length.saturating_add(1));
        if length < self.minimum_length {
            Some(Refusal::TooShort { minimum: self.minimum_length })
        } else if length > MAXIMUM_LENGTH {
            Some(Refusal::TooLong { maximum: MAXIMUM_LENGTH })
        } else {
            None
        }
    }
}
