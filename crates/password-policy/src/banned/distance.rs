//! The edit distance of one: one character changed, added or removed.

pub(super) fn is_within_one_edit(one: &[char], other: &[char]) -> bool {
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same_start = one.iter().zip(other).take_while(|(left, right)| left == right).count();
    let same_end = one.iter().rev().zip(other.iter().rev()).take_while(|(left, right)| left == right).count();
    same_start + same_end + 1 >= one.len().max(other.len())
}

#[cfg(test)]
mod tests {
    use super::is_within_one_edit;
    use proptest::prelude::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The textbook recursion.
    fn distance(one: &[char], other: &[char]) -> usize {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([left, one_rest @ ..], [right, other_rest @ ..]) if left == right => {
                distance(one_rest, other_rest)
            }
            ([_, one_rest @ ..], [_, other_rest @ ..]) => {
                let changed = distance(one_rest, other_rest);
                1 + changed.min(distance(one_rest, other)).min(distance(one, other_rest))
            }
        }
    }

    #[test]
    fn the_published_examples_are_one_edit_away() {
        for close in ["abcdef", "abcdeg", "abcdefg", "abcde", "bcdef", "xabcdef", "abXcdef", "abdef"] {
            assert!(is_within_one_edit(&chars("abcdef"), &chars(close)), "{close}");
        }
        for far in ["abcd", "abcdegh", "abcdefgh", "bacdef", "fedcba", ""] {
            assert!(!is_within_one_edit(&chars("abcdef"), &chars(far)), "{far}");
        }
    }

    proptest! {
        #[test]
        fn one_edit_agrees_with_the_textbook_distance(one in "[abc]{0,7}", other in "[abc]{0,7}") {
            let (one, other) = (chars(&one), chars(&other));
            prop_assert_eq!(is_within_one_edit(&one, &other), distance(&one, &other) <= 1);
        }
    }
}
