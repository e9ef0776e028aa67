//! Direction and plural rule of a language, from CLDR.

use std::collections::BTreeSet;

use anyhow::{Context, Result, anyhow, ensure};
use icu_locale::{Direction, LanguageIdentifier, LocaleDirectionality};
use icu_plurals::{PluralCategory, PluralRules};
use texts::plural::{self, NO_LENGTH, TABLE};

/// The number up to which a compiled rule is compared with CLDR's. No value is as large as a million, for which CLDR
/// has another category in some languages.
const COMPARISON_END: u32 = 10_000;

/// The direction and the plural rule of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grammar {
    is_right_to_left: bool,
    rule: String,
}

impl Grammar {
    /// Reads CLDR and compiles the plural rule of a language.
    pub fn new(tag: &str) -> Result<Self> {
        // CLDR describes Norwegian Bokmål as Norwegian.
        let cldr_tag = if tag == "nb" { "no" } else { tag };
        let language: LanguageIdentifier =
            cldr_tag.parse().map_err(|error| anyhow!("{tag} is not a language: {error}"))?;
        // The compiled data has neither direction nor plural rule of a language that is not common.
        let direction = LocaleDirectionality::new_common().get(&language);
        let direction =
            direction.with_context(|| format!("CLDR has no direction or plural rule for {tag}"))?;
        let rules =
            PluralRules::try_new_cardinal((&language).into()).map_err(|error| anyhow!("{tag}: {error}"))?;
        let rule = rule((0..TABLE).map(|number| letter(rules.category_for(number))));
        let different = (0..COMPARISON_END)
            .find(|number| plural::category(&rule, *number) != letter(rules.category_for(*number)));
        ensure!(
            different.is_none(),
            "{tag}: the plural category of {} does not follow from its last two digits; extend texts::plural",
            different.unwrap_or_default()
        );
        Ok(Self { is_right_to_left: direction == Direction::RightToLeft, rule })
    }

    /// Returns whether the language is written from right to left.
    pub const fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }

    /// Returns the first lines of a catalog's header.
    pub fn header(&self) -> String {
        format!("{}\n{}", if self.is_right_to_left { "rtl" } else { "ltr" }, self.rule)
    }

    /// Returns the letters of the categories that whole numbers have.
    pub fn letters(&self) -> BTreeSet<char> {
        (0..TABLE).map(|number| self.letter(number)).collect()
    }

    /// Returns the letter of a number's category.
    pub fn letter(&self, number: u32) -> char {
        plural::category(&self.rule, number)
    }
}

fn rule(letters: impl Iterator<Item = char>) -> String {
    let mut runs: Vec<(char, u32)> = Vec::new();
    for letter in letters {
        match runs.last_mut() {
            Some((last, length)) if *last == letter => *length += 1,
            _ => runs.push((letter, 1)),
        }
    }
    let text = |(letter, length): &(char, u32)| {
        let length = char::from_u32(u32::from(NO_LENGTH) + length).unwrap_or(NO_LENGTH);
        format!("{letter}{length}")
    };
    let mut rule: String = runs.iter().map(text).collect();
    rule.pop();
    rule
}

const fn letter(category: PluralCategory) -> char {
    match category {
        PluralCategory::Zero => 'z',
        PluralCategory::One => 'o',
        PluralCategory::Two => 't',
        PluralCategory::Few => 'f',
        PluralCategory::Many => 'm',
        PluralCategory::Other => 'x',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Languages with more than ten million speakers, or with unusual plurals.
    const TAGS: &str = "af am ar as az be bg bn br bs ca cs cy da de el en es et eu fa fi fil fr ga gd gl gu ha he hi \
                        hr hu hy id ig is it ja jv ka kk km kn ko ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn or pa pl \
                        ps pt pt-PT ro ru sd si sk sl so sq sr sv sw ta te th tk tr uk ur uz vi yo zh-Hans zh-Hant zu";

    #[test]
    fn rules_agree_with_cldr_up_to_ten_thousand() {
        let refused: Vec<_> = TAGS.split_whitespace().filter(|tag| Grammar::new(tag).is_err()).collect();
        assert_eq!(refused, [""; 0]);
        for tag in TAGS.split_whitespace() {
            let grammar = Grammar::new(tag).expect(tag);
            assert!(
                grammar.header().is_ascii() || grammar.rule.chars().count() < 90,
                "{tag}: {}",
                grammar.rule
            );
        }
    }

    #[test]
    fn categories_are_those_of_whole_numbers() {
        let letters = |tag| Grammar::new(tag).expect(tag).letters().into_iter().collect::<String>();
        assert_eq!(letters("ja"), "x");
        assert_eq!(letters("de"), "ox");
        assert_eq!(letters("pl"), "fmo", "whole numbers never have the category other");
        assert_eq!(letters("cs"), "fox");
        assert_eq!(letters("ar"), "fmotxz");
    }

    #[test]
    fn plural_rules_compile_to_a_few_characters() {
        assert_eq!(Grammar::new("sv").expect("known").header(), "ltr\nx1o1x");
        assert_eq!(Grammar::new("he").expect("known").header(), "rtl\nx1o1t1x");
    }

    #[test]
    fn a_language_without_rules_is_refused() {
        for tag in ["", "xx", "kw"] {
            assert!(Grammar::new(tag).is_err(), "{tag}");
        }
    }
}
