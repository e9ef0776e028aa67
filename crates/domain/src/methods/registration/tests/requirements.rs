//! The methods that count, and what a session must do about them.

use super::*;

#[test]
fn two_gates_need_methods_of_two_kinds() {
    let two = with(&[("a", app()), ("n", Credential::Destination(number("h")))]);
    assert!(!requirements(&two, &[], &two_gates(), 1).lacks_methods);
    let same =
        with(&[("n", Credential::Destination(number("h"))), ("m", Credential::Destination(number("i")))]);
    assert!(requirements(&same, &[], &two_gates(), 1).lacks_methods);
}

#[test]
fn passkey_is_enough_by_policy_but_not_for_administrators() {
    let one = with(&[("p", passkey())]);
    assert!(!requirements(&one, &[], &two_gates(), 1).lacks_methods);
    let mut policy = two_gates();
    policy.gates.passkey_is_enough = false;
    assert!(requirements(&one, &[], &policy, 1).lacks_methods);
    let limits = AccountLimits::default();
    assert!(SessionRequirements::evaluate(&one, &[], true, &limits, &two_gates(), at(1)).lacks_methods);
}

#[test]
fn directory_destinations_count_once_and_by_policy() {
    let mut policy = two_gates();
    let registered = with(&[("n", Credential::Destination(number("h")))]);
    let names = |policy: &Policy, directory: &[Destination]| -> Vec<String> {
        registered.usable_methods(directory, policy, at(1)).into_iter().map(|method| method.id).collect()
    };
    assert_eq!(names(&policy, &[number("h")]), ["n"]);
    assert_eq!(names(&policy, &[number("other")]), ["n", "directory-text-message"]);
    policy.registration.directory_data = false;
    assert_eq!(names(&policy, &[number("other")]), ["n"]);
}

#[test]
fn a_method_counts_alone_after_a_day() {
    let registration = with(&[("a", app())]);
    assert_eq!(usable(&registration, &two_gates(), DAY - 1), [("a".to_owned(), false)]);
    assert_eq!(usable(&registration, &two_gates(), DAY), [("a".to_owned(), true)]);
}

#[test]
fn method_added_after_a_reset_counts_alone_once_confirmed() {
    let add = |completed| {
        Registration::default().push("a".into(), String::new(), app(), Some(completed), at(DAY)).0
    };
    assert_eq!(usable(&add(at(0)), &two_gates(), 9 * DAY), [("a".to_owned(), true)]);
    let after = add(at(1));
    assert_eq!(usable(&after, &two_gates(), 9 * DAY), [("a".to_owned(), false)]);
    let early = after.clone().change_method("a", &confirm(), &[], at(2 * DAY - 1)).unwrap().0;
    assert_eq!(usable(&early, &two_gates(), 9 * DAY), [("a".to_owned(), false)]);
    let late = after.change_method("a", &confirm(), &[], at(2 * DAY)).unwrap().0;
    assert_eq!(usable(&late, &two_gates(), 9 * DAY), [("a".to_owned(), true)]);
}

#[test]
fn methods_are_confirmed_every_180_days_or_never() {
    let mut policy = two_gates();
    let registration = with(&[("a", app()), ("p", passkey())]);
    assert!(!requirements(&registration, &[], &policy, 180 * DAY - 1).needs_confirmation);
    assert!(requirements(&registration, &[], &policy, 180 * DAY).needs_confirmation);
    let confirmed = registration.clone().change_method("a", &confirm(), &[], at(180 * DAY)).unwrap().0;
    assert!(
        requirements(&confirmed, &[], &policy, 180 * DAY).needs_confirmation,
        "the other method still needs confirmation"
    );
    let confirmed = confirmed.change_method("p", &confirm(), &[], at(180 * DAY)).unwrap().0;
    assert!(!requirements(&confirmed, &[], &policy, 180 * DAY).needs_confirmation);
    policy.registration.confirm_days = Bounded::new(0).unwrap();
    assert!(!requirements(&registration, &[], &policy, 9_000 * DAY).needs_confirmation);
}

#[test]
fn only_new_methods_are_not_enough_to_reset() {
    let mut one_gate = two_gates();
    one_gate.gates.required = Bounded::new(1).unwrap();
    let both = with(&[("a", app()), ("p", passkey())]);
    for (registration, policy) in [(with(&[("a", app())]), one_gate), (both, two_gates())] {
        let can = |seconds| {
            let usable = registration.usable_methods(&[], &policy, at(seconds));
            can_reset(&usable, &policy)
        };
        assert!(!can(DAY - 1));
        assert!(can(DAY));
    }
}

#[test]
fn a_number_that_the_directory_changed_counts_alone_after_a_day() {
    let trusted = |changed_at, seconds| {
        let directory = [Destination { changed_at, ..number("h") }];
        Registration::default().usable_methods(&directory, &two_gates(), at(seconds))[0].is_trusted
    };
    assert!(trusted(None, 0));
    assert!(!trusted(Some(at(0)), DAY - 1));
    assert!(trusted(Some(at(0)), DAY));
}

#[test]
fn methods_come_in_the_order_of_the_policy() {
    let mut both = with(&[("a", app()), ("p", passkey())]);
    both.methods.iter_mut().for_each(|method| method.is_preferred = false);
    let mut policy = Policy::default();
    for (first, ids) in [(MethodKind::AuthenticatorApp, ["a", "p"]), (MethodKind::Passkey, ["p", "a"])] {
        policy.methods.offered.sort_by_key(|kind| *kind != first);
        let usable: Vec<String> = usable(&both, &policy, 1).into_iter().map(|(id, _)| id).collect();
        assert_eq!(usable, ids);
    }
}

#[test]
fn one_kind_of_method_does_not_reset_with_two_gates() {
    let can = |registration: Registration| {
        can_reset(&registration.usable_methods(&[], &two_gates(), at(DAY)), &two_gates())
    };
    assert!(!can(Registration::default()));
    assert!(!can(with(&[("a", app()), ("b", app())])));
    assert!(can(with(&[("a", app()), ("n", Credential::Destination(number("h")))])));
}

#[test]
fn administrator_resets_alone_with_two_kinds_only() {
    let mut policy = two_gates();
    policy.gates.required = Bounded::new(1).unwrap();
    let can = |registration: Registration, is_administrator, seconds| {
        let usable = registration.usable_methods(&[], &policy, at(seconds));
        can_reset_alone(&usable, is_administrator, &policy)
    };
    let (one, two) = (with(&[("p", passkey())]), with(&[("p", passkey()), ("a", app())]));
    assert!(can(one.clone(), false, DAY));
    assert!(!can(one, true, DAY), "a passkey is one gate of an administrator");
    assert!(can(two.clone(), true, DAY));
    assert!(!can(two, true, DAY - 1), "a new method does not count alone");
}
