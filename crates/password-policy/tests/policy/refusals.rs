//! Tests every rule just before, at and just after its boundary.

use password_policy::{Checklist, MAXIMUM_LENGTH, Mark, Policy, PolicyRules, Refusal, Strength};
use proptest::prelude::*;

fn anna(minimum_length: u32, complexity: bool) -> Policy {
    anna_with_floor(minimum_length, complexity, Strength::VeryWeak)
}

fn anna_with_floor(minimum_length: u32, complexity: bool, minimum_strength: Strength) -> Policy {
    Policy::new(&PolicyRules {
        minimum_length,
        complexity,
        account_name: "anna.b".to_owned(),
        display_name: "Bo-Erik Öst, MSc#Åsa_Li\tLundqvist. Contoso AB".to_owned(),
        banned_words: vec!["Fabrikam".to_owned()],
        minimum_strength,
    })
}

#[test]
fn an_empty_password_has_one_refusal() {
    assert_eq!(anna(8, true).evaluate(""), [Refusal::Empty]);
    assert_eq!(anna(0, false).evaluate(""), [Refusal::Empty]);
}

#[test]
fn length_counts_utf_16_code_units() {
    let policy = anna(8, false);
    let too_short = [Refusal::TooShort { minimum: 8 }];
    assert_eq!(policy.evaluate("gk5-xw2"), too_short);
    assert_eq!(policy.evaluate("gk5-xw2v"), []);
    assert_eq!(policy.evaluate("gk5-xåä"), too_short);
    assert_eq!(policy.evaluate("gk5-xåäö"), []);
    assert_eq!(policy.evaluate("gk5-😀w"), too_short);
    assert_eq!(policy.evaluate("gk5-😀wx"), []);
}

#[test]
fn passwords_have_at_most_256_code_units() {
    let long = |characters: usize| "gk5-xw2v".chars().cycle().take(characters).collect::<String>();
    let policy = anna(8, false);
    assert_eq!(policy.evaluate(&long(256)), []);
    assert_eq!(policy.evaluate(&long(257)), [Refusal::TooLong { maximum: MAXIMUM_LENGTH }]);
    assert_eq!(policy.evaluate(&"😀".repeat(128)), []);
    assert_eq!(policy.evaluate(&"😀".repeat(129)), [Refusal::TooLong { maximum: MAXIMUM_LENGTH }]);
}

#[test]
fn complexity_is_checked_only_if_required() {
    assert_eq!(anna(0, true).evaluate("gkxwvrtz"), [Refusal::NotComplex]);
    assert_eq!(anna(0, true).evaluate("gkxwvrt5"), [Refusal::NotComplex]);
    assert_eq!(anna(0, true).evaluate("gkxwVrt5"), []);
    assert_eq!(anna(0, false).evaluate("gkxwvrtz"), []);
}

/// Active Directory splits the display name, not the account name, and checks parts of three or more characters.
#[test]
fn names_of_three_characters_are_refused_with_complexity() {
    let policy = anna(0, true);
    for named in
        ["ANNA.B-K5x9w", "K5x9-ERIKw2v", "K5x9öSTw2v", "K5x9-mscW2v", "K5x9-ÅSAw2v", "K5x9-LundQvist"]
    {
        assert_eq!(policy.evaluate(named), [Refusal::ContainsName], "{named}");
    }
    for free in ["Anna-K5x9w", "K5x9-Bo-w2v", "K5x9-Li-w2v", "K5x9-AB-w2v", "K5x9-Lundqvis"] {
        assert_eq!(policy.evaluate(free), [], "{free}");
    }
}

/// Entra always checks names of four or more characters in the normalized password.
#[test]
fn names_of_four_characters_are_always_refused() {
    let policy = anna(0, false);
    for named in ["@NN@.b-k5x9w", "k5x9-erikw2v", "k5x9-lundqv1st-lundqvist", "C0nt0$o-k5x9w"] {
        assert_eq!(policy.evaluate(named), [Refusal::ContainsName], "{named}");
    }
    for free in ["k5x9-öst-w2v", "k5x9-msc-w2v", "k5x9-åsa-w2v"] {
        assert_eq!(policy.evaluate(free), [], "{free}");
    }
}

