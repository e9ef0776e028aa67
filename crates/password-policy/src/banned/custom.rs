//! The limits of a company's own list of banned words, as in Entra.

const MAXIMUM_WORDS: usize = 1000;
pub(super) const MINIMUM_LENGTH: usize = 4;
const MAXIMUM_LENGTH: usize = 16;

/// The reason why a list of banned words is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BannedWordsError {
    /// The list has too many words.
    #[error("{count} banned words; at most {MAXIMUM_WORDS} are allowed")]
    TooMany {
        /// The number of words.
        count: usize,
    },
    /// A word is so short that it would match by chance.
    #[error("the banned word `{word}` has fewer than {MINIMUM_LENGTH} characters")]
    TooShort {
        /// The first such word.
        word: String,
    },
    /// A word is so long that banning its base is better.
    #[error(
        "the banned word `{word}` has more than {MAXIMUM_LENGTH} characters; ban the word that it is built on"
    )]
    TooLong {
        /// The first such word.
        word: String,
    },
}

/// Checks a company's own list: at most 1000 words of 4 to 16 characters.
pub fn check_banned_words(words: &[String]) -> Result<(), BannedWordsError> {
    if words.len() > MAXIMUM_WORDS {
        return Err(BannedWordsError::TooMany { count: words.len() });
    }
    words.iter().try_for_each(|word| match word.chars().count() {
        0..MINIMUM_LENGTH => Err(BannedWordsError::TooShort { word: word.clone() }),
        MINIMUM_LENGTH..=MAXIMUM_LENGTH => Ok(()),
        _ => Err(BannedWordsError::TooLong { word: word.clone() }),
    })
}

#[cfg(test)]
mod tests {
    use super::{BannedWordsError, check_banned_words};

    fn check(words: &[&str]) -> Result<(), BannedWordsError> {
        check_banned_words(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn four_to_sixteen_characters_of_any_script_are_accepted() {
        assert_eq!(check(&[]), Ok(()));
        assert_eq!(check(&["acme", "åäöå", "漢字漢字", "abcdefghijklmnop"]), Ok(()));
    }

    #[test]
    fn shorter_and_longer_words_are_refused_by_name() {
        assert_eq!(check(&["acme", "abc"]), Err(BannedWordsError::TooShort { word: "abc".to_owned() }));
        assert_eq!(check(&[""]), Err(BannedWordsError::TooShort { word: String::new() }));
        let long = "abcdefghijklmnopq";
        assert_eq!(check(&[long]), Err(BannedWordsError::TooLong { word: long.to_owned() }));
    }

    #[test]
    fn at_most_a_thousand_words_are_accepted() {
        assert_eq!(check(&["acme"; 1000]), Ok(()));
        assert_eq!(check(&["acme"; 1001]), Err(BannedWordsError::TooMany { count: 1001 }));
    }
}
