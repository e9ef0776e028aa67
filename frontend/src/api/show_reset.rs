//! Asks for the state of an order. It is polled, so that the next poll makes up for a lost answer.

use api_contract::show_reset::{Receipt, Response, ShowReset, State};

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read, read_members},
};

pub(crate) fn show_reset(token: &str) -> Answer<Response> {
    call::<ShowReset>(Authorization::Bearer(token), &())
}

read_members!(Response {
    state: required,
    refusal: optional,
    deferred_until: optional "keepsTryingUntil",
    receipt: optional,
});

impl Read for State {
    fn read(json: &impl Json) -> Option<Self> {
        Some(match json.text()?.as_str() {
            "writing" => Self::Writing,
            "done" => Self::Done,
            "refused" => Self::Refused,
            "expired" => Self::Expired,
            _ => return None,
        })
    }
}

read_members!(Receipt { job: required, agent: required, at: required });
