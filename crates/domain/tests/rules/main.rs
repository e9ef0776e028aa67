//! The rules of a reset: every step at its boundaries, and properties of any order of steps.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails may panic")]
#![expect(clippy::too_many_lines, reason = "each step of a reset is one arm")]

mod changes;
mod credentials;
mod decoys;
mod deferred_orders;
mod deliveries;
mod gates;
mod guesses;
mod known_devices;
mod one_time_codes;
mod orders;
mod properties;
mod support;
mod tokens;
