//! Proves a second factor. Never repeated: a code is used up by being right.

use api_contract::prove_factor::ProveFactor;

use super::{
    call::{Answer, Authorization},
    step::{StepResponse, prove, prove_by_passkey},
};
use crate::passkey::Credential;

/// Proves it by a code.
pub(crate) fn prove_factor(method: &str, code: &str) -> Answer<StepResponse> {
    prove::<ProveFactor>(Authorization::Session, method, code)
}

/// Proves it by a passkey.
pub(crate) fn prove_factor_by_passkey(method: &str, credential: &Credential) -> Answer<StepResponse> {
    prove_by_passkey::<ProveFactor>(Authorization::Session, method, credential)
}
