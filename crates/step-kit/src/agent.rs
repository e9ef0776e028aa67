//! Signatures and presence of agents.

mod presence;
mod signature;

pub use presence::Presence;
pub use signature::{agent_refused, refused, signed, verified};
