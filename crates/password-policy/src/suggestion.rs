//! Suggests a password: some words and a number, as `Tall-river-lamp-cloud-472`.

use zeroize::Zeroizing;

use crate::{length::MAXIMUM_LENGTH, policy::Policy};

/// The fewest passwords among which a suggestion is drawn: 50 bits.
const MINIMUM_COMBINATIONS: u64 = 1 << 50;

/// The sign before each part after the first. Every keyboard has it. It is never at the end, so that nobody overlooks
/// it.
const SIGN: char = '-';

/// The number has three digits, of which the first is not zero.
const NUMBERS: usize = 900;
const FIRST_NUMBER: usize = 100;

/// The number of drawings after which another word is added. The rules that are left seldom refuse even one.
const DRAWINGS: usize = 8;

/// A password that its policy accepts.
#[derive(Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The password.
    pub password: Zeroizing<String>,
    combinations: u64,
}

impl Suggestion {
    /// Returns the entropy in whole bits, rounded down.
    pub const fn bits(&self) -> u32 {
        self.combinations.ilog2()
    }
}

/// Prints no password.
impl std::fmt::Debug for Suggestion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Suggestion").field("bits", &self.bits()).finish_non_exhaustive()
    }
}

/// Suggests a password with at least 50 bits of entropy that a policy accepts.
///
/// The words are small letters from `a` to `z`, separated by white space. Each call of `random` returns 32 random bits.
/// Returns `None` if fewer than two words are left, or if no password of this form can meet the policy, such as one that demands
/// more than 256 characters.
pub fn suggest(policy: &Policy, words: &str, mut random: impl FnMut() -> u32) -> Option<Suggestion> {
    let words: Vec<&str> = words.split_whitespace().filter(|word| !policy.contains_name(word)).collect();
    if words.len() < 2 {
        return None;
    }
    let mut draw = |count: usize| draw(count, random());
    let (mut count, mut combinations) = (0, NUMBERS as u64);
    while combinations < MINIMUM_COMBINATIONS {
        count += 1;
        combinations = combinations.saturating_mul(words.len() as u64);
    }
    for words_drawn in count..MAXIMUM_LENGTH as usize {
        for _ in 0..DRAWINGS {
            let number = FIRST_NUMBER + draw(NUMBERS);
            let password = join((0..words_drawn).filter_map(|_| words.get(draw(words.len()))), number);
            if policy.evaluate(&password).is_empty() {
                return Some(Suggestion { password, combinations });
            }
        }
        combinations = combinations.saturating_mul(words.len() as u64);
    }
    None
}

/// Returns a number below `count`. Of the numbers below 4096, none is more likely than another by a millionth.
fn draw(count: usize, random: u32) -> usize {
    let scaled = (u64::from(random) * count as u64) >> u32::BITS;
    usize::try_from(scaled).unwrap_or_default()
}

/// Joins words and a number. The first word begins with a capital letter.
fn join<'a>(words: impl Iterator<Item = &'a &'a str>, number: usize) -> Zeroizing<String> {
    let mut password = Zeroizing::new(String::with_capacity(MAXIMUM_LENGTH as usize));
    for word in words {
        if password.is_empty() {
            password.extend(word.chars().take(1).map(|first| first.to_ascii_uppercase()));
            password.extend(word.chars().skip(1));
        } else {
            password.push(SIGN);
            password.push_str(word);
        }
    }
    password.push(SIGN);
    password.push_str(&number.to_string());
    password
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn every_number_below_the_count_is_drawn() {
        assert_eq!([0, u32::MAX / 2, u32::MAX].map(|random| draw(900, random)), [0, 449, 899]);
        assert_eq!([0, u32::MAX].map(|random| draw(1, random)), [0, 0]);
        assert_eq!(draw(0, u32::MAX), 0);
    }
}
