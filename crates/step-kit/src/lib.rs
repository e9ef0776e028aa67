//! Code that the steps share: from token to reset, from refusal to problem, retries of lost races.
//!
//! The one place that knows the contract, the domain and the store together. A step itself loads, calls `domain` to
//! decide, saves and answers; it is in its own function.

mod agent;
mod challenges;
mod devices;
mod factor_verifier;
mod gate_verifier;
mod notification;
#[cfg(test)]
mod odds;
mod reset;
mod retry;
mod session;
mod uuid;
mod wire;

pub use agent::{Presence, refuse_agent, signature_failure, signed_request, verify_signature};
pub use challenges::{ChallengeIssuer, Flow, check_difficulty, check_work};
pub use devices::{Devices, device_tokens};
pub use factor_verifier::{AuthenticatorOutput, FactorVerifier, VerifiedFactor, passkey};
pub use gate_verifier::{GateVerifier, Guess, own_methods};
pub use notification::{Notification, activity, notice_messages};
pub use reset::{AuthenticatedReset, OrderRequest, Orders, PlaceOrder, ResetAuthenticator};
pub use retry::{StepError, retry, retry_loaded};
pub use session::{
    CodeSender, SessionAuthenticator, SignedInUser, UserCode, normalize_destination, requirements,
    session_response, validate_name,
};
pub use uuid::uuid;
pub use wire::{
    account_response, failure, refuse_if_not_delivered, refuse_if_reached, request_digest, seconds_until,
    token_failure, validated_envelopes, wrong_proof,
};
