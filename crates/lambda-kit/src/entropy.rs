//! The randomness of the cloud part.

use thiserror::Error;

/// The operating system gave no randomness.
#[derive(Debug, Error)]
#[error("the system's randomness is not available")]
pub struct EntropyError(#[source] getrandom::Error);

/// Returns `N` random bytes from the operating system.
#[expect(clippy::disallowed_methods, reason = "the one place where the functions draw randomness")]
pub fn random<const N: usize>() -> Result<[u8; N], EntropyError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(EntropyError)?;
    Ok(bytes)
}
