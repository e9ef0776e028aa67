//! The one place where the agent draws randomness.

use agent_protocol::sealing::rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;

/// Returns random bytes of the operating system.
///
/// # Panics
///
/// If the operating system has no randomness: nothing secret may be made then.
#[expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "the edge; without randomness nothing is safe"
)]
pub fn draw<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}

/// The operating system as a generator of randomness, for making keys.
#[derive(Debug, Clone, Copy)]
pub struct SystemRandomness;

impl TryRng for SystemRandomness {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_ne_bytes(draw()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_ne_bytes(draw()))
    }

    #[expect(
        clippy::disallowed_methods,
        clippy::expect_used,
        reason = "the edge; without randomness nothing is safe"
    )]
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        getrandom::fill(bytes).expect("the operating system gives randomness");
        Ok(())
    }
}

impl TryCryptoRng for SystemRandomness {}
