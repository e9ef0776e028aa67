//! The tokens of resets, and the orders that end them.

mod authenticator;
mod orders;

pub use authenticator::{AuthenticatedReset, ResetAuthenticator};
pub use orders::{OrderRequest, Orders, PlaceOrder};
