//! Plural categories (CLDR, cardinal) of whole numbers, by a rule that `texts-compiler` writes.
//!
//! A rule is the run-length table of the categories of 0 to 199: a category's letter and the length of the run, as the
//! character so far behind `0`; the last run has no length. Larger numbers are like 100 to 199, by their last two
//! digits. In some languages, CLDR has a separate category for millions; no value is so large.

/// The CLDR categories, each with its letter in rules and keys.
pub const CATEGORIES: [(&str, char); 6] =
    [("zero", 'z'), ("one", 'o'), ("two", 't'), ("few", 'f'), ("many", 'm'), ("other", 'x')];

/// The size of a rule's table, which covers the numbers from 0. Larger numbers repeat its second half.
pub const TABLE: u32 = 200;

/// The character of length 0; those after it are the longer lengths.
pub const NO_LENGTH: char = '0';

/// Returns the letter of a number's category, or that of `other` if the rule is damaged.
pub fn category(rule: &str, number: u32) -> char {
    let mut left = if number < TABLE { number } else { 100 + number % 100 };
    let mut runs = rule.chars();
    while let Some(letter) = runs.next() {
        let length = runs.next().map_or(TABLE, |length| u32::from(length) - u32::from(NO_LENGTH));
        if left < length {
            return letter;
        }
        left -= length;
    }
    'x'
}

#[cfg(test)]
mod tests {
    use super::category;

    #[test]
    fn category_is_read_from_the_lengths_of_runs() {
        let english = "x1o1x";
        let letters: String =
            [0, 1, 2, 100, 101, 199, 200, 1_000_001].map(|number| category(english, number)).iter().collect();
        assert_eq!(letters, "xoxxxxxx");
        assert_eq!(category("x", 7), 'x');
        assert_eq!(category("", 7), 'x');
    }

    #[test]
    fn numbers_above_the_table_repeat_its_second_half() {
        // 11 is too long for a digit.
        let rule = "x;o1x";
        assert_eq!([10, 11, 12].map(|number| category(rule, number)), ['x', 'o', 'x']);
        assert_eq!(category(rule, 211), 'x', "211 has the category of 111");
    }
}
