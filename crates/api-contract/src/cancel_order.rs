//! `POST /api/reset/cancel-order`: cancels a deferred order.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;

endpoint!(
    /// Cancels the order. The bearer token is the reset's, or that of a link in a notice.
    CancelOrder, "cancel-order", POST "/api/reset/cancel-order", 200
);

/// The empty request: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// The order is cancelled, now or before: `{}`. The page's token stays valid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {}
