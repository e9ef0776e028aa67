//! Names a registered method, prefers it, or answers whether it is still the user's.

use api_contract::change_method::{ChangeMethod, Request};

use super::{
    call::{Answer, Authorization},
    step::{StepResponse, step_until_answered},
};

pub(crate) fn change_method(request: &Request) -> Answer<StepResponse> {
    step_until_answered::<ChangeMethod>(Authorization::Session, request)
}
