//! What the steps of a reset share: token to reset, refusal to problem, retries of lost races.
//!
//! The one place that knows the contract, the rules and the store together. A step itself loads, decides by a call into
//! `domain`, saves and answers; it stands in its own function.

mod account;
mod bearer;
mod challenges;
mod courier;
mod digest;
mod envelopes;
mod gates;
mod judge;
mod name;
mod orders;
mod presence;
mod refusal;
mod retry;
mod shared;
mod uuid;
mod verified;
mod visitor;

pub use account::told_account;
pub use bearer::{Admitted, Bearer};
pub use challenges::{ChallengeIssuer, reset_challenges, sign_in_challenges};
pub use courier::Courier;
pub use digest::request_digest;
pub use envelopes::checked_envelopes;
pub use gates::{Gates, Guess};
pub use judge::{Judge, Proven, Shown, passkey};
pub use name::checked_name;
pub use orders::{Orders, Place, Wanted};
pub use presence::Presence;
pub use refusal::{failure, seconds_until};
pub use retry::{StepError, retry};
pub use shared::refuse_reached;
pub use uuid::uuid;
pub use verified::{agent_refused, refused, signed, verified};
pub use visitor::{Visitor, Visitors, standing, told_session};