#[test]
fn a_normalized_password_may_not_contain_the_name() {
    let rules = PolicyRules { display_name: "Poll".to_owned(), ..PolicyRules::default() };
    assert_eq!(Policy::new(&rules).evaluate("p0LL23fb"), [Refusal::ContainsName]);
    let rules = PolicyRules { display_name: "Pol".to_owned(), ..PolicyRules::default() };
    assert_eq!(Policy::new(&rules).evaluate("p0LL23fb"), []);
}

#[test]
fn short_names_have_no_rule() {
    let policy = Policy::new(&PolicyRules {
        account_name: "ab".to_owned(),
        complexity: true,
        ..PolicyRules::default()
    });
    assert_eq!(policy.checklist("ab-K5x9w").name, Mark::NotApplicable);
    let policy = Policy::new(&PolicyRules {
        account_name: "abc".to_owned(),
        complexity: true,
        ..PolicyRules::default()
    });
    assert_eq!(policy.checklist("abc-K5x9w").name, Mark::NotMet);
    let policy = Policy::new(&PolicyRules { account_name: "abc".to_owned(), ..PolicyRules::default() });
    assert_eq!(policy.checklist("abc-K5x9w").name, Mark::NotApplicable);
}

/// Each of these meets every rule of a new domain.
#[test]
fn passwords_below_the_floor_are_refused() {
    for (password, strength) in [
        ("Sommar2026", Strength::VeryWeak),
        ("Start-Passw0rd!", Strength::Weak),
        ("xK9!bqTe", Strength::Fair),
        ("xK9!bqTe#7", Strength::Strong),
        ("xK9!bqTe7#mZ", Strength::VeryStrong),
    ] {
        for floor in Strength::ALL {
            let policy = anna_with_floor(8, true, floor);
            let expected = if strength < floor { vec![Refusal::TooWeak] } else { Vec::new() };
            assert_eq!(policy.evaluate(password), expected, "{password}, {floor:?}");
        }
    }
}

#[test]
fn all_refusals_are_returned_in_order() {
    let expected = [
        Refusal::TooShort { minimum: 20 },
        Refusal::NotComplex,
        Refusal::ContainsName,
        Refusal::Banned { part: "Fabrikam".to_owned() },
        Refusal::TooWeak,
    ];
    assert_eq!(anna_with_floor(20, true, Strength::Fair).evaluate("östfabrikam"), expected);
}

#[test]
fn an_empty_password_meets_no_rule_that_applies() {
    let none = Mark::NotMet;
    let all = Checklist { length: none, complexity: none, name: none, banned: none, strength: none };
    assert_eq!(anna_with_floor(8, true, Strength::Weak).checklist(""), all);
    let policy = Policy::new(&PolicyRules::default());
    let other = Mark::NotApplicable;
    let some = Checklist { complexity: other, name: other, strength: other, ..all };
    assert_eq!(policy.checklist(""), some);
}

#[test]
fn nothing_of_the_account_is_printed() {
    let printed = format!("{:?}", anna(8, true)).to_lowercase();
    assert!(!printed.contains("lundqvist") && !printed.contains("anna"), "{printed}");
}

proptest! {
    #[test]
    fn checklist_and_refusals_agree(
        password in "\\PC{0,3}(erik|öst|fabrikam|passw0rd)?\\PC{0,8}",
        minimum_length in 0_u32..12,
        complexity: bool,
        floor in proptest::sample::select(Strength::ALL.to_vec()),
    ) {
        let policy = anna_with_floor(minimum_length, complexity, floor);
        let (refusals, list) = (policy.evaluate(&password), policy.checklist(&password));
        prop_assert_eq!(refusals.is_empty(), !list.marks().contains(&Mark::NotMet));
        if !password.is_empty() {
            let expected = [
                refusals.iter().any(|r| matches!(r, Refusal::TooShort { .. } | Refusal::TooLong { .. })),
                refusals.contains(&Refusal::NotComplex),
                refusals.contains(&Refusal::ContainsName),
                refusals.iter().any(|r| matches!(r, Refusal::Banned { .. })),
                refusals.contains(&Refusal::TooWeak),
            ];
            prop_assert_eq!(list.marks().map(|mark| mark == Mark::NotMet), expected);
        }
    }
}
