//! Proves a gate by a passkey: counted like a guess, and judged by what the authenticator signed.

mod serve;

use api_contract::verify_passkey::VerifyPasskey as Step;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{Gates, Guess, Shown};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct VerifyPasskey {
    /// Proves gates.
    pub gates: Gates,
}

impl VerifyPasskey {
    /// Counts, compares, and proves the gate. The challenge is the reset's own.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let place = self.gates.reset_authenticator.reset_id(request.token.as_deref(), now)?;
        let shown = Shown::Passkey { credential: &request.body.credential, place: &place.0 };
        let guess = Guess { token: request.token.as_deref(), method: &request.body.method, shown };
        Ok(Success::new(self.gates.prove(guess, now).await?))
    }
}
