//! What the steps that deal with agents share: signatures and presence.

mod presence;
mod signature;

pub use presence::Presence;
pub use signature::{agent_refused, refused, signed, verified};
