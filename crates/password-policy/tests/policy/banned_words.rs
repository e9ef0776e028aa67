//! The published examples of Entra Password Protection, and the matcher against a slow and simple one.

use password_policy::{Policy, PolicyRules, Refusal, check_banned_words};
use proptest::prelude::*;

const LIST: &str = include_str!("../../src/banned/words.txt");

/// Returns the words of the list, without the marks of months and seasons, and without the walks over keyboards.
fn listed_words() -> impl Iterator<Item = &'static str> {
    let words = LIST.split_whitespace().filter(|word| !word.ends_with('+'));
    words.map(|word| word.trim_end_matches('*'))
}

/// Returns those that are banned: all but short names of months and seasons.
fn common_words() -> Vec<&'static str> {
    listed_words().filter(|word| word.chars().count() >= 4).collect()
}

fn policy(banned_words: &[&str]) -> Policy {
    let banned_words = banned_words.iter().map(|word| (*word).to_owned()).collect();
    Policy::new(&PolicyRules { banned_words, ..PolicyRules::default() })
}

#[expect(clippy::panic, reason = "a test stops at the first surprise")]
fn banned(policy: &Policy, password: &str) -> Option<String> {
    match policy.evaluate(password).as_slice() {
        [] => None,
        [Refusal::Banned { part }] => Some(part.clone()),
        others => panic!("{others:?}"),
    }
}

#[test]
fn normalization_finds_the_word() {
    assert_eq!(banned(&policy(&["blank"]), "Bl@nK").as_deref(), Some("blank"));
    assert_eq!(banned(&policy(&["Bl@nk"]), "blank").as_deref(), Some("Bl@nk"));
}

#[test]
fn one_edit_is_close_enough() {
    for password in ["abcdef", "abcdeg", "abcdefg", "abcde"] {
        assert!(banned(&policy(&["abcdef"]), password).is_some(), "{password}");
    }
    for password in ["wigdet", "widg", "wxdgex"] {
        assert_eq!(banned(&policy(&["widget"]), password), None, "{password}");
    }
    for password in ["widgez", "widgets", "widge", "Widge", "w1dget"] {
        assert_eq!(banned(&policy(&["widget"]), password).as_deref(), Some("widget"), "{password}");
    }
}

#[test]
fn four_points_are_too_few_and_five_are_enough() {
    let policy = policy(&["contoso", "blank"]);
    assert_eq!(banned(&policy, "C0ntos0Blank12").as_deref(), Some("contoso"));
    assert_eq!(banned(&policy, "ContoS0Bl@nkf9!"), None);
    assert_eq!(banned(&policy, "contoso").as_deref(), Some("contoso"));
    assert_eq!(banned(&policy, "contosoxyz").as_deref(), Some("contoso"));
    assert_eq!(banned(&policy, "contosowxyz"), None);
    assert_eq!(banned(&policy, "blankcontosoblankblank").as_deref(), Some("contoso"));
    assert_eq!(banned(&policy, "blankcontosoblankblankblank"), None);
}

#[test]
fn company_words_are_refused() {
    let policy = policy(&["Contoso", "London", "Widget"]);
    for password in ["Contoso!1", "Contoso@London", "ContosoWidget", "!Contoso", "LondonHQ"] {
        assert!(banned(&policy, password).is_some(), "{password}");
    }
}

#[test]
fn obvious_words_are_banned_everywhere() {
    let policy = policy(&[]);
    for (password, part) in [
        ("Password123", "password"),
        ("P@$$w0rd!", "password"),
        ("Summer2024!", "summer"),
        ("Sommar2024!", "sommar"),
        ("Välkommen1!", "välkommen"),
        ("Qwertyuiop1!", "qwertyuiop"),
        ("November2026!", "november"),
        ("1q2w3e4r", "1q2w3e4r"),
        ("Welcome1", "welcome"),
    ] {
        let found = banned(&policy, password);
        assert!(found.is_none() || found.as_deref() == Some(part), "{password}: {found:?}");
        let points_beside = password.chars().count() - part.chars().count();
        assert_eq!(found.is_some(), points_beside + 1 < 5, "{password}");
    }
    assert_eq!(banned(&policy, "Start-Passw0rd!"), None);
    assert_eq!(banned(&policy, "correct horse battery staple"), None);
}

