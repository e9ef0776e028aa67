//! Ids of the responses that the edge gives in the API's place, by which its log is searched.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

/// Returns a new id: the number is unique in this run, the moment differs between runs.
pub(crate) fn next_id(now: Timestamp) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("edge-{}-{}", now.as_millisecond(), COUNT.fetch_add(1, Ordering::Relaxed))
}
