use api_contract::{
    start_reset::MethodKind,
    verify_code::{self, Account, AgentKey, NextStep},
};

use super::*;
use password_policy::Strength;

#[test]
fn second_gate_is_proved_by_another_method() {
    let response = answered(NextStep::Prove, None);
    let Screen::Prove(prove) = reset().after_proof("sms", response) else { panic!("one more gate") };
    assert_eq!(prove.reset.token, "second");
    let left: Vec<_> = prove.reset.methods.iter().map(|method| method.id.as_str()).collect();
    assert_eq!(left, ["mail"]);
}

#[test]
fn proved_user_gets_the_rules_of_the_account() {
    let screen = reset().after_proof("sms", answered(NextStep::ChoosePassword, Some(seal())));
    let Screen::ChoosePassword(choose) = screen else { panic!("a password") };
    assert_eq!(choose.rules.minimum_length, 12);
    assert_eq!(choose.can_change_from, Moment::parse("2026-11-24T09:00:00Z"));
    assert_eq!(choose.refusal, None);
}

#[test]
fn reset_stops_without_an_agent() {
    for seal in [None, Some(Seal { agents: Vec::new(), ..seal() })] {
        let screen = reset().after_proof("sms", answered(NextStep::ChoosePassword, seal));
        assert_eq!(stop_reason(&screen), Some(&StopReason::AgentsOffline));
    }
}

#[test]
fn unlock_is_ordered_at_once() {
    let Screen::Waiting(waiting) = reset().after_proof("sms", answered(NextStep::Unlock, None)) else {
        panic!("an order")
    };
    assert_eq!(waiting.order, Order::UnlockAccount(unlock_account::Request { is_deferrable: false }));
}

#[test]
fn refused_password_needs_no_second_proof() {
    for refusal in [DirectoryRefusal::PasswordInHistory, DirectoryRefusal::PasswordTooShort { minimum: 14 }] {
        let Screen::ChoosePassword(choose) = waiting().after_refusal(refusal.clone(), Moment(0.0)) else {
            panic!("another password")
        };
        assert_eq!(choose.refusal, Some(refusal));
        assert_eq!(choose.reset.token, "third", "the token of the order replaces the earlier one");
    }
}

#[test]
fn too_recent_password_says_when_it_may_change() {
    let refusal = DirectoryRefusal::PasswordTooRecent { can_change_from: "2026-11-24T09:00:00Z".to_owned() };
    let Screen::ChoosePassword(choose) = waiting().after_refusal(refusal, Moment(0.0)) else {
        panic!("from when")
    };
    assert_eq!(choose.can_change_from, Moment::parse("2026-11-24T09:00:00Z"));
}

#[test]
fn expired_or_cancelled_order_can_be_repeated() {
    for refusal in [DirectoryRefusal::JobExpired, DirectoryRefusal::OrderCancelled] {
        let waited = Waiting { order: waiting().order.with_deferral(true), ..waiting() };
        let Screen::Stopped(stopped) = waited.after_refusal(refusal.clone(), Moment(0.0)) else {
            panic!("it stops")
        };
        assert_eq!(stopped.stop_reason, StopReason::Refused(refusal));
        assert_eq!(stopped.retry.as_deref(), Some(&Screen::Waiting(waiting())));
    }
}

#[test]
fn password_sealed_to_withdrawn_agents_is_not_sent_again() {
    let Screen::Stopped(stopped) = waiting().after_refusal(DirectoryRefusal::AgentWithdrawn, Moment(0.0))
    else {
        panic!("it stops")
    };
    assert_eq!(stopped.retry, None);
}

#[test]
fn deferrable_order_is_the_same_order() {
    let Order::SetPassword(request) = waiting().order.with_deferral(true) else { panic!("a password") };
    assert_eq!(request, set_password::Request { envelopes: Vec::new(), is_deferrable: true });
    let unlock = Order::UnlockAccount(unlock_account::Request { is_deferrable: false });
    assert_eq!(
        unlock.with_deferral(true),
        Order::UnlockAccount(unlock_account::Request { is_deferrable: true })
    );
}

