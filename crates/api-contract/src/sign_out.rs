//! `POST /api/session/sign-out`: ends the session.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::{Endpoint, Method};

/// Signs out.
#[derive(Debug)]
pub struct SignOut;

impl Endpoint for SignOut {
    const STEP: &'static str = "sign-out";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/session/sign-out";
    const SUCCESS: u16 = 200;
    type Request = Request;
    type Response = Response;
}

/// Which sessions end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {
    /// Whether all sessions of the account end, wherever they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub everywhere: bool,
}

strictly!(Request);

/// It has ended, now or before: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {}
