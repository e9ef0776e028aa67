//! The destinations that get notices.

use super::*;

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
