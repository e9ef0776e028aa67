//! Known devices: when a browser becomes one, and what that changes.

use domain::{Caller, DeviceId, DirectoryRefusal, GateRequirements, KnownDevice, Outcome, Purpose, policy};
use proptest::prelude::*;

use crate::support::{Story, USER, at, client, one_gate, stranger, two_gates};

fn done(mut story: Story, method: &str, job: &str, seconds: i64) -> Story {
    story.pass(method, seconds).unwrap();
    story.set_password(job, seconds).unwrap();
    story.report(job, Outcome::Done, seconds);
    story
}

fn device(id: &str) -> Caller {
    Caller::Device(id.into())
}

fn known(id: &str, seconds: i64) -> KnownDevice {
    KnownDevice { id: DeviceId(id.into()), proved_at: at(seconds), client: Some(client()) }
}

#[test]
fn a_browser_is_known_after_its_reset_is_done() {
    let mut story = Story::new(one_gate());
    story.pass("text", 5).unwrap();
    story.set_password("job", 6).unwrap();
    assert_eq!(story.reset.device(), None);
    assert_eq!(story.limits.devices, []);
    story.report("job", Outcome::Done, 7);
    assert_eq!(story.reset.device(), Some(DeviceId("r1".into())));
    assert_eq!(story.limits.devices, [known("r1", 7)]);
}

#[test]
fn a_known_device_stays_the_same_device() {
    let first = done(Story::new(one_gate()), "text", "one", 5);
    let second = done(first.again(device("r1"), 50), "mail", "two", 100);
    assert_eq!(second.reset.device(), Some(DeviceId("r1".into())));
    assert_eq!(second.limits.devices, [known("r1", 100)]);
}

#[test]
fn an_unlock_makes_a_known_device_too() {
    let mut story = Story::begin(one_gate(), Purpose::UnlockAccount, false);
    story.pass("text", 5).unwrap();
    story.unlock("job", 6).unwrap();
    story.report("job", Outcome::Done, 7);
    assert_eq!(story.limits.devices, [known("r1", 7)]);
}

#[test]
fn a_refused_order_makes_no_known_device() {
    let mut story = Story::new(one_gate());
    story.pass("text", 5).unwrap();
    story.set_password("job", 6).unwrap();
    story.report("job", Outcome::Refused(DirectoryRefusal::PasswordInHistory), 7);
    assert_eq!((story.reset.device(), story.limits.devices), (None, Vec::new()));
}

#[test]
fn no_device_is_remembered_if_the_policy_says_so() {
    let policy = policy::parse("[gates]\nrequired = 1\n[devices]\nenabled = false\n").unwrap();
    let story = done(Story::new(policy), "text", "job", 5);
    assert_eq!((story.reset.device(), story.limits.devices), (None, Vec::new()));
}

#[test]
fn a_reset_from_before_a_sign_out_makes_no_known_device() {
    for end in [domain::AccountLimits::freeze_account, domain::AccountLimits::sign_out] {
        let mut story = Story::new(one_gate());
        story.pass("text", 5).unwrap();
        story.set_password("job", 6).unwrap();
        story.limits = end(story.limits, at(6));
        story.report("job", Outcome::Done, 7);
        assert_eq!(story.limits.devices, []);
    }
}

#[test]
fn strangers_use_up_no_limit_of_a_known_device() {
    let mut strangers = done(Story::new(one_gate()), "text", "one", 5);
    for name in ["a", "b", "c"] {
        strangers = strangers.again(stranger(name), 6);
        for seconds in [7, 8, 9] {
            let _refused_or_not = strangers.send("mail", seconds);
            for method in ["mail", "codes"] {
                let _refused_or_not = strangers.admit(method, seconds);
            }
        }
    }
    let mut user = strangers.again(device("r1"), 10);
    user.pass("mail", 11).unwrap();
    assert_eq!(user.reset.gates_proved(), 1);
    let mut user = user.again(device("r1"), 12);
    user.show("app", USER, 13).unwrap();
}

proptest! {
    #[test]
    fn a_known_device_needs_the_same_gates(
        methods in prop::collection::vec(prop::sample::select(vec!["text", "mail", "app", "passkey", "codes"]), 0..5),
        (two, decoy, administrator, breaker_open, is_untrusted) in any::<(bool, bool, bool, bool, bool)>(),
    ) {
        let policy = if two { two_gates() } else { one_gate() };
        let requirements = GateRequirements { administrator, breaker_open, is_untrusted };
        let callers = [stranger("name"), device("device")];
        let mut stories =
            callers.map(|caller| Story::begin_as(caller, policy.clone(), Purpose::ResetPassword, decoy));
        for (method, seconds) in methods.iter().zip((100..).step_by(100)) {
            let proved = stories.each_mut().map(|story| match *method {
                "text" | "mail" => story.pass_with_requirements(method, requirements, seconds),
                _ => story.show(method, requirements, seconds),
            });
            prop_assert_eq!(proved[0], proved[1]);
            let [one, other] = stories.each_ref().map(|story| {
                let reset = &story.reset;
                (reset.gates_required(), reset.gates_proved(), std::mem::discriminant(reset))
            });
            prop_assert_eq!(one, other);
        }
    }
}
