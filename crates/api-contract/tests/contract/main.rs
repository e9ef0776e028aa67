//! The contract: the JSON of each message, the requests that are refused, and that no secret is printed.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(clippy::too_many_lines, reason = "examples of messages are lists")]

mod admin;
mod common;
mod secrets;
mod sessions;
mod snapshots;
mod strictness;
