//! The spelling of codes that users type: Crockford's base 32, in groups of four.

/// The number of random bytes of a code: 80 bits.
pub const CODE_BYTES: usize = 10;
/// The letters of Crockford's base 32, no two of which look alike.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Spells 80 bits as four groups of four letters, with hyphens between them.
pub fn spell(random: [u8; CODE_BYTES]) -> String {
    let bits = random.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let letter = |index: usize| {
        let five = usize::try_from(bits >> (75 - 5 * index) & 31).unwrap_or(0);
        LETTERS.get(five).copied().map_or('0', char::from)
    };
    let letters: Vec<char> = (0..16).map(letter).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Returns the code without hyphens and spaces, in capitals, with `O` read as zero and `I` and `L` as one. Codes are
/// stored and compared in this form.
pub fn normalize(typed: &str) -> String {
    let read = |letter| match letter {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    input::code::capitals(typed).chars().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::{normalize, spell};

    #[test]
    fn a_code_is_80_bits_in_four_groups() {
        assert_eq!(spell([0; 10]), "0000-0000-0000-0000");
        assert_eq!(spell([255; 10]), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        assert_eq!(spell([0, 0, 0, 0, 0, 0, 0, 0, 0, 33]), "0000-0000-0000-0011");
    }

    #[test]
    fn each_of_the_80_bits_changes_the_code() {
        let mut codes: Vec<String> = (0..80)
            .map(|bit| {
                let mut random = [0; 10];
                random[bit / 8] = 1 << (bit % 8);
                spell(random)
            })
            .collect();
        codes.push(spell([0; 10]));
        codes.sort();
        codes.dedup();

        assert_eq!(codes.len(), 81);
    }

    #[test]
    fn similar_letters_and_white_space_are_normalized() {
        assert_eq!(normalize(" 0o1i-lLzz\n"), "001111ZZ");
    }

    #[test]
    fn differently_typed_codes_are_equal() {
        let meant = normalize("01AB-CDEF-GHJK-MNPQ");
        let typed = [
            "01abcdefghjkmnpq",
            "O1AB CDEF GHJK MNPQ",
            "oIAB-CDEF-GHJK-MNPQ",
            "olab-cdef-ghjk-mnpq",
            " 0 1 A B C D E F G H J K M N P Q ",
            "01AB–CDEF—GHJK_MNPQ.",
            "\u{202a}٠１ＡＢ\u{2011}CDEF\u{200b}-GHJK\u{a0}MNPQ",
        ];

        for code in typed {
            assert_eq!(normalize(code), meant, "{code}");
        }
        assert_ne!(normalize("01AB-CDEF-GHJK-MNPR"), meant);
        assert_ne!(normalize("01AB-CDEF-GHJK-MNP"), meant);
    }
}
