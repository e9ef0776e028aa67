//! Banned words, matched and scored as Microsoft documents for Entra Password Protection:
//! <https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad>.
//!
//! A word is found anywhere in the normalized password, or if the whole password is one edit away from it. Each word
//! found is one point, each other character is one point, and a password needs five. If words overlap, the reading with
//! the fewest points counts. A password without banned words is accepted, however short.

mod custom;
mod distance;
mod normalize;

use custom::MINIMUM_LENGTH;
use distance::is_within_one_edit;
use zeroize::Zeroizing;

pub use custom::{BannedWordsError, check_banned_words};
pub(crate) use normalize::{lower_cased, normalize};

/// Common words in English, Swedish and German, keyboard walks, months and names, banned in every policy.
/// [`CALENDAR_MARK`] marks months and seasons, also of other languages, and [`WALK_MARK`] marks walks, which are no
/// words.
pub(crate) const COMMON_WORDS: &str = include_str!("banned/words.txt");

/// The mark after a month or a season. A year after it belongs to the same part of a password. If it is too short for a
/// banned word, it is not one.
const CALENDAR_MARK: char = '*';

/// The mark after a walk over a keyboard: along a row, down a column, or up and down between digits and letters.
const WALK_MARK: char = '+';

const REQUIRED_POINTS: usize = 5;

#[derive(Clone)]
struct Word {
    spelling: Box<str>,
    normalized: Box<[char]>,
}

#[derive(Clone)]
pub(crate) struct BannedWords {
    /// The common words, and the company's own after them. They are not sorted: the code that sorts would cost the page
    /// more than it saves.
    words: Vec<Word>,
    /// The normalized months and seasons.
    calendar: Vec<Box<[char]>>,
    /// The walks over the keyboards QWERTY, QWERTZ and AZERTY. The alphabet and the digits need none.
    walks: Vec<Box<[char]>>,
}

/// Prints the number of words only: the list is long, and the company's words do not belong in a log.
impl std::fmt::Debug for BannedWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BannedWords").field("count", &self.words.len()).finish_non_exhaustive()
    }
}

impl BannedWords {
    pub(crate) fn new(common_words: &str, custom: &[String]) -> Self {
        let (mut calendar, mut walks, mut common) = (Vec::new(), Vec::new(), Vec::new());
        for word in common_words.split_whitespace() {
            if let Some(walk) = word.strip_suffix(WALK_MARK) {
                walks.push(walk.chars().collect());
                continue;
            }
            let name = word.strip_suffix(CALENDAR_MARK);
            if let Some(name) = name {
                calendar.push(normalize(name).as_slice().into());
            }
            if name.is_none_or(|name| name.chars().count() >= MINIMUM_LENGTH) {
                common.push(name.unwrap_or(word));
            }
        }
        let words = common.into_iter().chain(custom.iter().map(String::as_str));
        let words = words
            .map(|word| Word { spelling: word.into(), normalized: normalize(word).as_slice().into() })
            .filter(|word| !word.normalized.is_empty())
            .collect();
        Self { words, calendar, walks }
    }

    /// Returns the longest banned word found if the password has too few points.
    pub(crate) fn find_banned(&self, password: &str) -> Option<&str> {
        let text = normalize(password);
        if let Some(word) = self.words_close_to(&text).max_by_key(|word| word.normalized.len()) {
            return Some(&word.spelling);
        }
        let (points, longest) = self.score(&text);
        longest.filter(|_| points < REQUIRED_POINTS).map(|word| &*word.spelling)
    }

    /// Returns whether a text is a word, or within one edit of it.
    pub(crate) fn is_word(&self, text: &str) -> bool {
        self.words_close_to(&normalize(text)).next().is_some()
    }

    fn words_close_to<'a, 'b: 'a>(
        &'b self,
        text: &'a [char],
    ) -> impl Iterator<Item = &'b Word> + use<'a, 'b> {
        self.words.iter().filter(move |word| is_within_one_edit(&word.normalized, text))
    }

    /// Returns the lengths of the words with which a normalized text begins.
    pub(crate) fn prefix_lengths(&self, text: &[char]) -> impl Iterator<Item = usize> {
        self.words_at_start(text).map(|word| word.normalized.len())
    }

    /// Returns the normalized months and seasons.
    pub(crate) fn calendar(&self) -> &[Box<[char]>] {
        &self.calendar
    }

    /// Returns the walks over keyboards.
    pub(crate) fn walks(&self) -> &[Box<[char]>] {
        &self.walks
    }

    /// Returns the fewest points of any reading and the longest word in any.
    fn score(&self, text: &[char]) -> (usize, Option<&Word>) {
        let mut fewest = Zeroizing::new(vec![usize::MAX; text.len() + 1]);
        let mut longest: Option<&Word> = None;
        lower_at(&mut fewest, 0, 0);
        for at in 0..text.len() {
            let points = fewest.get(at).map_or(usize::MAX, |before| before.saturating_add(1));
            lower_at(&mut fewest, at + 1, points);
            for word in self.words_at_start(text.get(at..).unwrap_or_default()) {
                lower_at(&mut fewest, at + word.normalized.len(), points);
                if longest.is_none_or(|longest| longest.normalized.len() < word.normalized.len()) {
                    longest = Some(word);
                }
            }
        }
        (fewest.last().copied().unwrap_or_default(), longest)
    }

    fn words_at_start(&self, text: &[char]) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| text.starts_with(&word.normalized))
    }
}

/// Lowers the value at an index if it is higher.
pub(crate) fn lower_at(values: &mut [usize], at: usize, value: usize) {
    if let Some(place) = values.get_mut(at) {
        *place = value.min(*place);
    }
}

pub(crate) fn is_within(part: &[char], text: &[char]) -> bool {
    !part.is_empty() && text.windows(part.len()).any(|window| window == part)
}

/// Returns whether a part of a text begins at an index.
pub(crate) fn starts_with(text: &[char], at: usize, part: &[char]) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(part))
}
