//! What the cloud and the agent say to each other, and the sealing of passwords (HPKE).
//!
//! The same crate compiles into the browser, which seals; the agent, which opens; and the cloud, which passes on
//! what it cannot read. Randomness and time come in as parameters.

pub mod enrollment;
pub mod job;
pub mod report;
pub mod request;
pub mod sealing;
pub mod session;
pub mod sign_in;
pub mod sync;
pub mod take_job;

pub use job::{Job, Order};
pub use report::{Outcome, Refusal, Report};
pub use vocabulary::Envelope;
