//! Names for the answers that the edge gives in the API's place, by which its log is searched.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

/// A name that was not given before: the number is of this run, the moment tells runs apart.
pub(crate) fn fresh(now: Timestamp) -> String {
    static GIVEN: AtomicU64 = AtomicU64::new(0);
    format!("edge-{}-{}", now.as_millisecond(), GIVEN.fetch_add(1, Ordering::Relaxed))
}
