use api_contract::{set_password, verify_code::NextStep};

use super::*;
use crate::{
    clock::Moment,
    parts::CodeDelivery,
    reset::{
        error_action::StopReason,
        screen::{
            ChosenMethod, Prove,
            tests::{answered, choose, reset, seal, waiting},
        },
    },
};

fn chosen(is_sent: bool) -> ChosenMethod {
    let sent = CodeDelivery { length: 6, expires_at: Moment(1.0), resend_from: Moment(1.0) };
    let method = reset().methods.remove(0);
    ChosenMethod { method, destination: None, sent: is_sent.then_some(sent), before: None }
}

fn code() -> Screen {
    Screen::EnterCode(EnterCode { reset: reset(), chosen: chosen(true) })
}

#[test]
fn history_positions_grow_from_step_to_step() {
    let second = reset().after_proof("sms", answered(NextStep::Prove, None));
    let stopped = reset().stop(StopReason::ResetExpired, None);
    let steps = [
        Screen::Identify(stopped.identify()),
        Screen::Prove(Prove::new(reset())),
        code(),
        second,
        reset().after_proof("sms", answered(NextStep::ChoosePassword, Some(seal()))),
        Screen::Waiting(waiting()),
        waiting().confirm(None, None),
        stopped,
    ];
    let positions: Vec<_> = steps.iter().filter_map(Screen::position).collect();
    assert_eq!(positions.len(), steps.len());
    assert!(positions.is_sorted_by(|before, after| before < after), "{positions:?}");
}

#[test]
fn code_leads_back_to_the_methods_and_forward_again() {
    let Some(Screen::Prove(methods)) = code().at(1) else { panic!("the methods") };
    assert_eq!(methods.sent, Some(chosen(true)));
    assert_eq!(Screen::Prove(methods).at(2), Some(code()));
}

#[test]
fn code_of_an_app_keeps_the_code_that_was_sent_before() {
    let at_hand = ChosenMethod { before: Some(Box::new(chosen(true))), ..chosen(false) };
    let Screen::Prove(methods) = (EnterCode { reset: reset(), chosen: at_hand }).choose_another() else {
        panic!("the methods")
    };
    assert_eq!(methods.sent, Some(chosen(true)));
}

#[test]
fn only_a_step_with_a_way_back_gets_a_history_entry() {
    assert!(Screen::Prove(Prove::new(reset())).leads_back_to(0));
    assert!(code().leads_back_to(1));
    assert!(!code().leads_back_to(2), "another code of the same step");
    assert!(!Screen::ChoosePassword(choose()).leads_back_to(2));
    assert!(!Screen::Identify(code().identify()).leads_back_to(103), "a new start");
}

#[test]
fn proved_gate_is_not_proved_again() {
    let choose = Screen::ChoosePassword(choose());
    assert_eq!(choose.at(1), None);
    assert_eq!(choose.at(2), None);
    assert_eq!(choose.at(0), Some(Screen::Identify(choose.identify())));
    assert_eq!(Screen::Waiting(waiting()).at(100), None, "an order is under way");
}

#[test]
fn reset_can_be_resumed_until_its_end() {
    assert_eq!(code().resumable(), Some(code()));
    assert_eq!(Screen::Waiting(waiting()).resumable(), Some(Screen::Waiting(waiting())));
    assert_eq!(waiting().confirm(None, None).resumable(), None);
    assert_eq!(reset().stop(StopReason::ResetExpired, None).resumable(), None);
}

#[test]
fn refused_order_is_not_given_again_by_a_reload() {
    let stopped = waiting().after_refusal(api_contract::DirectoryRefusal::OrderCancelled, Moment(0.0));
    let Some(Screen::ChoosePassword(choose)) = stopped.resumable() else { panic!("the password") };
    assert_eq!(choose.reset.token, "third");
    let order = choose.order(set_password::Request { envelopes: Vec::new(), is_deferrable: false });
    assert!(matches!(order, Screen::Waiting(_)));
}
