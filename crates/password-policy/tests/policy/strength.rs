//! Common patterns are weak, passphrases and random passwords are strong.

use password_policy::{Policy, PolicyRules, Strength};
use proptest::prelude::*;

fn strength(password: &str) -> Strength {
    let rules = PolicyRules {
        account_name: "anna".to_owned(),
        display_name: "Anna Lundqvist".to_owned(),
        banned_words: vec!["fabrikam".to_owned()],
        ..PolicyRules::default()
    };
    Policy::new(&rules).strength(password)
}

#[test]
fn common_patterns_are_very_weak() {
    for password in [
        "",
        "a",
        "password",
        "Password1",
        "Password1!",
        "P@ssw0rd123",
        "Summer2024!",
        "Sommar2024!",
        "qwertyuiop",
        "asdfghjkl",
        "poiuytrewq",
        "1qaz2wsx3edc",
        "12345678",
        "987654321",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "abcabcabcabc",
        "19841984",
        "Lundqvist1984",
        "Anna-Lundqvist",
        "Fabrikam2024!",
        "passwordpassword",
        "!!!!!!!!!!!!",
        "1234567890qwertyuiop",
    ] {
        assert_eq!(strength(password), Strength::VeryWeak, "{password}");
    }
}

/// Each counts as little more than one part, however long it is.
#[test]
fn months_walks_repeats_and_dates_are_one_part() {
    for password in [
        "Sommar2026",
        "Sommar2026!",
        "sommar-26!",
        "2026Sommar!",
        "Maj2026!",
        "Okt.2025",
        "Dezember_2026!",
        "2026-Juillet",
        "Qwertz123!",
        "Azertyuiop!",
        "Mlkjhgfdsq1",
        "Ztrewq2026!",
        "!@#$%^&*()Qw",
        "1q2w3e4r5t6y",
        "Xyz-Xyz-Xyz-Xyz",
        "24.12.1984",
        "1984-12-24!",
        "12/24/84Aa",
        "24121984Aa",
        "19841224Aa",
    ] {
        assert_eq!(strength(password), Strength::VeryWeak, "{password}");
    }
}

/// Looks like a date or a month, and is none.
#[test]
fn other_numbers_and_words_count_in_full() {
    for (like, unlike) in
        [("24121984kx", "72931875kx"), ("Kx-24.12.84", "Kx-24.92.84"), ("kxmaj26", "kxmåj26")]
    {
        assert!(strength(like) < strength(unlike), "{like}, {unlike}");
    }
}

#[test]
fn short_or_partly_common_passwords_are_weak_or_fair() {
    for (password, expected) in [
        ("Start-Passw0rd!", Strength::Weak),
        ("xk9bqte", Strength::Weak),
        ("Kx7-Kx7", Strength::Weak),
        ("tricycles", Strength::Weak),
        ("xK9!bqTe", Strength::Fair),
        ("xK9!bqTe#7", Strength::Strong),
    ] {
        assert_eq!(strength(password), expected, "{password}");
    }
}

#[test]
fn passphrases_and_random_passwords_are_very_strong() {
    for password in [
        "correct horse battery staple",
        "vilken-bil-simmar-norrut",
        "xK9!bqTe7#mZ",
        "gul stol dricker kaffe på taket",
        "7fQ-mk2W-zp9X",
        "漢字仮名交じり文の長い合言葉",
    ] {
        assert_eq!(strength(password), Strength::VeryStrong, "{password}");
    }
}

/// The page evaluates at every keystroke, even if a long text is pasted.
#[test]
fn long_text_is_rated_by_its_beginning() {
    assert_eq!(strength(&"a".repeat(1_000_000)), Strength::VeryWeak);
    assert_eq!(strength(&"xK9!bqTe".repeat(100_000)), Strength::Strong);
}

#[test]
fn scores_are_zero_to_four() {
    use Strength::{Fair, Strong, VeryStrong, VeryWeak, Weak};
    assert_eq!([VeryWeak, Weak, Fair, Strong, VeryStrong].map(Strength::score), [0, 1, 2, 3, 4]);
}

proptest! {
    #[test]
    fn any_text_has_a_strength(password: String) {
        strength(&password);
    }
}
