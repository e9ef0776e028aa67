use serde_json::Value;

use super::*;
use crate::reset::{
    resume::written::write,
    screen::tests::{choose, reset, waiting},
};

fn round_trip(screen: &Screen) -> Option<Screen> {
    let text = write(screen).expect("a reset goes on from here");
    read(&serde_json::from_str::<Value>(&text).expect("it is JSON"))
}

fn chosen(before: Option<ChosenMethod>) -> ChosenMethod {
    let sent = CodeDelivery { length: 6, expires_at: Moment(300_000.0), resend_from: Moment(30_000.0) };
    let method = reset().methods.remove(0);
    let destination = Some("+46 70 123 45 67".to_owned());
    ChosenMethod { method, destination, sent: Some(sent), before: before.map(Box::new) }
}

#[test]
fn every_step_reads_as_it_was_written() {
    let at_hand = ChosenMethod { sent: None, destination: None, ..chosen(Some(chosen(None))) };
    let envelope = Envelope { agent: "north".into(), enc: "enc".into(), ciphertext: "text".into() };
    let request = set_password::Request { envelopes: vec![envelope], is_deferrable: true };
    let screens = [
        Screen::Prove(Prove::new(reset())),
        Screen::Prove(Prove { reset: reset(), sent: Some(chosen(None)) }),
        Screen::EnterCode(EnterCode { reset: reset(), chosen: chosen(None) }),
        Screen::EnterCode(EnterCode { reset: reset(), chosen: at_hand }),
        Screen::ChoosePassword(ChoosePassword { can_change_from: Some(Moment(1.0)), ..choose() }),
        Screen::Waiting(Waiting { is_sent: true, order: Order::SetPassword(request), ..waiting() }),
        choose().unlock_instead(),
    ];
    for screen in screens {
        let mut expected = screen.clone();
        if let Screen::Waiting(data) = &mut expected {
            // The way back has the token of the order.
            let reset = data.reset.clone();
            data.back = data.back.take().map(|back| Box::new(ChoosePassword { reset, ..*back }));
        }
        assert_eq!(round_trip(&screen), Some(expected));
    }
}

#[test]
fn ended_reset_is_not_stored() {
    let stopped = reset().stop(crate::reset::error_action::StopReason::ResetExpired, None);
    for screen in [stopped.clone(), Screen::Identify(stopped.identify()), waiting().confirm(None, None)] {
        assert_eq!(write(&screen), None);
    }
}

#[test]
fn text_of_another_version_is_not_read() {
    for text in ["{}", "[]", "null", r#"{"ahead":0,"token":"t"}"#] {
        assert_eq!(read(&serde_json::from_str::<Value>(text).expect("it is JSON")), None);
    }
}
