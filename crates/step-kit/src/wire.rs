//! Conversion between the contract and the domain.

mod account;
mod digest;
mod envelopes;
mod refusal;
mod shared_limit;
mod token;

pub use account::account_response;
pub use digest::request_digest;
pub use envelopes::validated_envelopes;
pub use refusal::{failure, seconds_until, wrong_proof};
pub use shared_limit::{refuse_if_not_delivered, refuse_if_reached};
pub use token::token_failure;
