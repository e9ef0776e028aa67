//! Where randomness enters: `crypto.getRandomValues` of the browser.

use agent_protocol::sealing::rand_core::{CryptoRng, UnwrapErr};

/// The browser's random numbers. A browser without them cannot seal, and the page ends there: nothing is ever sealed
/// with less.
pub(crate) fn random() -> impl CryptoRng {
    UnwrapErr(getrandom::SysRng)
}
