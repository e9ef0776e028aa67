//! What the contract promises: how each message is written, what is refused, and that nothing secret is printed.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;
mod secrets;
mod sessions;
mod snapshots;
mod strictness;
