//! Removes a registered method. Never repeated: a second request would be an error.

use api_contract::remove_method::{RemoveMethod, Request};

use super::{
    call::{Answer, Authorization},
    step::{StepResponse, step},
};

pub(crate) fn remove_method(request: &Request) -> Answer<StepResponse> {
    step::<RemoveMethod>(Authorization::Session, request)
}
