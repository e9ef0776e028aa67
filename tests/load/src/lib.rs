//! Measures what a reset costs.