#[test]
fn the_list_of_common_words_is_valid() {
    let banned: Vec<String> = common_words().into_iter().map(str::to_owned).collect();
    assert_eq!(check_banned_words(&banned), Ok(()));
    let words: Vec<&str> = listed_words().collect();
    assert!(words.iter().all(|word| word.to_lowercase() == *word));
    let mut once = words.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), words.len());
}

/// The rule as it is published, however slow.
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]
mod oracle {
    pub(super) fn normalize(text: &str) -> Vec<char> {
        let lower = text.chars().map(|c| c.to_lowercase().next().unwrap());
        lower
            .map(|c| match c {
                '0' => 'o',
                '1' => 'l',
                '$' => 's',
                '@' => 'a',
                c => c,
            })
            .collect()
    }

    fn distance(one: &[char], other: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=other.len()).collect();
        for (above, left) in one.iter().enumerate() {
            let mut next = vec![above + 1];
            for (at, right) in other.iter().enumerate() {
                next.push((row[at] + usize::from(left != right)).min(row[at + 1] + 1).min(next[at] + 1));
            }
            row = next;
        }
        row[other.len()]
    }

    fn points(text: &[char], words: &[Vec<char>]) -> usize {
        let Some((_, rest)) = text.split_first() else { return 0 };
        let starting = words.iter().filter(|word| text.starts_with(word));
        let with_word = starting.map(|word| points(&text[word.len()..], words));
        1 + with_word.chain([points(rest, words)]).min().unwrap()
    }

    /// Returns the words found if the password has too few points.
    pub(super) fn refuses(password: &str, words: &[&str]) -> Vec<Vec<char>> {
        let text = normalize(password);
        let words: Vec<Vec<char>> = words.iter().map(|word| normalize(word)).collect();
        let close: Vec<_> = words.iter().filter(|word| distance(word, &text) <= 1).cloned().collect();
        if !close.is_empty() {
            return close;
        }
        let within = |word: &&Vec<char>| text.windows(word.len()).any(|window| window == word.as_slice());
        let found: Vec<_> = words.iter().filter(within).cloned().collect();
        if points(&text, &words) < 5 { found } else { Vec::new() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_matcher_agrees_with_the_oracle(
        password in "(blank|bl@nk|conto|contoso|C0nt0s0|oslo|summer|qwerty|1|[a-cs0-9!]){1,6}",
        custom in proptest::collection::vec("[abo]{4,6}|blank|contoso|conto|slob|tos0bl", 0..5),
    ) {
        let custom: Vec<&str> = custom.iter().map(String::as_str).collect();
        let words: Vec<&str> = common_words().into_iter().chain(custom.iter().copied()).collect();
        let found = oracle::refuses(&password, &words);
        let longest = found.iter().map(Vec::len).max();
        match banned(&policy(&custom), &password) {
            None => prop_assert_eq!(longest, None),
            Some(part) => {
                let part = oracle::normalize(&part);
                prop_assert!(found.contains(&part), "{:?} is not in {:?}", part, found);
                prop_assert_eq!(Some(part.len()), longest);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_evaluated(password: String, custom in proptest::collection::vec(any::<String>(), 0..5)) {
        let custom: Vec<&str> = custom.iter().map(String::as_str).collect();
        policy(&custom).evaluate(&password);
    }
}

#[test]
fn the_list_of_common_words_may_be_replaced() {
    let rules = PolicyRules { banned_words: vec!["contoso".to_owned()], ..PolicyRules::default() };
    let own = Policy::with_common_words(&rules, "fabrikam adatum");
    for (password, is_banned) in [("Fabrikam1", true), ("Contoso1", true), ("Password1", false)] {
        assert_eq!(!own.evaluate(password).is_empty(), is_banned, "{password}");
    }
}
