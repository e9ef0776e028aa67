//! Removes a known device. Removing it twice does no harm.

use api_contract::remove_device::{RemoveDevice, Request};

use super::{
    call::{Answer, Authorization},
    step::{StepResponse, step},
};

pub(crate) fn remove_device(request: &Request) -> Answer<StepResponse> {
    step::<RemoveDevice>(Authorization::Session, request)
}
