//! Turns events into requests and results into responses or problems; telemetry, environment.
//!
//! The code that every function runs before and after its step. The step itself gets a typed [`Request`] and returns a
//! [`Success`] or a [`Failure`]. Time, randomness and the environment enter the cloud part here and nowhere else.

mod batch;
mod bearer;
mod body;
mod clock;
mod cookie;
mod entropy;
pub mod environment;
mod failure;
mod moment;
mod queue;
mod report;
mod request;
mod response;
mod serve;
mod serve_administrator;
mod serve_agent;
mod stream;
mod telemetry;

pub use clock::now;
pub use entropy::{EntropyError, random};
pub use failure::{Failure, ProblemDetails};
pub use moment::rfc3339;
pub use queue::{Message, serve_queue};
pub use request::Request;
pub use response::Success;
pub use serve::serve;
pub use serve_administrator::serve_administrator;
pub use serve_agent::{AgentRequest, AgentResponse, serve_agent};
pub use stream::{Record, serve_stream};
pub use telemetry::init_telemetry;

/// The error of a function's `main`.
pub type Error = lambda_http::Error;
