//! Asks for the state of an order. It is polled, so that the next poll makes up for a lost answer.

use api_contract::show_reset::{Receipt, Response, ShowReset, State};

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read},
};

pub(crate) fn show_reset(token: &str) -> Answer<Response> {
    call::<ShowReset>(Authorization::Bearer(token), &())
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            state: json.member("state")?,
            refusal: json.optional("refusal")?,
            deferred_until: json.optional("keepsTryingUntil")?,
            receipt: json.optional("receipt")?,
        })
    }
}

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

impl Read for Receipt {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { job: json.member("job")?, agent: json.member("agent")?, at: json.member("at")? })
    }
}
