//! The company's own rules of passwords.

use serde::{Deserialize, Deserializer, Serialize};
use vocabulary::Strength;

/// Rules of Readmit's own, in addition to those of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Passwords {
    /// At most 1000 words, in addition to Readmit's built-in list
    /// (<https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad>).
    #[serde(deserialize_with = "at_most_1000")]
    pub banned_words: Vec<BannedWord>,
    /// The weakest password that is accepted.
    pub minimum_strength: Strength,
}

/// Refuses passwords that can be guessed online, given time.
impl Default for Passwords {
    fn default() -> Self {
        Self { banned_words: Vec::new(), minimum_strength: Strength::Fair }
    }
}

/// A banned word: 4 to 16 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct BannedWord(String);

impl BannedWord {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for BannedWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        if (4..=16).contains(&word.chars().count()) {
            Ok(Self(word))
        } else {
            Err(serde::de::Error::custom(format!("the banned word {word:?} must have 4 to 16 characters")))
        }
    }
}

fn at_most_1000<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<BannedWord>, D::Error> {
    let words = Vec::<BannedWord>::deserialize(deserializer)?;
    if words.len() <= 1000 {
        Ok(words)
    } else {
        Err(serde::de::Error::custom(format!("{} banned words: keep the list to 1000", words.len())))
    }
}
