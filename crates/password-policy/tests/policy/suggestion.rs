//! Every suggestion meets every rule, whatever the policy.

use std::collections::BTreeSet;

use password_policy::{MAXIMUM_LENGTH, Policy, PolicyRules, Strength, Suggestion, suggest};
use proptest::{prelude::*, sample::select};

const LISTS: [(&str, &str); 3] = [
    ("en", include_str!("../../src/suggestion/en.txt")),
    ("sv", include_str!("../../src/suggestion/sv.txt")),
    ("de", include_str!("../../src/suggestion/de.txt")),
];

/// Returns a suggestion with the random numbers that follow from a seed (`SplitMix64`).
fn suggestion(rules: &PolicyRules, words: &str, mut seed: u64) -> Option<Suggestion> {
    let random = || {
        seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or_default()
    };
    suggest(&Policy::new(rules), words, random)
}

#[test]
fn words_are_short_small_letters_and_once_in_a_list() {
    for (language, list) in LISTS {
        let words: Vec<&str> = list.split_whitespace().collect();
        let once: BTreeSet<&str> = words.iter().copied().collect();
        assert_eq!(once.len(), words.len(), "{language}");
        assert!(words.len() >= 1100, "{language}: four words and a number have at least 50 bits");
        let is_short =
            |word: &&str| (4..=7).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
        assert_eq!(words.iter().find(|word| !is_short(word)), None, "{language}");
    }
}

#[test]
fn suggestion_is_four_words_and_a_number() {
    for (language, list) in LISTS {
        let suggestion = suggestion(&PolicyRules::default(), list, 1).expect(language);
        let parts: Vec<&str> = suggestion.password.split('-').collect();
        assert_eq!(parts.len(), 5, "{:?}", suggestion.password);
        assert!(suggestion.bits() >= 50, "{language}: {}", suggestion.bits());
        assert!(!format!("{suggestion:?}").contains(parts.first().copied().unwrap_or_default()));
    }
}

#[test]
fn impossible_policies_get_no_suggestion() {
    let rules = |minimum_length| PolicyRules { minimum_length, ..PolicyRules::default() };
    let longest = suggestion(&rules(MAXIMUM_LENGTH - 10), "fjord lamp", 1);
    assert!(longest.is_some_and(|longest| longest.password.len() <= MAXIMUM_LENGTH as usize));
    assert_eq!(suggestion(&rules(MAXIMUM_LENGTH + 1), "fjord lamp", 1), None);
    assert_eq!(suggestion(&rules(8), "", 1), None);
}

fn rules() -> impl Strategy<Value = PolicyRules> {
    let word = || "[a-zåäöß0-9$@]{4,16}";
    let listed = LISTS.iter().flat_map(|(_, list)| list.split_whitespace()).collect::<Vec<_>>();
    let account_name = prop_oneof![
        "[a-z]{2,8}([.-][a-z]{1,8})?",
        "\\PC{0,20}",
        select(listed.clone()).prop_map(str::to_owned)
    ];
    let display_name = prop_oneof![
        "[A-ZÅÄÖ][a-zåäö]{1,8}( [A-ZÅÄÖ][a-zåäö-]{1,12}){0,3}",
        "\\PC{0,40}",
        "[a-z]{3}( [a-z]{3}){0,4}"
    ];
    let banned_words = prop::collection::vec(
        prop_oneof![word().prop_map(String::from), select(listed).prop_map(str::to_owned)],
        0..40,
    );
    let minimum_length = prop_oneof![8 => 0_u32..30, 1 => 30_u32..200];
    (minimum_length, any::<bool>(), account_name, display_name, banned_words, select(Strength::ALL.to_vec()))
        .prop_map(
            |(minimum_length, complexity, account_name, display_name, banned_words, minimum_strength)| {
                PolicyRules {
                    minimum_length,
                    complexity,
                    account_name,
                    display_name,
                    banned_words,
                    minimum_strength,
                }
            },
        )
}

proptest! {
    #[test]
    fn every_rule_of_every_policy_accepts_the_suggestion(
        rules in rules(),
        (language, words) in select(LISTS.to_vec()),
        seed: u64,
    ) {
        let suggestion = suggestion(&rules, words, seed);
        prop_assert!(suggestion.is_some(), "{language}: {rules:?}");
        if let Some(suggestion) = suggestion {
            prop_assert_eq!(Policy::new(&rules).evaluate(&suggestion.password), []);
            prop_assert!(suggestion.bits() >= 50);
        }
    }
}
