//! Reads a screen from the tab's storage.

use api_contract::{Envelope, set_password, unlock_account};
use js_sys::JSON;

use super::{KEY, Query};
use crate::{
    api::json::{Json, Read, read_members},
    browser::{WebStorage, history},
    clock::Moment,
    parts::CodeDelivery,
    reset::{
        link_parameters::LinkParameters,
        screen::{ChoosePassword, ChosenMethod, EnterCode, Identify, Order, Prove, Reset, Screen, Waiting},
    },
};

/// Returns the screen that is asked for.
pub(super) fn open(query: Query) -> Option<Screen> {
    match query {
        Query::Opening(link) => opening(link),
        Query::At(position, shown) => super::newest().as_ref().unwrap_or(shown).at(position),
    }
}

/// Returns the screen of the kept reset with which the page opens, or the first one with its name if it is over. A
/// text that cannot be read may be that of another version.
fn opening(link: &LinkParameters) -> Option<Screen> {
    let position = history::position().filter(|_| !history::is_visit());
    let text = WebStorage::Session.read(KEY)?;
    let kept = JSON::parse(&text).ok().and_then(|json| read(&json)).unwrap_or_else(|| nothing(link));
    // The address stays as it was while the user goes on, perhaps with another name.
    let is_of_link = position.is_some() || link.user_id.is_empty() || kept.identify().user_id == link.user_id;
    let is_over = kept.lasts_until().is_some_and(|end| end.has_passed(Moment::now()));
    let identify = Screen::Identify(if is_of_link { kept.identify() } else { nothing(link).identify() });
    if is_over || !is_of_link || kept.position() == Some(0) {
        super::keep(&identify);
        return Some(identify);
    }
    // A new tab that got this reset from another one has its own history.
    let position = position.or_else(|| if history::is_first() { kept.position() } else { Some(0) });
    let screen = position.and_then(|position| kept.at(position)).unwrap_or_else(|| kept.clone());
    super::keep(&kept);
    Some(screen)
}

fn nothing(link: &LinkParameters) -> Screen {
    Screen::Identify(Identify { user_id: link.user_id.clone(), purpose: link.purpose })
}

fn read(json: &impl Json) -> Option<Screen> {
    Moment::assume_offset_ms(json.get("ahead")?.number()?);
    let reset = Reset {
        token: json.required("token")?,
        expires_at: json.required("expiresAt")?,
        user_id: json.required("userId")?,
        purpose: json.required("purpose")?,
        minutes: json.required("minutes")?,
        gates: json.required("gates")?,
        methods: json.required("methods")?,
        passkey: json.optional::<String>("passkey")?.map(crate::passkey::Options),
    };
    let code = json.optional::<ChosenMethod>("code")?;
    let choice = json.get("choice").and_then(|choice| read_choice(&choice, &reset));
    Some(match (json.get("order"), choice, code) {
        (Some(order), back, _) => Screen::Waiting(read_order(&order, reset, back)?),
        (None, Some(choice), _) => Screen::ChoosePassword(choice),
        (None, None, Some(chosen)) if json.required("isTyping")? => {
            Screen::EnterCode(EnterCode { reset, chosen })
        }
        (None, None, sent) => Screen::Prove(Prove { reset, sent }),
    })
}

fn read_choice(json: &impl Json, reset: &Reset) -> Option<ChoosePassword> {
    Some(ChoosePassword {
        reset: reset.clone(),
        rules: json.required("rules")?,
        can_change_from: json.optional("canChangeFrom")?,
        seal: json.required("seal")?,
        refusal: None,
    })
}

fn read_order(json: &impl Json, reset: Reset, back: Option<ChoosePassword>) -> Option<Waiting> {
    let is_deferrable = json.required("isDeferrable")?;
    let order = match json.optional::<Vec<Envelope>>("envelopes")? {
        Some(envelopes) => Order::SetPassword(set_password::Request { envelopes, is_deferrable }),
        None => Order::UnlockAccount(unlock_account::Request { is_deferrable }),
    };
    Some(Waiting { reset, order, is_sent: json.required("isSent")?, back: back.map(Box::new) })
}

impl Read for Moment {
    fn read(json: &impl Json) -> Option<Self> {
        json.number().map(Self)
    }
}

impl Read for ChosenMethod {
    fn read(json: &impl Json) -> Option<Self> {
        let length: u8 = json.required("length")?;
        let moments = json.optional("expiresAt")?.zip(json.optional("resendFrom")?);
        let sent = moments.map(|(expires_at, resend_from)| CodeDelivery { length, expires_at, resend_from });
        Some(Self {
            method: json.required("method")?,
            destination: json.optional("destination")?,
            sent,
            before: json.optional("before")?.map(Box::new),
        })
    }
}

read_members!(Envelope { agent: required, enc: required, ciphertext: required });

impl Read for api_contract::AnonymousPurpose {
    fn read(json: &impl Json) -> Option<Self> {
        Self::from_name(&json.text()?)
    }
}

#[cfg(test)]
mod tests;
