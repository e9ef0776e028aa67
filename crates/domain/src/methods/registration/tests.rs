use super::*;
use crate::{AccountLimits, Event, StepRefusal, policy::Bounded};

const DAY: i64 = 86_400;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn number(hash: &str) -> Destination {
    Destination {
        kind: MethodKind::TextMessage,
        hint: "42".into(),
        hash: hash.into(),
        sealed: vec![1],
        changed_at: None,
    }
}

fn with(methods: &[(&str, Credential)]) -> Registration {
    methods.iter().fold(Registration::default(), |registration, (id, credential)| {
        registration.push((*id).to_owned(), String::new(), credential.clone(), None, at(0)).0
    })
}

fn app() -> Credential {
    Credential::App { sealed: vec![2], last_step: None }
}

fn passkey() -> Credential {
    Credential::Passkey { credential: vec![3] }
}

fn confirm() -> MethodChange {
    MethodChange { confirm: true, ..MethodChange::default() }
}

fn prefer() -> MethodChange {
    MethodChange { prefer: true, ..MethodChange::default() }
}

fn two_gates() -> Policy {
    Policy::default()
}

fn requirements(
    registration: &Registration,
    directory: &[Destination],
    policy: &Policy,
    seconds: i64,
) -> SessionRequirements {
    SessionRequirements::evaluate(
        registration,
        directory,
        false,
        &AccountLimits::default(),
        policy,
        at(seconds),
    )
}

fn usable(registration: &Registration, policy: &Policy, seconds: i64) -> Vec<(String, bool)> {
    let usable = registration.usable_methods(&[], policy, at(seconds));
    usable.into_iter().map(|method| (method.id, method.is_trusted)).collect()
}

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
    let early = after.clone().change_method("a", &confirm(), at(2 * DAY - 1)).unwrap().0;
    assert_eq!(usable(&early, &two_gates(), 9 * DAY), [("a".to_owned(), false)]);
    let late = after.change_method("a", &confirm(), at(2 * DAY)).unwrap().0;
    assert_eq!(usable(&late, &two_gates(), 9 * DAY), [("a".to_owned(), true)]);
}

#[test]
fn methods_are_confirmed_every_180_days_or_never() {
    let mut policy = two_gates();
    let registration = with(&[("a", app()), ("p", passkey())]);
    assert!(!requirements(&registration, &[], &policy, 180 * DAY - 1).needs_confirmation);
    assert!(requirements(&registration, &[], &policy, 180 * DAY).needs_confirmation);
    let confirmed = registration.clone().change_method("a", &confirm(), at(180 * DAY)).unwrap().0;
    assert!(
        requirements(&confirmed, &[], &policy, 180 * DAY).needs_confirmation,
        "the other method still needs confirmation"
    );
    let confirmed = confirmed.change_method("p", &confirm(), at(180 * DAY)).unwrap().0;
    assert!(!requirements(&confirmed, &[], &policy, 180 * DAY).needs_confirmation);
    policy.registration.confirm_days = Bounded::new(0).unwrap();
    assert!(!requirements(&registration, &[], &policy, 9_000 * DAY).needs_confirmation);
}

#[test]
fn directory_destinations_are_confirmed_every_180_days() {
    let (policy, directory) = (two_gates(), [number("h")]);
    let registration = Registration::default();
    assert!(requirements(&registration, &directory, &policy, 0).needs_confirmation);
    let confirmed = registration.change_method("directory-text-message", &confirm(), at(0)).unwrap().0;
    assert!(!requirements(&confirmed, &directory, &policy, 180 * DAY - 1).needs_confirmation);
    assert!(requirements(&confirmed, &directory, &policy, 180 * DAY).needs_confirmation);
}

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
        with(&[("a", app()), ("p", passkey())]).change_method("a", &prefer(), at(0)).unwrap().0;
    let order: Vec<_> = usable(&registration, &two_gates(), 0).into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, ["a", "p"]);
    let registration = registration.change_method("p", &prefer(), at(0)).unwrap().0;
    assert_eq!(registration.methods.iter().filter(|method| method.is_preferred).count(), 1);
}

