//! Proving by what a person holds: an app, a passkey, a recovery code. Nothing is sent for them.

use crate::support::{PERSON, Story, at, one_gate, two_gates};
use domain::{GateRequirements, Policy, Reset, StepRefusal};

fn gates(story: &Story) -> (u8, u8) {
    (story.reset.gates_proved(), story.reset.gates_required())
}

#[test]
fn nothing_is_sent_for_what_a_person_holds() {
    for method in ["app", "passkey", "codes"] {
        assert_eq!(Story::of(one_gate()).send(method, 1), Err(StepRefusal::StepNotAllowed), "{method}");
    }
}

#[test]
fn one_gate_is_proved_by_any_of_them() {
    for method in ["app", "passkey", "codes"] {
        let mut story = Story::of(one_gate());
        story.show(method, PERSON, 1).unwrap();
        assert!(matches!(story.reset, Reset::Proved(_)), "{method}");
    }
}

#[test]
fn a_passkey_is_enough_for_two_gates_and_the_others_are_not() {
    let mut story = Story::of(two_gates());
    story.show("passkey", PERSON, 1).unwrap();
    assert_eq!(gates(&story), (2, 2));
    assert!(story.set_password("j", 2).is_ok());
    for method in ["app", "codes"] {
        let mut story = Story::of(two_gates());
        story.show(method, PERSON, 1).unwrap();
        assert_eq!(gates(&story), (1, 2), "{method}");
        story.pass("text", 2).unwrap();
        assert_eq!(gates(&story), (2, 2), "{method}");
    }
}

#[test]
fn a_passkey_is_one_of_two_where_two_are_demanded_of_everybody_or_the_policy_says_so() {
    let nobody = GateRequirements { administrator: false, breaker_open: false, is_untrusted: false };
    for demand in [
        GateRequirements { administrator: true, ..nobody },
        GateRequirements { breaker_open: true, ..nobody },
        GateRequirements { is_untrusted: true, ..nobody },
    ] {
        let mut story = Story::of(two_gates());
        story.show("passkey", demand, 1).unwrap();
        assert_eq!(gates(&story), (1, 2), "{demand:?}");
    }
    let mut policy = Policy::default();
    policy.gates.passkey_is_enough = false;
    let mut story = Story::of(policy);
    story.show("passkey", PERSON, 1).unwrap();
    assert_eq!(gates(&story), (1, 2));
}

#[test]
fn three_guesses_at_each_in_one_reset() {
    let mut story = Story::of(two_gates());
    for left in [2, 1, 0] {
        assert_eq!(story.admit("app", 1).unwrap().guesses_left, left);
    }
    assert_eq!(story.admit("app", 1).unwrap_err(), StepRefusal::CodeExpired);
    assert_eq!(story.admit("codes", 1).unwrap().guesses_left, 2);
}

#[test]
fn a_proved_kind_is_not_proved_again() {
    let mut story = Story::of(two_gates());
    let twice = story.admit("app", 1).unwrap();
    story.show("app", PERSON, 2).unwrap();
    assert_eq!(story.admit("app", 3).unwrap_err(), StepRefusal::StepNotAllowed);
    assert_eq!(story.prove(&twice, PERSON, 3), Err(StepRefusal::StepNotAllowed));
}

#[test]
fn a_frozen_account_proves_nothing() {
    let mut story = Story::of(two_gates());
    story.show("app", PERSON, 1).unwrap();
    story.limits = story.limits.clone().freeze_account(at(2));
    assert_eq!(story.admit("codes", 3).unwrap_err(), StepRefusal::ResetExpired);
    assert_eq!(story.send("text", 3), Err(StepRefusal::ResetExpired));
    story.limits = story.limits.clone().unfreeze_account();
    assert_eq!(story.admit("codes", 3).unwrap_err(), StepRefusal::ResetExpired, "it began before");
}

#[test]
fn a_frozen_account_is_written_nothing() {
    let mut story = Story::of(one_gate());
    story.show("app", PERSON, 1).unwrap();
    story.limits = story.limits.clone().freeze_account(at(2));
    assert_eq!(story.set_password("j", 3), Err(StepRefusal::ResetExpired));
}
