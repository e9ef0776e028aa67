//! How AWS fails us.

use std::error::Error;

use aws_sdk_dynamodb::{
    config::http::HttpResponse,
    error::{ProvideErrorMetadata, SdkError},
};

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

/// A carrier did not take a message. Carriers repeat addresses in their texts, so only the kind of failure is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{operation}")]
pub struct CarrierError {
    operation: &'static str,
    #[source]
    reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
struct Reason(String);

impl CarrierError {
    pub(crate) fn new<E: ProvideErrorMetadata>(
        operation: &'static str,
        error: &SdkError<E, HttpResponse>,
    ) -> Self {
        let reason = match error {
            SdkError::ServiceError(failed) => failed.err().code().unwrap_or("refused without a code"),
            SdkError::TimeoutError(_) => "no answer in time",
            SdkError::DispatchFailure(_) => "no connection",
            SdkError::ConstructionFailure(_) | SdkError::ResponseError(_) | _ => {
                "no answer that could be read"
            }
        };
        Self { operation, reason: Reason(reason.to_owned()) }
    }

    /// For a message that was never handed over.
    pub(crate) fn because(operation: &'static str, reason: &str) -> Self {
        Self { operation, reason: Reason(reason.to_owned()) }
    }
}
