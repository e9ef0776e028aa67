//! The requests and responses between the browser and the cloud: one module per step, serde types only.
//!
//! Requests refuse unknown fields; responses do not, so that a page already open survives a new field. This crate makes
//! no decisions.

pub mod add_method;
pub mod admin;
pub mod cancel_order;
pub mod change_method;
pub mod change_password;
mod endpoint;
pub mod finish_sign_in;
pub mod freeze_account;
pub mod issue_challenge;
pub mod prepare_sign_in;
mod present;
pub mod problem;
pub mod prove_factor;
pub mod prove_method;
pub mod remove_device;
pub mod remove_method;
pub mod send_code;
pub mod send_factor;
pub mod session;
pub mod set_password;
pub mod show_config;
pub mod show_reset;
pub mod show_session;
pub mod sign_in;
pub mod sign_out;
pub mod skip_registration;
pub mod start_change;
pub mod start_reset;
pub mod unlock_account;
pub mod verify_code;
pub mod verify_passkey;

pub use endpoint::{Endpoint, Method};
pub use problem::{Problem, ProblemKind};
pub use vocabulary::{ActivityKind, AnonymousPurpose, Envelope, MethodKind, SignInRefusal};

/// The reason why the directory refused an order. Moments are written as in RFC 3339, in UTC.
pub type DirectoryRefusal = vocabulary::DirectoryRefusal<String>;
