//! Writes a screen into the tab's storage. Passwords and codes are not in it; an order has its password sealed.

use api_contract::{
    Envelope,
    start_reset::{AnonymousPurpose, Gates, OfferedMethod},
    verify_code::{NewPasswordRules, Seal},
};
use serde::Serialize;

use crate::{
    clock::Moment,
    reset::screen::{ChoosePassword, ChosenMethod, Order, Reset, Screen, Waiting},
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StoredReset<'a> {
    /// The milliseconds by which the server's clock is ahead of this device's.
    ahead: i64,
    token: &'a str,
    expires_at: i64,
    user_id: &'a str,
    purpose: AnonymousPurpose,
    minutes: u32,
    gates: Gates,
    methods: &'a [OfferedMethod],
    passkey: Option<&'a str>,
    /// The method whose code was sent or is being typed.
    code: Option<Code<'a>>,
    is_typing: bool,
    choice: Option<StoredChoice<'a>>,
    order: Option<WrittenOrder<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Code<'a> {
    method: &'a OfferedMethod,
    destination: Option<&'a str>,
    length: u8,
    expires_at: Option<i64>,
    resend_from: Option<i64>,
    before: Option<Box<Self>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StoredChoice<'a> {
    rules: &'a NewPasswordRules,
    can_change_from: Option<i64>,
    seal: &'a Seal,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenOrder<'a> {
    /// Absent for an unlock.
    envelopes: Option<&'a [Envelope]>,
    is_deferrable: bool,
    is_sent: bool,
}

/// Returns a screen as text, or `None` if there is nothing in it to go on from.
pub(super) fn write(screen: &Screen) -> Option<String> {
    let written = match screen {
        Screen::Prove(data) => {
            StoredReset { code: data.sent.as_ref().map(Code::new), ..StoredReset::new(&data.reset) }
        }
        Screen::EnterCode(data) => StoredReset {
            code: Some(Code::new(&data.chosen)),
            is_typing: true,
            ..StoredReset::new(&data.reset)
        },
        Screen::ChoosePassword(data) => {
            StoredReset { choice: Some(StoredChoice::new(data)), ..StoredReset::new(&data.reset) }
        }
        Screen::Waiting(data) => StoredReset {
            choice: data.back.as_deref().map(StoredChoice::new),
            order: Some(WrittenOrder::new(data)),
            ..StoredReset::new(&data.reset)
        },
        Screen::Identify(_) | Screen::Done(_) | Screen::Stopped(_) | Screen::CancelOrder(_) => return None,
    };
    serde_json::to_string(&written).ok()
}

impl<'a> StoredReset<'a> {
    fn new(reset: &'a Reset) -> Self {
        Self {
            ahead: Moment::offset_ms(),
            token: &reset.token,
            expires_at: reset.expires_at.milliseconds(),
            user_id: &reset.user_id,
            purpose: reset.purpose,
            minutes: reset.minutes,
            gates: reset.gates,
            methods: &reset.methods,
            passkey: reset.passkey.as_ref().map(|options| options.0.as_str()),
            code: None,
            is_typing: false,
            choice: None,
            order: None,
        }
    }
}

impl<'a> Code<'a> {
    fn new(chosen: &'a ChosenMethod) -> Self {
        Self {
            method: &chosen.method,
            destination: chosen.destination.as_deref(),
            length: chosen.sent.map_or(0, |sent| sent.length),
            expires_at: chosen.sent.map(|sent| sent.expires_at.milliseconds()),
            resend_from: chosen.sent.map(|sent| sent.resend_from.milliseconds()),
            before: chosen.before.as_deref().map(|before| Box::new(Self::new(before))),
        }
    }
}

impl<'a> StoredChoice<'a> {
    fn new(data: &'a ChoosePassword) -> Self {
        Self {
            rules: &data.rules,
            can_change_from: data.can_change_from.map(Moment::milliseconds),
            seal: &data.seal,
        }
    }
}

impl<'a> WrittenOrder<'a> {
    fn new(data: &'a Waiting) -> Self {
        let (envelopes, is_deferrable) = match &data.order {
            Order::SetPassword(request) => (Some(request.envelopes.as_slice()), request.is_deferrable),
            Order::UnlockAccount(request) => (None, request.is_deferrable),
        };
        Self { envelopes, is_deferrable, is_sent: data.is_sent }
    }
}
