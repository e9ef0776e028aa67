//! Codes of authenticator apps: TOTP (RFC 6238) with HMAC-SHA-1, six digits and steps of thirty seconds, which every
//! app supports.

mod enrollment;
#[cfg(test)]
mod oathtool;
#[cfg(test)]
mod tests;

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;
use subtle::{Choice, ConstantTimeEq, CtOption};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The length of a secret in bytes: 160 bits, as long as the hash (RFC 4226 §4, R6).
pub const SECRET_BYTES: usize = 20;
/// The number of digits of a code.
pub const DIGITS: usize = 6;
/// The length of a step in seconds (RFC 6238 §5.2).
pub const STEP_SECONDS: u64 = 30;

/// The number of steps whose codes are accepted at one moment.
pub const ACCEPTED_STEPS: usize = 3;

/// The secret that an authenticator app and the server share.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; SECRET_BYTES]);

impl Secret {
    /// Returns a secret of fresh random bytes, or of those of a stored one.
    pub const fn from_bytes(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes of the secret, to be stored encrypted.
    pub const fn as_bytes(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// Returns the step whose code was typed: the current one, the one before or the one after (RFC 6238 §5.2 and §6).
    /// Returns `None` if the code is wrong or the step is not later than the last accepted one, so that no code is good
    /// twice. The caller stores an accepted step as `last_accepted` in the transaction in which it counts.
    ///
    /// Spaces and dashes are ignored, and digits may be of any script. The time does not tell which step it was or how much of a code was right.
    pub fn accept(&self, typed: &str, now: Timestamp, last_accepted: Option<u64>) -> Option<u64> {
        let typed = Zeroizing::new(input::code::bare(typed));
        let current = u64::try_from(now.as_second()).ok()? / STEP_SECONDS;
        // The latest step comes first: if two steps have the same code, it must not be good for both.
        let steps: [_; ACCEPTED_STEPS] = [Some(current + 1), Some(current), current.checked_sub(1)];
        let mut found = CtOption::new(0, Choice::from(0));
        for step in steps.into_iter().flatten() {
            let is_later = last_accepted.is_none_or(|last| step > last);
            let is_right = self.code(step).as_bytes().ct_eq(typed.as_bytes());
            found = found.or_else(|| CtOption::new(step, is_right & Choice::from(u8::from(is_later))));
        }
        found.into()
    }

    /// Returns the code of a step: HOTP (RFC 4226 §5.3) with the step as its counter.
    fn code(&self, step: u64) -> Zeroizing<String> {
        let number = truncate(self.mac(step)) % 10_u32.pow(6);
        Zeroizing::new(format!("{number:06}"))
    }

    fn mac(&self, step: u64) -> [u8; 20] {
        // HMAC pads the secret with zeros to the block size of SHA-1.
        let mut block = Zeroizing::new([0; 64]);
        let (start, _) = block.split_at_mut(SECRET_BYTES);
        start.copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha1>::new((&*block).into());
        mac.update(&step.to_be_bytes());
        mac.finalize().into_bytes().into()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Truncates the hash dynamically (RFC 4226 §5.3): returns 31 bits at the offset in its last four bits.
fn truncate(mac: [u8; 20]) -> u32 {
    let [.., last] = mac;
    let four = mac.iter().skip(usize::from(last & 15)).take(4);
    four.fold(0, |bits, byte| bits << 8 | u32::from(*byte)) & 0x7fff_ffff
}