#[test]
fn methods_come_in_the_order_of_the_policy() {
    let both = with(&[("a", app()), ("p", passkey())]);
    let mut policy = Policy::default();
    for (first, ids) in [(MethodKind::AuthenticatorApp, ["a", "p"]), (MethodKind::Passkey, ["p", "a"])] {
        policy.methods.offered.sort_by_key(|kind| *kind != first);
        let usable: Vec<String> = usable(&both, &policy, 1).into_iter().map(|(id, _)| id).collect();
        assert_eq!(usable, ids);
    }
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
fn a_removed_destination_gets_notices_for_a_day() {
    let registration = with(&[("m", Credential::Destination(number("old")))]);
    let (registration, event) = registration.remove_method("m", at(0)).unwrap();
    assert_eq!(event, Event::MethodRemoved { method: MethodKind::TextMessage, method_id: "m".into() });
    let directory = [number("of the directory")];
    let notified = |seconds| {
        let destinations = registration.notice_destinations(&directory, &[], at(seconds)).into_iter();
        destinations.map(|to| to.hash.clone()).collect::<Vec<_>>()
    };
    assert_eq!(notified(0), ["of the directory", "old"]);
    assert_eq!(notified(DAY - 1), ["of the directory", "old"]);
    assert_eq!(notified(DAY), ["of the directory"]);
    assert_eq!(registration.destinations(&directory).len(), 1, "codes never go there");
}

#[test]
fn a_destination_that_the_directory_replaced_gets_notices() {
    let (directory, old) = ([number("new")], number("old"));
    let replaced = [RemovedDestination { destination: old, removed_at: at(0) }];
    let notified = |seconds| {
        let registration = Registration::default();
        registration.notice_destinations(&directory, &replaced, at(seconds)).len()
    };
    assert_eq!([notified(0), notified(DAY - 1), notified(DAY)], [2, 2, 1]);
}

#[test]
fn removing_others_stops_no_notices_of_a_removed_destination() {
    let destination = |n: usize| Credential::Destination(number(&n.to_string()));
    let ids: Vec<String> = (0..6).map(|n| format!("m{n}")).collect();
    let methods: Vec<_> = ids.iter().enumerate().map(|(n, id)| (id.as_str(), destination(n))).collect();
    let mut registration = with(&methods);
    for (id, second) in ids[..5].iter().zip(0..) {
        registration = registration.remove_method(id, at(second)).unwrap().0;
    }
    let refused = registration.clone().remove_method("m5", at(DAY - 1));
    assert_eq!(refused, Err(StepRefusal::LimitReached { until: at(DAY) }));
    let notified = registration.notice_destinations(&[], &[], at(DAY - 1)).into_iter();
    assert_eq!(notified.map(|to| to.hash.as_str()).collect::<Vec<_>>(), ["5", "0", "1", "2", "3", "4"]);
    let later = registration.remove_method("m5", at(DAY)).unwrap().0;
    assert_eq!(later.removed.len(), 5, "the oldest is dropped");
}

#[test]
fn twenty_changes_an_hour_are_allowed() {
    let mut registration = with(&[("a", app()), ("p", passkey())]);
    let rename = MethodChange { name: Some("Mine".into()), ..MethodChange::default() };
    for second in 0..20 {
        registration = registration.change_method("p", &rename, at(second)).unwrap().0;
    }
    let refused = Err(StepRefusal::LimitReached { until: at(3_600) });
    let change = |second| registration.clone().change_method("p", &rename, at(second)).map(|_| ());
    assert_eq!(change(3_599), refused);
    assert_eq!(registration.clone().remove_method("a", at(3_599)).map(|_| ()), refused);
    assert_eq!(change(3_600), Ok(()));
    let confirmed = registration.change_method("p", &confirm(), at(3_599));
    assert!(confirmed.is_ok(), "a confirmation tells nobody");
}

#[test]
fn a_new_name_is_an_event_of_its_own() {
    let registration = with(&[("a", app()), ("p", passkey())]);
    let event = |change: MethodChange| registration.clone().change_method("p", &change, at(1)).unwrap().1;
    let rename = MethodChange { name: Some("Mine".into()), ..MethodChange::default() };
    let renamed = Event::MethodRenamed { method: MethodKind::Passkey, method_id: "p".into() };
    let preferred = Event::MethodChanged { method: MethodKind::Passkey, method_id: "p".into() };
    assert_eq!(event(rename.clone()), renamed);
    assert_eq!(event(MethodChange { confirm: true, ..rename.clone() }), renamed);
    assert_eq!(event(prefer()), preferred);
    assert_eq!(event(MethodChange { prefer: true, ..rename }), preferred);
}
