//! What the browser and the cloud say to each other: one module per step, serde types only.
//!
//! Requests refuse unknown fields; responses do not, so that a page already open survives a new field.
//! Nothing here decides anything.

pub mod cancel_order;
mod endpoint;
pub mod issue_challenge;
mod present;
pub mod problem;
pub mod refusal;
pub mod send_code;
pub mod set_password;
pub mod show_config;
pub mod show_reset;
pub mod start_reset;
mod strict;
pub mod unlock_account;
pub mod verify_code;

pub use endpoint::{Endpoint, Method};
pub use problem::{Problem, ProblemKind};
pub use refusal::Refusal;
