//! Asks how the order stands. Polled, so that a lost answer is made good by the next question.

use api_contract::show_reset::{Response, ShowReset};

use super::{Failure, call::call};

pub(crate) async fn show_reset(token: &str) -> Result<Response, Failure> {
    call::<ShowReset>(Some(token), &()).await
}
