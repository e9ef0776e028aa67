//! The endpoint of a step.

use serde::{Serialize, de::DeserializeOwned};

/// The HTTP method of an [`Endpoint`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Changes nothing and has no body.
    Get,
    /// Changes something. The body is JSON.
    Post,
}

/// One step of the contract. The server's handler and the page's call are generic over it, so that a changed
/// field fails both builds.
pub trait Endpoint {
    /// The name of the step in every layer, in kebab-case: `verify-code`.
    const STEP: &'static str;
    /// The HTTP method of its requests.
    const METHOD: Method;
    /// The path, from the root of the site.
    const PATH: &'static str;
    /// The HTTP status of a success; errors have that of their [`crate::ProblemKind`].
    const SUCCESS: u16;
    /// The JSON body of a request; `()` for a GET.
    type Request: Serialize + DeserializeOwned;
    /// The JSON body of a success.
    type Response: Serialize + DeserializeOwned;
}

/// Declares the type of a step and its [`Endpoint`], as in
/// `endpoint!(VerifyCode, "verify-code", POST "/api/reset/verify-code", 200);`.
///
/// The bodies are the module's `Response` and, for a POST, its `Request`. `xtask tidy` reads the step's name and method
/// from these calls.
macro_rules! endpoint {
    ($(#[$doc:meta])* $type:ident, $step:literal, GET $path:literal, $success:literal) => {
        $crate::endpoint::endpoint!(@ $(#[$doc])* $type, $step, Get, $path, $success, ());
    };
    ($(#[$doc:meta])* $type:ident, $step:literal, POST $path:literal, $success:literal) => {
        $crate::endpoint::endpoint!(@ $(#[$doc])* $type, $step, Post, $path, $success, Request);
    };
    (@ $(#[$doc:meta])* $type:ident, $step:literal, $method:ident, $path:literal, $success:literal, $request:ty) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $type;

        impl $crate::Endpoint for $type {
            const STEP: &'static str = $step;
            const METHOD: $crate::Method = $crate::Method::$method;
            const PATH: &'static str = $path;
            const SUCCESS: u16 = $success;
            type Request = $request;
            type Response = Response;
        }
    };
}
pub(crate) use endpoint;
