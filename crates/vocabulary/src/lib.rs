//! Closed enumerations that mean the same to browser, functions, tables, queue and agent. Each value has one name,
//! which is the one on the wire and in storage.

mod agent_health;
mod directory_refusal;
mod envelope;
mod names;
pub mod strict;

pub use agent_health::AgentHealth;
pub use directory_refusal::DirectoryRefusal;
pub use envelope::Envelope;
pub use names::{
    AnonymousPurpose, ConfirmationAnswer, IneligibleReason, MethodKind, NextStep, OrderKind, Purpose,
    SignInRefusal, SignInVerdict, Strength,
};
