//! Answers about the numbers and addresses of the directory.

use super::*;

const NUMBER: &str = "directory-text-message";

fn mail(hash: &str) -> Destination {
    Destination { kind: MethodKind::Mail, ..number(hash) }
}

fn answer(registration: Registration, id: &str, answer: ConfirmationAnswer, seconds: i64) -> Registration {
    registration.change_method(id, &say(answer), &[number("h"), mail("m")], at(seconds)).unwrap().0
}

fn offered(registration: &Registration, directory: &[Destination], seconds: i64) -> Vec<String> {
    let usable = registration.usable_methods(directory, &two_gates(), at(seconds));
    usable.into_iter().map(|method| method.id).collect()
}

#[test]
fn each_destination_is_confirmed_every_180_days() {
    let (policy, directory) = (two_gates(), [number("h"), mail("m")]);
    let asks = |registration: &Registration, seconds| {
        requirements(registration, &directory, &policy, seconds).needs_confirmation
    };
    let registration = Registration::default();
    assert!(asks(&registration, 0));
    let number_only = answer(registration, NUMBER, ConfirmationAnswer::Yes, 0);
    assert!(asks(&number_only, 0), "the address has no answer");
    let both = answer(number_only, "directory-mail", ConfirmationAnswer::Yes, 9);
    assert!(!asks(&both, 180 * DAY - 1));
    assert!(asks(&both, 180 * DAY));
    let earlier = Registration { directory_confirmed_at: Some(at(0)), ..Registration::default() };
    assert!(!asks(&earlier, 180 * DAY - 1), "an earlier version asked about both together");
}

#[test]
fn disowned_destination_is_not_used_until_confirmed_or_changed() {
    let directory = [number("h"), mail("m")];
    let (registration, event) = Registration::default()
        .change_method(NUMBER, &say(ConfirmationAnswer::No), &directory, at(0))
        .unwrap();
    assert_eq!(event, Event::MethodDisowned { method: MethodKind::TextMessage });
    assert_eq!(offered(&registration, &directory, DAY), ["directory-mail"]);
    let codes_go_to = registration.destinations(&directory).into_iter();
    assert_eq!(codes_go_to.map(|to| to.hash.as_str()).collect::<Vec<_>>(), ["m"]);
    let both = [NUMBER, "directory-mail"];
    assert_eq!(offered(&registration, &[number("new"), mail("m")], DAY), both);
    let confirmed = answer(registration.clone(), NUMBER, ConfirmationAnswer::Yes, DAY);
    assert_eq!(offered(&confirmed, &directory, DAY), both);
    let yes = answer(registration, "directory-mail", ConfirmationAnswer::Yes, 1);
    assert!(!requirements(&yes, &directory, &two_gates(), 1).needs_confirmation, "no is an answer");
}

#[test]
fn disowned_destination_gets_notices_for_a_day() {
    let directory = [number("h")];
    let registration = answer(Registration::default(), NUMBER, ConfirmationAnswer::No, 0);
    let notified = |seconds| registration.notice_destinations(&directory, &[], at(seconds)).len();
    assert_eq!([notified(0), notified(DAY - 1), notified(DAY)], [1, 1, 0]);
}

#[test]
fn registered_method_that_is_disowned_is_removed() {
    let registration = with(&[("n", Credential::Destination(number("own")))]);
    let (registration, event) =
        registration.change_method("n", &say(ConfirmationAnswer::No), &[], at(0)).unwrap();
    assert_eq!(event, Event::MethodRemoved { method: MethodKind::TextMessage, method_id: "n".into() });
    assert_eq!(registration.methods, []);
}

#[test]
fn question_is_postponed_for_a_day() {
    let directory = [number("h")];
    let asks = |registration: &Registration, seconds| {
        requirements(registration, &directory, &two_gates(), seconds).needs_confirmation
    };
    let later = answer(Registration::default(), NUMBER, ConfirmationAnswer::Later, 0);
    assert!(!asks(&later, DAY - 1));
    assert!(asks(&later, DAY));
    assert_eq!(offered(&later, &directory, 0), [NUMBER], "it is used meanwhile");
}

#[test]
fn answer_about_an_unknown_method_is_refused() {
    for answer in ConfirmationAnswer::ALL {
        for id in ["x", "directory-mail"] {
            let answered =
                Registration::default().change_method(id, &say(answer), &[number("h")], at(0)).map(|_| ());
            assert_eq!(answered, Err(StepRefusal::MethodUnknown), "{answer:?} {id}");
        }
    }
}

#[test]
fn answers_about_former_destinations_are_forgotten() {
    let no = say(ConfirmationAnswer::No);
    let registration = Registration::default().change_method(NUMBER, &no, &[number("old")], at(0)).unwrap().0;
    let registration = registration.change_method(NUMBER, &no, &[number("new")], at(1)).unwrap().0;
    let kept: Vec<_> = registration.directory_answers.iter().map(|kept| kept.destination.as_str()).collect();
    assert_eq!(kept, ["new"]);
}
