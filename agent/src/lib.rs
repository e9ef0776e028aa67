//! The on-prem agent: the only part that talks to Active Directory.
//!
//! It makes outgoing connections only. It sends heartbeats (`heartbeat`), sends the accounts that may reset to the
//! cloud (`sync`), takes jobs from a queue (`queue`), carries each out exactly once in effect (`writeback` with its
//! `journal`), tries the passwords of users who sign in (`sign_in`), and reports what the directory answered (`cloud`).
//! The trait in `directory` says what the agent needs of a directory; two modules implement it.

pub mod active_directory;
pub mod breached;
pub mod check;
pub mod clock;
pub mod cloud;
pub mod command_line;
pub mod configuration;
pub mod demonstration;
pub mod directory;
mod dry_run;
pub mod enroll;
pub mod entropy;
pub mod findings;
mod hardening;
pub mod heartbeat;
pub mod journal;
pub mod key_rotation;
pub mod keys;
pub mod lease;
pub mod phone;
pub mod queue;
mod run;
pub mod sign_in;
pub mod state;
pub mod status;
mod sync;
mod telemetry;
mod words;
pub mod writeback;
