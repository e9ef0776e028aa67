//! Passkeys: public keys of authenticators (security keys, phones, Windows Hello, password managers), which a browser
//! uses for one site only. This is the relying party of Web Authentication Level 3 (<https://www.w3.org/TR/webauthn-3/>,
//! "WebAuthn" below): it says what a browser shall ask, and judges what it answers.
//!
//! Nothing is kept between the two: the challenge comes in both times. It must be unguessable, made for one ceremony
//! of one person, and end with it; whoever calls derives it from a key and sees that each is answered once. Where an
//! authenticator does not count (synced ones always say zero), that alone keeps an answer from being used again.
//!
//! `webauthn-rs-core` judges; it reads the clock and draws randomness only for what is not used here: chains of
//! attestation, and challenges of its own.

mod error;
mod options;
mod register;
mod relying_party;
mod stored;
#[cfg(test)]
mod tests;
mod verify;

pub use error::PasskeyError;
pub use options::User;
pub use relying_party::{InvalidOriginError, RelyingParty};
pub use stored::Passkey;
pub use verify::PasskeyUse;
use webauthn_rs_core::proto::COSEAlgorithm;

/// What the authenticator signs, among other things: 32 unguessable bytes.
pub type Challenge = [u8; 32];
/// Names an account to authenticators, and must tell nothing of the person (WebAuthn §14.6.1): 32 bytes of a keyed
/// hash, or random ones.
pub type UserHandle = [u8; 32];

/// What a key may sign with, the best first. Every authenticator can do the one, but Windows Hello on TPMs that can do
/// the other only. Ed25519 is left out: `webauthn-rs-core` cannot verify it, and what can sign with it can do ES256.
const ALGORITHMS: [COSEAlgorithm; 2] = [COSEAlgorithm::ES256, COSEAlgorithm::RS256];
/// How long a browser waits for its user: five minutes, as WebAuthn §15.1 has it where people are verified.
const TIMEOUT_MILLISECONDS: u32 = 300_000;
