//! `POST /api/security-info/remove-method`: forgets a registered method.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

pub use crate::session::Session;
use crate::{Endpoint, Method};

/// Removes a method.
#[derive(Debug)]
pub struct RemoveMethod;

impl Endpoint for RemoveMethod {
    const STEP: &'static str = "remove-method";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/security-info/remove-method";
    const SUCCESS: u16 = 200;
    type Request = Request;
    type Response = Response;
}

/// Which one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {
    /// An id from the list.
    pub method: String,
}

strictly!(Request);

/// It is forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The session: perhaps another one is demanded now.
    pub session: Session,
}
