//! How AWS fails us.

use std::error::Error;

/// Why something could not be loaded or saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// What was read is no longer what is stored: read again and decide again.
    #[error("something else was saved first")]
    Conflict,
    /// The table, queue or secret did not answer as it should.
    #[error("{operation}")]
    Unavailable {
        /// What was attempted.
        operation: &'static str,
        /// Why it failed.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// A stored item is not what we store.
    #[error("the item {item} is damaged at {attribute}")]
    Inconsistent {
        /// The item's key.
        item: String,
        /// The attribute.
        attribute: String,
    },
}

impl StoreError {
    /// For `map_err` on a call that fails only where AWS does.
    pub(crate) fn unavailable<E>(operation: &'static str) -> impl FnOnce(E) -> Self
    where
        E: Error + Send + Sync + 'static,
    {
        move |error| Self::Unavailable { operation, source: Box::new(error) }
    }

    /// Whether reading again and deciding again can help.
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }
}
