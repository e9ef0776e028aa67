//! The only place that reads the clock and draws random bytes.

use std::time::{Duration, SystemTime};

/// Returns the milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the edge of the program")]
pub fn milliseconds() -> u128 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_millis()
}

/// Returns the whole seconds since 1970.
pub fn seconds() -> u64 {
    u64::try_from(milliseconds() / 1000).unwrap_or(u64::MAX)
}

/// Draws random bytes.
#[expect(clippy::disallowed_methods, reason = "the edge of the program")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without random bytes the next request is refused as a repetition.
    getrandom::fill(&mut bytes).ok();
    bytes
}

/// Draws random digits in the form of a UUID.
pub fn random_uuid() -> String {
    let hex = format!("{:032x}", u128::from_be_bytes(random()));
    let part = |range: std::ops::Range<usize>| hex.get(range).unwrap_or_default().to_owned();
    format!("{}-{}-4{}-8{}-{}", part(0..8), part(8..12), part(13..16), part(17..20), part(20..32))
}
