//! The count of codes that a provider does not accept.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::{MethodKind, shared_limit::SharedLimit};
use jiff::Timestamp;
use store::{StoreError, counters::Counters};

/// Counts failed deliveries, so that nobody requests codes that would not come.
#[derive(Debug)]
pub struct FailedDeliveries {
    counters: Counters,
    /// Whether this process has counted a failure since it last delivered such a code.
    text_message_failed: AtomicBool,
    mail_failed: AtomicBool,
}

impl FailedDeliveries {
    /// Makes the count in these counters.
    pub const fn new(counters: Counters) -> Self {
        Self { counters, text_message_failed: AtomicBool::new(false), mail_failed: AtomicBool::new(false) }
    }

    /// Counts a try that failed because the provider accepts nothing.
    pub async fn count(&self, kind: MethodKind, now: Timestamp) -> Result<(), StoreError> {
        self.has_failed(kind).store(true, Ordering::Relaxed);
        self.counters.note(&SharedLimit::failed_deliveries(kind), now).await
    }

    /// Takes a failure back when the provider accepts codes again.
    pub async fn take_back(&self, kind: MethodKind, now: Timestamp) -> Result<(), StoreError> {
        if self.has_failed(kind).swap(false, Ordering::Relaxed) {
            self.counters.take_back(&SharedLimit::failed_deliveries(kind), now).await?;
        }
        Ok(())
    }

    fn has_failed(&self, kind: MethodKind) -> &AtomicBool {
        if kind == MethodKind::TextMessage { &self.text_message_failed } else { &self.mail_failed }
    }
}
