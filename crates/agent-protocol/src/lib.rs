//! The messages between the cloud and the agent, and the sealing of passwords (HPKE).
//!
//! The crate is part of the browser's page, which seals, of the agent, which opens, and of the cloud, which passes on
//! what it cannot read. Randomness and time are parameters.

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
pub use vocabulary::{Envelope, OrderKind};
