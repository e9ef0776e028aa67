//! Tests every step just before, at and just after its boundaries.

use crate::support::{RESET_TTL, Story, USER, at, one_gate, sending, two_gates};
use domain::{
    AccountLimits, GateRequirements, JobId, OrderOutcome, Outcome, Purpose, ReportOutcome, Reset,
    ResetStatus, SendId, StepRefusal, Token,
};

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
fn administrators_open_breaker_and_new_method_need_two_gates() {
    for requirements in [
        GateRequirements { administrator: true, breaker_open: false, is_untrusted: false },
        GateRequirements { administrator: false, breaker_open: true, is_untrusted: false },
        GateRequirements { administrator: false, breaker_open: false, is_untrusted: true },
    ] {
        let mut story = Story::new(one_gate());
        assert_eq!(story.reset.gates_required(), 1);
        story.pass_as("text", requirements, 1).unwrap();
        assert_eq!((story.reset.gates_proved(), story.reset.gates_required()), (1, 2));
        assert_eq!(story.set_password("j1", 2), Err(StepRefusal::GateMissing));
        // A breaker that closes meanwhile does not lower the number of required gates.
        story.pass("mail", 3).unwrap();
        assert!(story.set_password("j1", 4).is_ok(), "{requirements:?}");
    }
}

#[test]
fn a_reset_is_over_at_its_last_moment() {
    let mut story = Story::new(one_gate());
    assert!(story.clone().send("text", RESET_TTL - 1).is_ok());
    assert_eq!(story.send("text", RESET_TTL), Err(StepRefusal::ResetExpired));
    story.pass("text", 1).unwrap();
    assert!(story.clone().set_password("j", RESET_TTL - 1).is_ok());
    assert_eq!(story.set_password("j", RESET_TTL), Err(StepRefusal::ResetExpired));
    assert_eq!(story.reset.status(story.token, at(RESET_TTL - 1)), Err(StepRefusal::GateMissing));
    assert_eq!(story.reset.status(story.token, at(RESET_TTL)), Ok(ResetStatus::Expired));
}

#[test]
fn a_code_is_over_at_its_last_moment() {
    for (method, ttl) in [("text", 5 * 60), ("mail", 10 * 60)] {
        let mut story = Story::new(one_gate());
        story.send(method, 0).unwrap();
        assert!(story.clone().admit(method, ttl - 1).is_ok());
        assert_eq!(story.admit(method, ttl), Err(StepRefusal::CodeExpired));
        let send = story.last_send.clone().unwrap();
        assert!(story.reset.awaits_delivery(&send, at(ttl - 1)).is_some());
        assert!(story.reset.awaits_delivery(&send, at(ttl)).is_none());
    }
}

#[test]
fn a_code_allows_three_guesses() {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    let left: Vec<u32> = (1..=3).map(|second| story.admit("text", second).unwrap().guesses_left).collect();
    assert_eq!(left, [2, 1, 0]);
    assert_eq!(story.admit("text", 4), Err(StepRefusal::CodeExpired));
    assert_eq!(story.limits.failed_guesses.len(), 3);
}

#[test]
fn fifth_failed_guess_stops_every_reset_of_the_account() {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    (1..=3).for_each(|second| drop(story.admit("text", second).unwrap()));
    story.send("text", 30).unwrap();
    (31..=32).for_each(|second| drop(story.admit("text", second).unwrap()));
    let rest = Err(StepRefusal::LimitReached { until: at(32 + 3600) });
    assert_eq!(story.admit("text", 33).map(drop), rest);
    assert_eq!(story.send("mail", 34), rest);
}

#[test]
fn last_allowed_guess_may_be_right() {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    (1..=3).for_each(|second| drop(story.admit("text", second).unwrap()));
    story.send("text", 30).unwrap();
    story.admit("text", 31).unwrap();
    let fifth = story.admit("text", 32).unwrap();
    assert_eq!(fifth.guess.reservation.cooldown_until, Some(at(32 + 3600)));
    story.prove(&fifth, USER, 32).unwrap();
    assert_eq!(story.limits.cooldowns, []);
    assert_eq!(story.limits.failed_guesses.len(), 4);
}

#[test]
fn a_code_is_good_once() {
    let mut story = Story::new(two_gates());
    story.send("text", 0).unwrap();
    let first = story.admit("text", 1).unwrap();
    let second = story.admit("text", 1).unwrap();
    story.prove(&first, USER, 2).unwrap();
    assert_eq!(story.prove(&second, USER, 2), Err(StepRefusal::CodeExpired));
}

#[test]
fn only_the_newest_code_counts() {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    let older = story.admit("text", 1).unwrap();
    story.send("mail", 2).unwrap();
    assert_eq!(story.clone().prove(&older, USER, 3), Err(StepRefusal::CodeExpired));
    assert_eq!(story.admit("text", 3), Err(StepRefusal::CodeExpired));
    assert!(story.reset.awaits_delivery(&SendId(sending(&older.guess)), at(3)).is_none());
}

