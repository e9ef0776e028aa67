//! Opens a reset. A challenge is good for one start, so that a lost answer asks for a new one.

use api_contract::start_reset::{Request, Response, StartReset};

use super::{Failure, call::call};

pub(crate) async fn start_reset(request: &Request) -> Result<Response, Failure> {
    call::<StartReset>(None, request).await
}
