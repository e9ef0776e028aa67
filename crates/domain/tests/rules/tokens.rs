//! Older tokens and repeated requests.

use domain::{JobId, OrderOutcome, StepRefusal, Token};

use crate::support::{RESET_TTL, Story, USER, at, one_gate};

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
    story.repeat_pass(&with_code);
}

impl Story {
    fn repeat_pass(&mut self, with_code: &Self) {
        let admitted = self.admit("text", 1).unwrap();
        self.prove(&admitted, USER, 1).unwrap();
        self.token = with_code.token;
        assert_eq!(self.admit("text", 2).map(drop), Err(StepRefusal::TokenInvalid));
    }
}
