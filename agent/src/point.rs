//! The moments at which a crash is hardest to get right, named so that a test can stop a process exactly there.
//!
//! The installed program has no hook and no way to be given one; the test's own program passes one in.

use std::sync::Arc;

/// A moment in the carrying out of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// The intent is on disk; the directory has not been asked.
    IntentRecorded,
    /// The directory has written; nothing says so on disk.
    Written,
    /// The outcome is on disk; the cloud does not know.
    OutcomeRecorded,
}

/// What happens at a [`Point`]: nothing, unless a test wants otherwise.
#[derive(Clone, Default)]
pub struct Hook(Option<Arc<dyn Fn(Point) + Send + Sync>>);

impl Hook {
    /// Calls a function at every point.
    pub fn new(at: impl Fn(Point) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(at)))
    }

    pub(crate) fn reached(&self, point: Point) {
        if let Some(at) = &self.0 {
            at(point);
        }
    }
}

impl std::fmt::Debug for Hook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Hook").field(&self.0.is_some()).finish()
    }
}
