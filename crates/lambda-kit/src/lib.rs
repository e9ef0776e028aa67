//! Event to request, result to response or problem, telemetry, environment.
//!
//! What every function does before and after its step, once: the step itself sees a typed [`Request`] and answers with
//! a [`Success`] or a [`Failure`]. Time, randomness and the environment enter the cloud part here and nowhere else.

mod answer;
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
mod serve;
mod serve_administrator;
mod serve_agent;
mod stream;
mod telemetry;

pub use answer::Success;
pub use clock::now;
pub use entropy::{EntropyError, random};
pub use failure::{Failure, Refused};
pub use moment::rfc3339;
pub use queue::{Message, serve_queue};
pub use request::Request;
pub use serve::serve;
pub use serve_administrator::serve_administrator;
pub use serve_agent::{AgentAnswer, AgentRequest, serve_agent};
pub use stream::{Record, serve_stream};
pub use telemetry::init_telemetry;

/// What a function's `main` fails with.
pub type Error = lambda_http::Error;
