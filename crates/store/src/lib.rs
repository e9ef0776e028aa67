//! AWS adapters: tables, queues and secrets.
//!
//! The crate decides nothing: it stores what [`domain`] decided, and hands messages and orders on.

pub mod account_freezes;
pub mod accounts;
pub mod activities;
pub mod agent_sessions;
pub mod agents;
pub mod audit;
mod batch_get;
pub mod cache;
pub mod client_info;
pub mod counters;
mod destination_item;
mod error;
pub mod fuzzing;
mod instant;
mod item;
pub mod leader_lease;
mod limits;
pub mod notices;
pub mod queues;
pub mod registrations;
pub mod resets;
mod secrets;
pub mod sessions;
pub mod settings;
pub mod sign_ins;
mod table;
mod tables;
pub mod used_challenges;
mod wiring;

pub use error::StoreError;
pub use limits::LimitsVersion;
pub use secrets::SecretName;
pub use tables::TableNames;
pub use wiring::{Wiring, WiringError};
