//! Proves a method that is being added. Never repeated: a code is used up by being right.

use api_contract::prove_method::ProveMethod;

use super::{
    call::{Answer, Authorization},
    step::{StepResponse, prove, prove_by_passkey},
};
use crate::passkey::Credential;

/// Proves it by a code.
pub(crate) fn prove_method(method: &str, code: &str) -> Answer<StepResponse> {
    prove::<ProveMethod>(Authorization::Session, method, code)
}

/// Proves it by a passkey.
pub(crate) fn prove_method_by_passkey(method: &str, credential: &Credential) -> Answer<StepResponse> {
    prove_by_passkey::<ProveMethod>(Authorization::Session, method, credential)
}
