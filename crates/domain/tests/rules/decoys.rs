//! Resets that go on like any other and prove nothing.

use domain::{AccountLimits, Purpose, StepRefusal};

use crate::support::{Story, USER, at, one_gate, two_gates};

#[test]
fn decoys_are_counted_alike_and_never_proved() {
    let mut decoy = Story::begin(one_gate(), Purpose::ResetPassword, true);
    let mut real = Story::new(one_gate());
    for story in [&mut decoy, &mut real] {
        story.send("text", 0).unwrap();
        story.admit("text", 1).unwrap();
    }
    assert_eq!(decoy.limits, real.limits);
    assert!(decoy.reset.awaits_delivery(&decoy.last_send.clone().unwrap(), at(1)).is_none());
    let admitted = decoy.admit("text", 2).unwrap();
    assert_eq!(decoy.prove(&admitted, USER, 2), Err(StepRefusal::GateMissing));
}

#[test]
fn another_name_is_answered_like_a_decoy_in_a_cooldown() {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    (1..=3).for_each(|second| drop(story.admit("text", second).unwrap()));
    story.send("text", 30).unwrap();
    (31..=32).for_each(|second| drop(story.admit("text", second).unwrap()));

    let mut other = story.begin_under_another_name();
    other.send("text", 40).unwrap();
    assert!(other.reset.awaits_delivery(&other.last_send.clone().unwrap(), at(40)).is_none());
    let guess = other.admit("text", 41).unwrap();
    assert_eq!((guess.is_withheld, guess.is_at_sent_code, guess.guesses_left), (true, false, 2));
    assert_eq!(other.prove(&guess, USER, 42), Err(StepRefusal::CodeExpired));
}

#[test]
fn a_superseded_reset_without_proofs_goes_on_as_a_decoy() {
    for end in
        [|limits: AccountLimits| limits.complete(at(5)), |limits: AccountLimits| limits.freeze_account(at(5))]
    {
        let mut story = Story::new(two_gates());
        story.send("text", 1).unwrap();
        story.limits = end(story.limits);
        assert_eq!(story.set_password("j", 6), Err(StepRefusal::GateMissing));
        let admitted = story.admit("text", 6).unwrap();
        assert!(admitted.is_withheld);
        assert_eq!(admitted.guesses_left, 2);
        assert_eq!(story.clone().prove(&admitted, USER, 7), Err(StepRefusal::ResetExpired));
        story.send("mail", 8).unwrap();
        let send = story.last_send.clone().unwrap();
        assert!(story.reset.awaits_delivery(&send, at(8)).is_none(), "nothing is sent");
    }
}

#[test]
fn a_superseded_reset_with_a_proof_is_over() {
    let mut story = Story::new(two_gates());
    story.pass("text", 1).unwrap();
    story.limits = story.limits.clone().complete(at(5));
    assert_eq!(story.send("mail", 6), Err(StepRefusal::ResetExpired));
    assert_eq!(story.admit("app", 6).unwrap_err(), StepRefusal::ResetExpired);
}
