//! The codes of a reset that are sent, and the destinations that a user must type.

use domain::{SendId, StepRefusal};

use crate::support::{Story, USER, at, one_gate};

#[test]
fn destination_is_typed_only_if_the_policy_demands_it() {
    let mut story = Story::new(one_gate());
    let token = story.token;
    for typed in ["hash of text", "hash of mail"] {
        let refused = story.send_with(token, "text", Some(typed), "a", 0);
        assert_eq!(refused, Err(StepRefusal::StepNotAllowed), "{typed}");
    }
    let mut policy = one_gate();
    policy.methods.destination_required = true;
    let mut story = Story::new(policy);
    assert_eq!(story.send_with(token, "text", None, "a", 0), Err(StepRefusal::DestinationWrong));
    assert!(story.send_with(token, "text", Some("hash of text"), "a", 0).is_ok());
    assert_eq!(story.send_with(story.token, "fax", None, "b", 99), Err(StepRefusal::MethodUnknown));
}

#[test]
fn code_for_a_wrong_destination_is_counted_and_not_sent() {
    let mut policy = one_gate();
    policy.methods.destination_required = true;
    let run = |typed: &str| {
        let mut story = Story::new(policy.clone());
        story.send_with(story.token, "text", Some(typed), "a", 0).unwrap();
        let admitted = story.admit("text", 1).unwrap();
        (story, admitted)
    };
    let ((mut right, guess), (mut wrong, wrong_guess)) = (run("hash of text"), run("hash of mail"));
    assert_eq!((&right.limits, right.token), (&wrong.limits, wrong.token));
    assert_eq!(guess.guesses_left, wrong_guess.guesses_left);
    let send = |story: &Story| story.last_send.clone().unwrap();
    assert!(right.reset.awaits_delivery(&send(&right), at(1)).is_some());
    assert!(wrong.reset.awaits_delivery(&send(&wrong), at(1)).is_none());
    assert!(right.prove(&guess, USER, 2).is_ok());
    assert_eq!(wrong.prove(&wrong_guess, USER, 2), Err(StepRefusal::CodeExpired));
}

#[test]
fn withheld_code_is_not_delivered() {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    let send = story.last_send.clone().unwrap();
    assert!(story.reset.awaits_delivery(&send, at(1)).is_some());
    assert!(story.reset.withhold_code().awaits_delivery(&send, at(1)).is_none());
}

#[test]
fn an_unknown_sending_is_never_delivered() {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    assert!(story.reset.awaits_delivery(&SendId("another".into()), at(1)).is_none());
}
