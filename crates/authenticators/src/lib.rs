//! Authenticator apps, recovery codes and passkeys. Pure: time and randomness are parameters.
//!
//! This crate verifies codes and answers. It stores nothing, counts no guesses and knows no accounts.

pub mod passkey;
pub mod recovery;
#[cfg(any(test, feature = "soft-authenticator"))]
pub mod soft;
pub mod spelling;
pub mod totp;
