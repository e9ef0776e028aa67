//! The step that proves a gate of a reset.

pub(crate) mod verify_code;
