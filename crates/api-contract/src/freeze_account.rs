//! `POST /api/account/freeze`: "this was not me". Ends every session and reset of the account, and allows no other.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::{Endpoint, Method};

/// Freezes an account. The bearer is the token of a link in a notice; nobody need be signed in.
#[derive(Debug)]
pub struct FreezeAccount;

impl Endpoint for FreezeAccount {
    const STEP: &'static str = "freeze-account";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/account/freeze";
    const SUCCESS: u16 = 200;
    type Request = Request;
    type Response = Response;
}

/// Nothing to say: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// It is frozen, now or before: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {}
