use proptest::prelude::*;

use super::{Alphabet, segments};

/// Returns the segments of as many letters as fit into one segment, and of one more.
fn at_boundary(letter: &str, count: usize) -> (usize, usize) {
    (segments(&letter.repeat(count)), segments(&letter.repeat(count + 1)))
}

#[test]
fn one_other_letter_leaves_70_characters() {
    assert_eq!(at_boundary("a", 160), (1, 2));
    assert_eq!(at_boundary("ł", 70), (1, 2));
    assert_eq!(at_boundary("€", 80), (1, 2), "two septets each");
    assert_eq!(at_boundary("🔑", 35), (1, 2), "a surrogate pair each");
    assert_eq!(segments(""), 1);
}

#[test]
fn each_of_several_segments_takes_less() {
    assert_eq!(at_boundary("a", 306), (2, 3));
    assert_eq!(at_boundary("م", 134), (2, 3));
    assert_eq!(at_boundary("a", 459), (3, 4));
}

#[test]
fn no_character_is_split_between_segments() {
    assert_eq!(at_boundary("€", 152), (2, 3), "76 of them take 152 of 153 septets");
    assert_eq!(at_boundary("🔑", 66), (2, 3), "33 of them take 66 of 67 units");
}

proptest! {
    #[test]
    fn count_is_right_at_every_length(length in 0_usize..2_000, ucs2 in any::<bool>()) {
        let (letter, room, shared) = if ucs2 { ("я", 70, 67) } else { ("a", 160, 153) };
        let expected = if length <= room { 1 } else { length.div_ceil(shared) };
        prop_assert_eq!(segments(&letter.repeat(length)), expected);
    }

    #[test]
    fn longer_text_never_takes_fewer_segments(text in "\\PC{0,200}", letter in "\\PC") {
        let longer = format!("{text}{letter}");
        prop_assume!(Alphabet::for_text(&text) == Alphabet::for_text(&longer));
        prop_assert!(segments(&text) <= segments(&longer));
    }
}
