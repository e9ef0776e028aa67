//! Passkeys: public keys of authenticators (security keys, phones, Windows Hello, password managers), which a browser
//! uses for one site only. This is the relying party of Web Authentication Level 3
//! (<https://www.w3.org/TR/webauthn-3/>, "WebAuthn" below): it makes the options for browsers and verifies their
//! answers.
//!
//! The challenge is a parameter of both, and nothing is stored between them. It must be unguessable and made for one
//! ceremony of one user. The caller derives it from a key and ensures that it is answered once. If an authenticator
//! does not count (synced ones always say zero), only that prevents the replay of an answer.
//!
//! `webauthn-rs-core` verifies. It reads the clock and draws randomness only for features that are not used here:
//! chains of attestation and its own challenges.

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

/// The challenge that the authenticator signs: 32 unguessable bytes.
pub type Challenge = [u8; 32];
/// The id of an account for authenticators, which must reveal nothing about the user (WebAuthn §14.6.1): 32 bytes of a
/// keyed hash, or random ones.
pub type UserHandle = [u8; 32];

/// The algorithms of keys, the best first. Every authenticator supports ES256, except Windows Hello on TPMs that
/// support RS256 only. Ed25519 is left out: `webauthn-rs-core` cannot verify it, and authenticators that support it
/// support ES256 too.
const ALGORITHMS: [COSEAlgorithm; 2] = [COSEAlgorithm::ES256, COSEAlgorithm::RS256];
/// The time that a browser waits for its user: five minutes, as WebAuthn §15.1 recommends with user verification.
const TIMEOUT_MILLISECONDS: u32 = 300_000;
