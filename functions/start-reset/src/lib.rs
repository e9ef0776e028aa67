//! Opens a reset.
