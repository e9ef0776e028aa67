//! What a person can hold: authenticator apps, recovery codes, passkeys. Pure: time and randomness come in.
//!
//! Nothing here stores, counts guesses or tells accounts apart: it says whether what was shown is right.

pub mod passkey;
pub mod recovery;
#[cfg(any(test, feature = "soft-authenticator"))]
pub mod soft;
pub mod spelling;
pub mod totp;
