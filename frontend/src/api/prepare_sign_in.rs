//! Asks for what a sign-in needs: a proof of work to solve, and the keys to seal to.

use api_contract::prepare_sign_in::PrepareSignIn;
pub(crate) use api_contract::prepare_sign_in::Response as SignInPreparation;

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn prepare_sign_in() -> Answer<SignInPreparation> {
    call_until_answered::<PrepareSignIn>(Authorization::Anonymous, &())
}

impl Read for SignInPreparation {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { challenge: Read::read(json)?, seal: json.optional("seal")? })
    }
}
