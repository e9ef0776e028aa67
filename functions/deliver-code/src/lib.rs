//! Makes and sends a code.
