//! The rules of a reset: every step at its boundaries, and what holds in whatever order steps come.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails may panic")]

mod changes;
mod deferred_orders;
mod held;
mod one_time_codes;
mod properties;
mod steps;
mod support;
