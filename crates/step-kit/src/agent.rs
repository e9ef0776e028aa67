//! Signatures and presence of agents.

mod presence;
mod signature;

pub use presence::Presence;
pub use signature::{refuse_agent, signature_failure, signed_request, verify_signature};
