//! Random numbers, from the browser's `crypto.getRandomValues`.

use agent_protocol::sealing::rand_core::{CryptoRng, Rng as _, UnwrapErr};

/// Returns the browser's random number generator. A browser without one cannot seal, and the page stops there: nothing
/// is ever sealed with less.
pub(crate) fn random() -> impl CryptoRng {
    UnwrapErr(getrandom::SysRng)
}

/// Returns 32 random bits.
pub(crate) fn random_number() -> u32 {
    random().next_u32()
}
