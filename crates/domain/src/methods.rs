//! Methods of users: those that are registered, and those that a reset shows.

pub mod method;
pub mod registration;
