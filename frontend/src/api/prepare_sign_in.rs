//! Asks for what a sign-in needs: a proof of work to solve, and whom to seal to.

use api_contract::prepare_sign_in::PrepareSignIn;
pub(crate) use api_contract::prepare_sign_in::Response as Prepared;

use super::{
    call::{Answer, Who, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn prepare_sign_in() -> Answer<Prepared> {
    call_until_answered::<PrepareSignIn>(Who::Anyone, &())
}

impl Read for Prepared {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { challenge: Read::read(json)?, seal: json.optional("seal")? })
    }
}
