//! Errors of the store.

use std::error::Error;

/// An error of loading or saving.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something else was saved since the read: read again and decide again.
    #[error("another request saved the item first")]
    Conflict,
    /// The table, queue or secret failed, or did not answer.
    #[error("{operation}")]
    Unavailable {
        /// The operation that was tried, such as `loading an account`.
        operation: &'static str,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// A stored item lacks an attribute, or has one of another form.
    #[error("the item {item} is damaged at {attribute}")]
    Inconsistent { item: String, attribute: String },
}

impl StoreError {
    /// Returns a function for `map_err` on a call that fails only if AWS does.
    pub(crate) fn unavailable<E>(operation: &'static str) -> impl FnOnce(E) -> Self
    where
        E: Error + Send + Sync + 'static,
    {
        move |error| Self::Unavailable { operation, source: Box::new(error) }
    }

    /// Returns whether reading and deciding again can help.
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }
}
