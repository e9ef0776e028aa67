//! Tests of the stores against DynamoDB: an emulator in this process, or the one that `READMIT_DYNAMODB_ENDPOINT`
//! names.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

mod accounts;
mod activities;
mod agents;
mod codes;
mod counters;
mod directory;
mod emulator;
mod ineligible;
mod leader_lease;
mod names;
mod notices;
mod resets;
mod sessions;
mod settings;
mod sync_loss;
mod used_challenges;
