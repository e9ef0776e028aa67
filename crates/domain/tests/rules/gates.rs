//! The number of gates of a reset, and its end.

use domain::{GateRequirements, Outcome, ReportOutcome, Reset, ResetStatus, StepRefusal};

use crate::support::{RESET_TTL, Story, at, one_gate, two_gates};

#[test]
fn one_gate_allows_a_password() {
    let mut story = Story::new(one_gate());
    story.pass("text", 1).unwrap();
    assert!(matches!(story.reset, Reset::Proved(_)));
    story.set_password("j1", 2).unwrap();
    assert_eq!(story.reset.status(story.token, at(3)), Ok(ResetStatus::Writing));
    assert!(matches!(story.report("j1", Outcome::Done, 4), ReportOutcome::Recorded { .. }));
    assert!(matches!(story.reset.status(story.token, at(5)), Ok(ResetStatus::Done { .. })));
}

#[test]
fn two_gates_need_two_kinds() {
    let mut story = Story::new(two_gates());
    story.pass("text", 1).unwrap();
    assert!(matches!(story.reset, Reset::Proving(_)));
    assert_eq!((story.reset.gates_proved(), story.reset.gates_required()), (1, 2));
    assert_eq!(story.send("text", 100), Err(StepRefusal::StepNotAllowed));
    assert_eq!(story.set_password("j1", 101), Err(StepRefusal::GateMissing));
    story.pass("mail", 102).unwrap();
    assert!(story.set_password("j1", 103).is_ok());
}

#[test]
fn administrator_open_breaker_or_new_method_needs_two_gates() {
    for requirements in [
        GateRequirements { administrator: true, breaker_open: false, is_untrusted: false },
        GateRequirements { administrator: false, breaker_open: true, is_untrusted: false },
        GateRequirements { administrator: false, breaker_open: false, is_untrusted: true },
    ] {
        let mut story = Story::new(one_gate());
        assert_eq!(story.reset.gates_required(), 1);
        story.pass_with_requirements("text", requirements, 1).unwrap();
        assert_eq!((story.reset.gates_proved(), story.reset.gates_required()), (1, 2));
        assert_eq!(story.set_password("j1", 2), Err(StepRefusal::GateMissing));
        // A breaker that closes meanwhile does not lower the number of required gates.
        story.pass("mail", 3).unwrap();
        assert!(story.set_password("j1", 4).is_ok(), "{requirements:?}");
    }
}

#[test]
fn a_reset_expires_exactly_at_its_end() {
    let mut story = Story::new(one_gate());
    assert!(story.clone().send("text", RESET_TTL - 1).is_ok());
    assert_eq!(story.send("text", RESET_TTL), Err(StepRefusal::ResetExpired));
    story.pass("text", 1).unwrap();
    assert!(story.clone().set_password("j", RESET_TTL - 1).is_ok());
    assert_eq!(story.set_password("j", RESET_TTL), Err(StepRefusal::ResetExpired));
    assert_eq!(story.reset.status(story.token, at(RESET_TTL - 1)), Err(StepRefusal::GateMissing));
    assert_eq!(story.reset.status(story.token, at(RESET_TTL)), Ok(ResetStatus::Expired));
}
