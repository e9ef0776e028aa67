//! Asks for a code.
