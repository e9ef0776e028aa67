//! The secrets of the targets, and signatures that the product does not make.

use std::convert::Infallible;

use agent_protocol::sealing::rand_core::{TryCryptoRng, TryRng};
use crypto::keys::{Keys, Secret};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

/// The moment at which everything is read.
pub(crate) fn now() -> Timestamp {
    Timestamp::constant(1_800_000_000, 0)
}

/// Returns a secret with two values, as while one is replaced.
pub(crate) fn secret() -> Secret {
    Secret::new(format!("{}\n{}", "n".repeat(32), "o".repeat(32))).expect("two values of 32 bytes")
}

/// Returns the HMAC-SHA256 of bytes.
pub(crate) fn mac(keys: &Keys, bytes: &[u8]) -> [u8; 32] {
    let mac = Hmac::<Sha256>::new_from_slice(keys.current()).expect("a key of any length");
    mac.chain_update(bytes).finalize().into_bytes().into()
}

/// A source of the same numbers each time, so that a found input does the same again. Sealing with it is not secret.
pub(crate) struct FixedRandom;

impl TryRng for FixedRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(0x0707_0707)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(0x0707_0707_0707_0707)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.fill(7);
        Ok(())
    }
}

impl TryCryptoRng for FixedRandom {}
