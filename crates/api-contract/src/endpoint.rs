//! What every step has in common.

use serde::{Serialize, de::DeserializeOwned};

/// The HTTP method of an [`Endpoint`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads, changes nothing, has no body.
    Get,
    /// Moves a reset on; the body is JSON.
    Post,
}

/// One step of the contract. The server's handler and the page's call are generic over it, so that a changed
/// field fails both builds.
pub trait Endpoint {
    /// The step's one word in every layer, in kebab-case: `verify-code`.
    const STEP: &'static str;
    /// The HTTP method.
    const METHOD: Method;
    /// The path, from the root of the site.
    const PATH: &'static str;
    /// The status of a success.
    const SUCCESS: u16;
    /// The JSON body of a request; `()` for a GET.
    type Request: Serialize + DeserializeOwned;
    /// The JSON body of a success.
    type Response: Serialize + DeserializeOwned;
}
