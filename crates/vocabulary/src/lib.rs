//! Closed enumerations that mean the same to browser, functions, tables, queue and agent. Each value has one name,
//! which is the one on the wire and in storage.

mod activity;
mod agent_health;
mod directory_refusal;
mod envelope;
mod named;
mod names;
mod sign_in;
mod strength;
pub mod strict;

pub use activity::ActivityKind;
pub use agent_health::AgentHealth;
pub use directory_refusal::{DirectoryRefusal, DirectoryRefusalKind};
pub use envelope::Envelope;
pub use names::{AnonymousPurpose, IneligibleReason, MethodKind, OrderKind, Purpose};
pub use sign_in::{ConfirmationAnswer, NextStep, SignInRefusal, SignInVerdict};
pub use strength::Strength;
