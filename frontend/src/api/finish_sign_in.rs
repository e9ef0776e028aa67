//! Asks for the outcome of a sign-in. It is polled, so that the next poll makes up for a lost answer.

use api_contract::finish_sign_in::{FinishSignIn, Request, Response, SignInRefusal, State};

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read, read_members, read_name},
};

pub(crate) fn finish_sign_in(token: &str) -> Answer<Response> {
    call::<FinishSignIn>(Authorization::Bearer(token), &Request {})
}

read_members!(Response { state: required, refusal: optional, session: optional });

impl Read for State {
    fn read(json: &impl Json) -> Option<Self> {
        Some(match json.text()?.as_str() {
            "checking" => Self::Checking,
            "refused" => Self::Refused,
            "signed-in" => Self::SignedIn,
            _ => return None,
        })
    }
}

read_name!(SignInRefusal);
