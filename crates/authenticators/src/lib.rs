//! What a person can hold: authenticator apps, recovery codes, passkeys. Pure: time and randomness come in.
//!
//! Nothing here stores, counts guesses or tells accounts apart: it says whether what was shown is right.

pub mod recovery;
pub mod spelling;
pub mod totp;
