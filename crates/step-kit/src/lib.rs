//! What the steps of a reset share: token to reset, refusal to problem, retries of lost races.
//!
//! The one place that knows the contract, the rules and the store together. A step itself loads, decides by a call into
//! `domain`, saves and answers; it stands in its own function.

mod account;
mod challenges;
mod code_sender;
mod digest;
mod envelopes;
mod factor_verifier;
mod gate_verifier;
mod name;
mod orders;
mod presence;
mod refusal;
mod reset_authenticator;
mod retry;
mod session_authenticator;
mod shared;
mod uuid;
mod verified;

pub use account::account_response;
pub use challenges::{ChallengeIssuer, reset_challenges, sign_in_challenges};
pub use code_sender::CodeSender;
pub use digest::request_digest;
pub use envelopes::validated_envelopes;
pub use factor_verifier::{AuthenticatorOutput, FactorVerifier, VerifiedFactor, passkey};
pub use gate_verifier::{GateVerifier, Guess};
pub use name::validate_name;
pub use orders::{OrderRequest, Orders, Place};
pub use presence::Presence;
pub use refusal::{failure, seconds_until};
pub use reset_authenticator::{Admitted, ResetAuthenticator};
pub use retry::{StepError, retry};
pub use session_authenticator::{SessionAuthenticator, SignedInUser, requirements, session_response};
pub use shared::refuse_if_reached;
pub use uuid::uuid;
pub use verified::{agent_refused, refused, signed, verified};
