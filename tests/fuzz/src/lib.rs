//! Fuzz targets. Each takes any bytes, reads them as the product does, and panics if a promise is broken.
//!
//! `scripts/fuzz` runs them under libFuzzer. The fast tests run them with every file of `corpus`.

mod json;
mod keys;
mod targets;

pub use targets::{TARGETS, Target, find};

#[cfg(test)]
mod tests;
