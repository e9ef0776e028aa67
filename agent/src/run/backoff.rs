//! Pauses between attempts.

use std::time::Duration;

use crate::entropy;

/// Returns between half of a pause and all of it, so that agents that failed together do not come back together.
pub(super) fn with_jitter(pause: Duration) -> Duration {
    let [random] = entropy::draw::<1>();
    pause / 2 + pause * u32::from(random) / 510
}
