//! Guesses at the code of a reset: how many, until when, and which of them count.

use domain::{Purpose, SendId, StepRefusal};

use crate::support::{Story, USER, at, one_gate, sending, two_gates};

#[test]
fn a_code_expires_exactly_at_its_end() {
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