#[test]
fn protected_account_stops_the_reset() {
    let screen = waiting().after_refusal(DirectoryRefusal::AccountProtected, Moment(0.0));
    let Screen::Stopped(stopped) = screen else { panic!("it stops") };
    assert_eq!(stopped.retry, None);
    assert_eq!(stopped.identify.user_id, "anna");
}

#[test]
fn unlock_instead_changes_purpose_and_keeps_the_way_back() {
    let Screen::Waiting(waiting) = choose().unlock_instead() else { panic!("an order") };
    assert_eq!(waiting.order, Order::UnlockAccount(unlock_account::Request { is_deferrable: false }));
    assert_eq!(Screen::Waiting(waiting.clone()).purpose(), AnonymousPurpose::UnlockAccount);
    assert!(waiting.back.is_some());
}

#[test]
fn only_screens_that_wait_for_the_user_expire() {
    let prove = Screen::Prove(Prove::new(reset()));
    let expired = prove.expiry_screen().expect("it has an end");
    assert_eq!(stop_reason(&expired), Some(&StopReason::ResetExpired));
    assert_eq!(Screen::Waiting(waiting()).expires_at(), None);
    assert_eq!(Screen::Waiting(waiting()).expiry_screen(), None);
    assert_eq!(expired.progress_index(), None);
}

fn stop_reason(screen: &Screen) -> Option<&StopReason> {
    match screen {
        Screen::Stopped(stopped) => Some(&stopped.stop_reason),
        Screen::Identify(_)
        | Screen::Prove(_)
        | Screen::EnterCode(_)
        | Screen::ChoosePassword(_)
        | Screen::Waiting(_)
        | Screen::Done(_)
        | Screen::CancelOrder(_) => None,
    }
}

pub(in crate::reset) fn reset() -> Reset {
    let method = |id: &str, kind| OfferedMethod { id: id.to_owned(), kind, hint: String::new() };
    Reset {
        token: "first".to_owned(),
        expires_at: Moment(900_000.0),
        user_id: "anna".to_owned(),
        purpose: AnonymousPurpose::ResetPassword,
        minutes: 15,
        gates: Gates { required: 1, passed: 0 },
        methods: vec![method("sms", MethodKind::TextMessage), method("mail", MethodKind::Mail)],
        passkey: None,
    }
}

pub(in crate::reset) fn seal() -> Seal {
    let agent = AgentKey { id: "north".to_owned(), public_key: "key".to_owned() };
    Seal { binding: "binding".to_owned(), agents: vec![agent], all_offline: false }
}

pub(in crate::reset) fn rules() -> NewPasswordRules {
    NewPasswordRules {
        minimum_length: 12,
        complexity: true,
        history_length: 24,
        maximum_age_seconds: None,
        account_name: "anna".to_owned(),
        display_name: "Anna Berg".to_owned(),
        banned_words: Vec::new(),
        minimum_strength: Strength::default(),
    }
}

pub(in crate::reset) fn answered(next: NextStep, seal: Option<Seal>) -> verify_code::Response {
    let account = Account { rules: rules(), can_change_from: Some("2026-11-24T09:00:00Z".to_owned()) };
    verify_code::Response {
        token: "second".to_owned(),
        gates: Gates { required: 1, passed: 1 },
        next,
        methods: vec![OfferedMethod {
            id: "mail".to_owned(),
            kind: MethodKind::Mail,
            hint: "a•••@•••".to_owned(),
        }],
        account: Some(account),
        seal,
    }
}

pub(in crate::reset) fn choose() -> ChoosePassword {
    ChoosePassword { reset: reset(), rules: rules(), can_change_from: None, seal: seal(), refusal: None }
}

pub(in crate::reset) fn waiting() -> Waiting {
    let Screen::Waiting(mut waiting) =
        choose().order(set_password::Request { envelopes: Vec::new(), is_deferrable: false })
    else {
        panic!("an order")
    };
    waiting.reset.token = "third".to_owned();
    waiting
}
