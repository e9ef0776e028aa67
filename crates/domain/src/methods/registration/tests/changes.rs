//! Changes of a registration.

use super::*;

#[test]
fn each_kind_has_a_maximum_and_no_destination_twice() {
    let policy = two_gates();
    let two =
        with(&[("n", Credential::Destination(number("h"))), ("m", Credential::Destination(number("i")))]);
    assert_eq!(
        two.check_addition(MethodKind::TextMessage, Some("j"), &policy),
        Err(StepRefusal::MethodLimit)
    );
    let one = with(&[("n", Credential::Destination(number("h")))]);
    assert_eq!(one.check_addition(MethodKind::TextMessage, Some("j"), &policy), Ok(()));
    assert_eq!(
        one.check_addition(MethodKind::TextMessage, Some("h"), &policy),
        Err(StepRefusal::MethodLimit)
    );
    let mut less = two_gates();
    less.methods.offered = vec![MethodKind::Mail];
    assert_eq!(
        one.check_addition(MethodKind::AuthenticatorApp, None, &less),
        Err(StepRefusal::MethodUnknown)
    );
}

#[test]
fn pending_method_allows_three_guesses_in_time() {
    let (policy, limits) = (two_gates(), AccountLimits::default());
    let addition = Addition::Destination { destination: number("h"), digest: vec![9] };
    let begun = Registration::default().add_method("n".into(), "Mine".into(), addition, &policy, at(0));
    let guess = |registration: Registration, seconds| {
        registration.admit_guess("n", limits.clone(), &policy, at(seconds))
    };
    assert_eq!(guess(begun.clone(), 300), Err(StepRefusal::CodeExpired));
    let mut registration = begun.clone();
    for left in [2, 1, 0] {
        let counted = guess(registration, 299).unwrap();
        assert_eq!(counted.guesses_left, left);
        registration = counted.registration;
    }
    assert_eq!(guess(registration, 299), Err(StepRefusal::CodeExpired));
    let other = begun.admit_guess("other", limits.clone(), &policy, at(1));
    assert_eq!(other, Err(StepRefusal::MethodUnknown));
}

#[test]
fn a_proved_method_is_registered_once() {
    let begun = Registration::default().add_method(
        "a".into(),
        "App".into(),
        Addition::App { sealed: vec![2] },
        &two_gates(),
        at(0),
    );
    let (registered, event) = begun.prove_method("a", app(), None, at(5)).unwrap();
    assert_eq!(event, Event::MethodAdded { method: MethodKind::AuthenticatorApp, method_id: "a".into() });
    assert_eq!(
        registered.method("a").map(|method| (method.name.as_str(), method.is_preferred)),
        Some(("App", true))
    );
    assert_eq!(registered.prove_method("a", app(), None, at(6)), Err(StepRefusal::CodeExpired));
}

#[test]
fn recovery_codes_are_replaced_and_stop_counting_when_used_up() {
    let codes =
        |codes: &[&str]| Credential::RecoveryCodes(codes.iter().map(|code| (*code).to_owned()).collect());
    let add = |registration: Registration, id: &str, code: &str| {
        registration.add_recovery_codes(id.into(), String::new(), vec![code.into()], None, at(0)).unwrap().0
    };
    let registration = add(add(Registration::default(), "old", "1"), "new", "2");
    assert_eq!(usable(&registration, &two_gates(), 2 * DAY), [("new".to_owned(), true)]);
    let used = registration.note_use("new", Some(codes(&[])), at(9)).unwrap();
    assert_eq!(usable(&used, &two_gates(), 2 * DAY), []);
}

#[test]
fn using_a_method_confirms_it() {
    let used = with(&[("a", app())]).note_use("a", None, at(9)).unwrap();
    let method = used.method("a").unwrap();
    assert_eq!((method.used_at, method.confirmed_at), (Some(at(9)), at(9)));
}

#[test]
fn one_method_is_preferred_and_comes_first() {
    let registration =
        with(&[("a", app()), ("p", passkey())]).change_method("a", &prefer(), &[], at(0)).unwrap().0;
    let order: Vec<_> = usable(&registration, &two_gates(), 0).into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, ["a", "p"]);
    let registration = registration.change_method("p", &prefer(), &[], at(0)).unwrap().0;
    assert_eq!(registration.methods.iter().filter(|method| method.is_preferred).count(), 1);
}

#[test]
fn registration_is_skipped_as_often_as_the_policy_says() {
    let mut policy = two_gates();
    assert_eq!(Registration::default().skip_registration(&policy), Err(StepRefusal::StepNotAllowed));
    policy.registration.skips = Bounded::new(1).unwrap();
    let once = Registration::default().skip_registration(&policy).unwrap().0;
    assert_eq!(once.skip_registration(&policy), Err(StepRefusal::StepNotAllowed));
}

#[test]
fn credentials_are_not_printed() {
    let printed = format!("{:?}", with(&[("n", Credential::Destination(number("secret")))]));
    assert!(!printed.contains("secret") && !printed.contains("42"), "{printed}");
}

#[test]
fn twenty_changes_an_hour_are_allowed() {
    let mut registration = with(&[("a", app()), ("p", passkey())]);
    let rename = MethodChange { name: Some("Mine".into()), ..MethodChange::default() };
    for second in 0..20 {
        registration = registration.change_method("p", &rename, &[], at(second)).unwrap().0;
    }
    let refused = Err(StepRefusal::LimitReached { until: at(3_600) });
    let change = |second| registration.clone().change_method("p", &rename, &[], at(second)).map(|_| ());
    assert_eq!(change(3_599), refused);
    assert_eq!(registration.clone().remove_method("a", at(3_599)).map(|_| ()), refused);
    assert_eq!(change(3_600), Ok(()));
    let confirmed = registration.change_method("p", &confirm(), &[], at(3_599));
    assert!(confirmed.is_ok(), "a confirmation tells nobody");
}

#[test]
fn renaming_a_method_is_a_separate_event() {
    let registration = with(&[("a", app()), ("p", passkey())]);
    let event =
        |change: MethodChange| registration.clone().change_method("p", &change, &[], at(1)).unwrap().1;
    let rename = MethodChange { name: Some("Mine".into()), ..MethodChange::default() };
    let renamed = Event::MethodRenamed { method: MethodKind::Passkey, method_id: "p".into() };
    let preferred = Event::MethodChanged { method: MethodKind::Passkey, method_id: "p".into() };
    assert_eq!(event(rename.clone()), renamed);
    assert_eq!(event(MethodChange { answer: confirm().answer, ..rename.clone() }), renamed);
    assert_eq!(event(prefer()), preferred);
    assert_eq!(event(MethodChange { prefer: true, ..rename }), preferred);
}
