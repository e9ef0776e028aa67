//! Random numbers, from the browser's `crypto.getRandomValues`.

use agent_protocol::sealing::rand_core::{CryptoRng, UnwrapErr};

/// Returns the browser's random number generator. A browser without one cannot seal, and the page stops there: nothing
/// is ever sealed with less.
pub(crate) fn random() -> impl CryptoRng {
    UnwrapErr(getrandom::SysRng)
}
