//! Verifies a code.