#[test]
fn a_token_of_an_older_generation_is_refused() {
    let mut story = Story::new(one_gate());
    let start = story.token;
    story.send("text", 0).unwrap();
    let stale = Err(StepRefusal::TokenInvalid);
    assert_eq!(story.send_with(start, "mail", None, "another", 1), stale);
    let mut old = story.clone();
    old.token = start;
    assert_eq!(old.admit("text", 1).map(drop), stale);
    assert_eq!(story.reset.status(start, at(1)).map(drop), stale);
    let future = Token { generation: story.token.generation + 1 };
    assert_eq!(story.set_password_with(future, "j", "j", 1).map(drop), stale);
}

#[test]
fn a_repeated_request_has_no_second_effect() {
    let mut story = Story::new(one_gate());
    let start = story.token;
    story.send_with(start, "text", None, "send", 0).unwrap();
    let after = story.clone();
    story.send_with(start, "text", None, "send", 9).unwrap();
    assert_eq!((&story.reset, &story.limits), (&after.reset, &after.limits));
    assert_eq!(story.send_with(start, "text", None, "send", RESET_TTL), Err(StepRefusal::TokenInvalid));

    let sent = story.token;
    let admitted = story.admit("text", 10).unwrap();
    story.prove(&admitted, USER, 10).unwrap();
    assert_eq!(story.send_with(start, "text", None, "send", 11), Err(StepRefusal::TokenInvalid));
    assert_eq!(story.send_with(sent, "text", None, "send", 11), Err(StepRefusal::TokenInvalid));

    let proved = story.token;
    story.set_password_with(proved, "j1", "order", 12).unwrap();
    let repeated = story.set_password_with(proved, "j2", "order", 13).unwrap();
    let OrderOutcome::Repeated { order: Some(order), .. } = repeated else {
        panic!("not repeated: {repeated:?}")
    };
    assert_eq!(order.job, JobId("j1".into()));
    assert_eq!(story.set_password_with(proved, "j2", "another", 13), Err(StepRefusal::TokenInvalid));
}

#[test]
fn verify_code_never_answers_twice() {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    let with_code = story.clone();
    story.pass_again_with(&with_code);
}

impl Story {
    fn pass_again_with(&mut self, with_code: &Self) {
        let admitted = self.admit("text", 1).unwrap();
        self.prove(&admitted, USER, 1).unwrap();
        self.token = with_code.token;
        assert_eq!(self.admit("text", 2).map(drop), Err(StepRefusal::TokenInvalid));
    }
}

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
    let play = |typed: &str| {
        let mut story = Story::new(policy.clone());
        story.send_with(story.token, "text", Some(typed), "a", 0).unwrap();
        let admitted = story.admit("text", 1).unwrap();
        (story, admitted)
    };
    let ((mut right, guess), (mut wrong, wrong_guess)) = (play("hash of text"), play("hash of mail"));
    assert_eq!((&right.limits, right.token), (&wrong.limits, wrong.token));
    assert_eq!(guess.guesses_left, wrong_guess.guesses_left);
    let send = |story: &Story| story.last_send.clone().unwrap();
    assert!(right.reset.awaits_delivery(&send(&right), at(1)).is_some());
    assert!(wrong.reset.awaits_delivery(&send(&wrong), at(1)).is_none());
    assert!(right.prove(&guess, USER, 2).is_ok());
    assert_eq!(wrong.prove(&wrong_guess, USER, 2), Err(StepRefusal::CodeExpired));
}

#[test]
fn another_name_is_answered_like_a_decoy_in_a_cooldown() {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    (1..=3).for_each(|second| drop(story.admit("text", second).unwrap()));
    story.send("text", 30).unwrap();
    (31..=32).for_each(|second| drop(story.admit("text", second).unwrap()));

    let mut other = story.by_another_name();
    other.send("text", 40).unwrap();
    assert!(other.reset.awaits_delivery(&other.last_send.clone().unwrap(), at(40)).is_none());
    let guess = other.admit("text", 41).unwrap();
    assert_eq!((guess.is_withheld, guess.is_at_sent_code, guess.guesses_left), (true, false, 2));
    assert_eq!(other.prove(&guess, USER, 42), Err(StepRefusal::CodeExpired));
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

#[test]
fn only_guesses_at_sent_codes_count_for_the_breaker() {
    let mut policy = one_gate();
    policy.methods.destination_required = true;
    let guess = |mut story: Story, typed: &str| {
        story.send_with(story.token, "text", Some(typed), "a", 0).unwrap();
        story.admit("text", 1).unwrap().is_at_sent_code
    };
    let real = Story::new(policy.clone());
    assert!(guess(real.clone(), "hash of text"));
    assert!(!guess(real.clone(), "hash of mail"), "nothing was sent");
    assert!(
        !guess(Story::begin(policy, Purpose::ResetPassword, true), "hash of text"),
        "no code is right for a decoy"
    );
    assert!(!real.clone().admit("app", 1).unwrap().is_at_sent_code);
    let mut superseded = real;
    superseded.limits = superseded.limits.complete(at(1));
    assert!(!guess(superseded, "hash of text"));
}
