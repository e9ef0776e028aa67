//! Puts the registration off. Never repeated: each time counts.

use api_contract::skip_registration::{Request, SkipRegistration};

use super::{
    call::{Answer, Authorization},
    step::{StepResponse, step},
};

pub(crate) fn skip_registration() -> Answer<StepResponse> {
    step::<SkipRegistration>(Authorization::Session, &Request {})
}
