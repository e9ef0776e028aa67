//! What the steps of a reset share: token to reset, refusal to problem, retries of lost races.
//!
//! The one place that knows the contract, the rules and the store together. A step itself loads, decides by a call into
//! `reset-domain`, saves and answers; it stands in its own function.

mod bearer;
mod digest;
mod orders;
mod presence;
mod refusal;
mod retry;
mod shared;
mod uuid;
mod verified;

pub use bearer::{Admitted, Bearer};
pub use digest::request_digest;
pub use orders::{Orders, Place, Wanted};
pub use presence::Presence;
pub use refusal::{failure, seconds_until};
pub use retry::{StepError, retry};
pub use shared::refuse_reached;
pub use uuid::uuid;
pub use verified::{agent_refused, refused, signed, verified};
