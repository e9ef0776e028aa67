//! Proving gates by an app, a passkey or a recovery code, for which no code is sent.

use crate::support::{Story, USER, at, one_gate, two_gates};
use domain::{GateRequirements, Policy, Reset, StepRefusal};

fn gates(story: &Story) -> (u8, u8) {
    (story.reset.gates_proved(), story.reset.gates_required())
}

#[test]
fn no_code_is_sent_for_apps_passkeys_and_recovery_codes() {
    for method in ["app", "passkey", "codes"] {
        assert_eq!(Story::new(one_gate()).send(method, 1), Err(StepRefusal::StepNotAllowed), "{method}");
    }
}

#[test]
fn one_gate_is_proved_by_any_credential() {
    for method in ["app", "passkey", "codes"] {
        let mut story = Story::new(one_gate());
        story.show(method, USER, 1).unwrap();
        assert!(matches!(story.reset, Reset::Proved(_)), "{method}");
    }
}

#[test]
fn only_a_passkey_is_enough_for_two_gates() {
    let mut story = Story::new(two_gates());
    story.show("passkey", USER, 1).unwrap();
    assert_eq!(gates(&story), (2, 2));
    assert!(story.set_password("j", 2).is_ok());
    for method in ["app", "codes"] {
        let mut story = Story::new(two_gates());
        story.show(method, USER, 1).unwrap();
        assert_eq!(gates(&story), (1, 2), "{method}");
        story.pass("text", 2).unwrap();
        assert_eq!(gates(&story), (2, 2), "{method}");
    }
}

#[test]
fn passkey_counts_once_if_everyone_needs_two_or_by_policy() {
    let nobody = GateRequirements { administrator: false, breaker_open: false, is_untrusted: false };
    for requirements in [
        GateRequirements { administrator: true, ..nobody },
        GateRequirements { breaker_open: true, ..nobody },
        GateRequirements { is_untrusted: true, ..nobody },
    ] {
        let mut story = Story::new(two_gates());
        story.show("passkey", requirements, 1).unwrap();
        assert_eq!(gates(&story), (1, 2), "{requirements:?}");
    }
    let mut policy = Policy::default();
    policy.gates.passkey_is_enough = false;
    let mut story = Story::new(policy);
    story.show("passkey", USER, 1).unwrap();
    assert_eq!(gates(&story), (1, 2));
}

/// The requirements of an account whose proved method is a day old at most.
const NEW: GateRequirements = GateRequirements { is_untrusted: true, ..USER };

#[test]
fn two_methods_added_today_are_not_enough() {
    for policy in [one_gate(), two_gates()] {
        let mut story = Story::new(policy);
        story.show("app", NEW, 1).unwrap();
        story.show("codes", NEW, 2).unwrap();
        story.show("passkey", NEW, 3).unwrap();
        assert_eq!(gates(&story), (1, 2));
        assert_eq!(story.set_password("j", 4), Err(StepRefusal::GateMissing));
        story.pass("text", 5).unwrap();
        assert!(story.set_password("j", 6).is_ok());
    }
}

#[test]
fn a_new_method_counts_beside_an_older_one() {
    for (first, second) in [(NEW, USER), (USER, NEW)] {
        let mut story = Story::new(two_gates());
        story.show("app", first, 1).unwrap();
        assert_eq!(gates(&story), (1, 2));
        story.show("codes", second, 2).unwrap();
        assert_eq!(gates(&story), (2, 2));
        assert!(story.set_password("j", 3).is_ok());
    }
}

#[test]
fn each_credential_allows_three_guesses_per_reset() {
    let mut story = Story::new(two_gates());
    for left in [2, 1, 0] {
        assert_eq!(story.admit("app", 1).unwrap().guesses_left, left);
    }
    assert_eq!(story.admit("app", 1).unwrap_err(), StepRefusal::CodeExpired);
    assert_eq!(story.admit("codes", 1).unwrap().guesses_left, 2);
}

#[test]
fn a_proved_kind_is_not_proved_again() {
    let mut story = Story::new(two_gates());
    let twice = story.admit("app", 1).unwrap();
    story.show("app", USER, 2).unwrap();
    assert_eq!(story.admit("app", 3).unwrap_err(), StepRefusal::StepNotAllowed);
    assert_eq!(story.prove(&twice, USER, 3), Err(StepRefusal::StepNotAllowed));
}

#[test]
fn a_frozen_account_proves_nothing() {
    let mut story = Story::new(two_gates());
    story.show("app", USER, 1).unwrap();
    story.limits = story.limits.clone().freeze_account(at(2));
    assert_eq!(story.admit("codes", 3).unwrap_err(), StepRefusal::ResetExpired);
    assert_eq!(story.send("text", 3), Err(StepRefusal::ResetExpired));
    story.limits = story.limits.clone().unfreeze_account(at(2));
    assert_eq!(
        story.admit("codes", 3).unwrap_err(),
        StepRefusal::ResetExpired,
        "the reset began before the other was completed"
    );
}

#[test]
fn a_frozen_account_takes_no_orders() {
    let mut story = Story::new(one_gate());
    story.show("app", USER, 1).unwrap();
    story.limits = story.limits.clone().freeze_account(at(2));
    assert_eq!(story.set_password("j", 3), Err(StepRefusal::ResetExpired));
}
