//! Asks how the page looks, which languages it speaks and whom to call.

use api_contract::show_config::{Response, ShowConfig};

use super::{Failure, call::call_until_answered};

pub(crate) async fn show_config() -> Result<Response, Failure> {
    call_until_answered::<ShowConfig>(None, &()).await
}
