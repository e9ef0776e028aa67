//! Banned words, matched and scored as Entra Password Protection is published to do:
//! <https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad>.
//!
//! A word counts wherever it stands in the normalised password, and when the whole of it is one edit away. Each word
//! found is one point, each character beside them is one point, and a password needs five. Where words overlap, the
//! reading with the fewest points counts. A password without any banned word is not this module's business, however
//! short.

mod custom;
mod distance;
mod normalise;

use distance::is_within_one_edit;
use zeroize::Zeroizing;

pub use custom::{BannedWordsError, check_banned_words};
pub(crate) use normalise::{lower_cased, normalise};

/// Obvious words in English, Swedish and German, keyboard walks, months and names, known to every company's policy.
pub(crate) const EVERYWHERE: &str = include_str!("banned/words.txt");

const POINTS_DEMANDED: usize = 5;

#[derive(Clone)]
struct Word {
    spelled: Box<str>,
    normalised: Box<[char]>,
}

/// The words known everywhere and the company's own, sorted by their normalised form.
#[derive(Clone)]
pub(crate) struct BannedWords(Vec<Word>);

/// How many there are: the list is long, and the company's part of it nobody's business.
impl std::fmt::Debug for BannedWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BannedWords").field("count", &self.0.len()).finish_non_exhaustive()
    }
}

impl BannedWords {
    pub(crate) fn new(everywhere: &str, custom: &[String]) -> Self {
        let words = everywhere.split_whitespace().chain(custom.iter().map(String::as_str));
        let mut words: Vec<Word> = words
            .map(|word| Word { spelled: word.into(), normalised: normalise(word).as_slice().into() })
            .filter(|word| !word.normalised.is_empty())
            .collect();
        words.sort_by(|one, other| one.normalised.cmp(&other.normalised));
        words.dedup_by(|later, first| later.normalised == first.normalised);
        Self(words)
    }

    /// The longest banned word found, where too little is left beside them.
    pub(crate) fn refuses(&self, password: &str) -> Option<&str> {
        let text = normalise(password);
        let close = self.0.iter().filter(|word| is_within_one_edit(&word.normalised, &text));
        if let Some(word) = close.max_by_key(|word| word.normalised.len()) {
            return Some(&word.spelled);
        }
        let (points, longest) = self.score(&text);
        longest.filter(|_| points < POINTS_DEMANDED).map(|word| &*word.spelled)
    }

    /// The words that a normalised text begins with.
    pub(crate) fn at_start_of(&self, text: &[char]) -> impl Iterator<Item = usize> {
        self.starting(text).map(|word| word.normalised.len())
    }

    /// Fewest points over all readings, and the longest word in any.
    fn score(&self, text: &[char]) -> (usize, Option<&Word>) {
        let mut fewest = Zeroizing::new(vec![usize::MAX; text.len() + 1]);
        let mut longest: Option<&Word> = None;
        lower(&mut fewest, 0, 0);
        for at in 0..text.len() {
            let points = fewest.get(at).map_or(usize::MAX, |before| before.saturating_add(1));
            lower(&mut fewest, at + 1, points);
            for word in self.starting(text.get(at..).unwrap_or_default()) {
                lower(&mut fewest, at + word.normalised.len(), points);
                if longest.is_none_or(|longest| longest.normalised.len() < word.normalised.len()) {
                    longest = Some(word);
                }
            }
        }
        (fewest.last().copied().unwrap_or_default(), longest)
    }

    fn starting(&self, text: &[char]) -> impl Iterator<Item = &Word> {
        let first = text.first();
        let from = self.0.partition_point(|word| word.normalised.first() < first);
        let same_first = self.0.iter().skip(from).take_while(move |word| word.normalised.first() == first);
        same_first.filter(move |word| text.starts_with(&word.normalised))
    }
}

/// Lowers the value at a place, where it is higher.
pub(crate) fn lower(values: &mut [usize], at: usize, value: usize) {
    if let Some(place) = values.get_mut(at) {
        *place = value.min(*place);
    }
}

pub(crate) fn is_within(part: &[char], text: &[char]) -> bool {
    !part.is_empty() && text.windows(part.len()).any(|window| window == part)
}
