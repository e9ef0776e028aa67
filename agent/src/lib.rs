//! The on-prem agent: the only part that talks to Active Directory.
//!
//! It calls out and is never called: it says that it is alive (`heartbeat`), tells the cloud which accounts may reset
//! (`sync`), takes jobs from a queue (`queue`), carries them out exactly once in effect (`writeback` with its `journal`),
//! tries passwords of who signs in (`sign_in`), and reports what the directory said (`cloud`). What a directory is, is the trait in `directory`; there are two.

pub mod active_directory;
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
mod hardening;
pub mod heartbeat;
pub mod journal;
pub mod keys;
pub mod lease;
pub mod phone;
pub mod queue;
pub mod roll;
mod run;
pub mod sign_in;
pub mod state;
pub mod status;
mod sync;
mod telemetry;
mod words;
pub mod writeback;
