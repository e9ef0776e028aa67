//! Text without invisible characters, and digits and dashes of any script.

/// The first digits of the scripts that have their own ten (Unicode 16, general category Nd). The others follow.
const ZEROS: [u32; 75] = [
    0x0030, 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
    0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x1_04a0,
    0x1_0d30, 0x1_0d40, 0x1_1066, 0x1_10f0, 0x1_1136, 0x1_11d0, 0x1_12f0, 0x1_1450, 0x1_14d0, 0x1_1650,
    0x1_16c0, 0x1_16d0, 0x1_16da, 0x1_1730, 0x1_18e0, 0x1_1950, 0x1_1bf0, 0x1_1c50, 0x1_1d50, 0x1_1da0,
    0x1_1f50, 0x1_6130, 0x1_6a60, 0x1_6ac0, 0x1_6b50, 0x1_6d70, 0x1_ccf0, 0x1_d7ce, 0x1_d7d8, 0x1_d7e2,
    0x1_d7ec, 0x1_d7f6, 0x1_e140, 0x1_e2f0, 0x1_e4f0, 0x1_e5f1, 0x1_e950,
];

/// Returns a text without invisible characters, with a plain space for each other kind of space, and without spaces
/// around it.
pub fn plain(text: &str) -> String {
    let visible = text.chars().filter(|letter| !is_invisible(*letter));
    let spaced = visible.map(|letter| if letter.is_whitespace() { ' ' } else { letter });
    spaced.collect::<String>().trim().to_owned()
}

/// Returns whether a character takes up no space: marks of format and direction, joiners, fillers and selectors of
/// variants (Unicode's `Default_Ignorable_Code_Point`, and the other characters of category Cf).
pub fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}'
        | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Returns the value of a digit of any script.
pub fn digit(letter: char) -> Option<u8> {
    let code = u32::from(letter);
    let zero = ZEROS.iter().rev().find(|zero| **zero <= code && code - **zero < 10)?;
    u8::try_from(code - zero).ok()
}

/// Returns a text with plain digits for those of any script.
pub fn with_plain_digits(text: &str) -> String {
    text.chars().map(|letter| digit(letter).map_or(letter, |value| char::from(b'0' + value))).collect()
}

/// Returns a text with the plain hyphen and the plain apostrophe, for which phones and word processors put others. The
/// mark of long vowels in Japanese is a letter.
pub fn with_plain_marks(text: &str) -> String {
    let plain = |letter| match letter {
        '\u{2018}'..='\u{201b}' | '\u{2b9}' | '\u{2bc}' | '\u{2032}' | '\u{b4}' | '`' => '\'',
        '\u{30fc}' | '\u{ff70}' => letter,
        dash if is_dash(dash) => '-',
        other => other,
    };
    text.chars().map(plain).collect()
}

/// Returns whether a character is a dash of any kind: a hyphen, a minus sign or a longer dash.
pub fn is_dash(letter: char) -> bool {
    matches!(
        letter,
        '-' | '\u{58a}' | '\u{5be}' | '\u{2d7}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207b}'
                | '\u{208b}'
                | '\u{2212}'
                | '\u{2e17}'
                | '\u{2e1a}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{2e40}'
                | '\u{2e5d}'
                | '\u{301c}'
                | '\u{3030}'
                | '\u{30a0}'
                | '\u{30fc}'
                | '\u{fe31}'
                | '\u{fe32}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{ff70}'
                | '\u{10ead}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_and_odd_spaces_are_dropped() {
        let pasted = "\u{feff}\u{202a} an\u{200b}na\u{a0}\u{2009}b\u{ad}o\u{202c}\u{3000}\r\n";
        assert_eq!(plain(pasted), "anna  bo");
        assert_eq!(plain("\u{200e}\u{2066}\u{2069}\u{e0061}"), "");
        assert_eq!(plain("Ünal Żuraw"), "Ünal Żuraw");
    }

    #[test]
    fn digits_of_any_script_are_plain() {
        let typed = "٠١٢٣ ۴۵ १२ ７８ 𝟗 \u{1e952}";
        assert_eq!(with_plain_digits(typed), "0123 45 12 78 9 2");
        for zero in ZEROS {
            let letters = (0..10).filter_map(|value| char::from_u32(zero + value));
            assert_eq!(
                letters.filter_map(digit).collect::<Vec<_>>(),
                (0..10).collect::<Vec<_>>(),
                "{zero:x}"
            );
        }
        assert_eq!(['/', ':', '²', 'x'].map(digit), [None; 4]);
    }

    #[test]
    fn hyphens_and_apostrophes_are_the_plain_ones() {
        assert_eq!(with_plain_marks("karl\u{2011}erik o’neil d‘a d´a a—b"), "karl-erik o'neil d'a d'a a-b");
        assert_eq!(with_plain_marks("ユーザー ü_x"), "ユーザー ü_x");
    }

    #[test]
    fn every_kind_of_dash_is_one() {
        assert!("-‐‑‒–—―−－﹣".chars().all(is_dash));
        assert!(!"_~.+ ".chars().any(is_dash));
    }
}
