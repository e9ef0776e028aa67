//! AWS adapters: tables, queues, secrets, mail, text messages.
//!
//! Nothing here decides anything: it keeps what [`reset_domain`] decided, and hands messages and orders on.

pub mod codes;
mod connect;
pub mod counters;
pub mod destinations;
mod error;
mod gsm;
mod item;
pub mod keys;
pub mod mails;
pub mod masks;
pub mod messages;
pub mod names;
pub mod queues;
pub mod secrets;
mod table;
pub mod text_messages;

pub use connect::{Clients, Environment, MissingSetting, connect};
pub use error::{CarrierError, StoreError};
