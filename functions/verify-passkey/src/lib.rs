//! Proves a gate by a passkey. It is counted like a guess, and the signature of the authenticator is verified.

mod serve;

use api_contract::verify_passkey::VerifyPasskey as Step;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{AuthenticatorOutput, GateVerifier, Guess};

pub use serve::serve;

#[derive(Debug)]
pub struct VerifyPasskey {
    pub gates: GateVerifier,
}

impl VerifyPasskey {
    /// Counts a guess, verifies it, and proves the gate if it is right. The challenge is derived from the id of the
    /// reset.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let scope = self.gates.reset_authenticator.reset_id(request.token.as_deref(), now)?;
        let output = AuthenticatorOutput::Passkey { credential: &request.body.credential, scope: &scope.0 };
        let guess = Guess { token: request.token.as_deref(), method: &request.body.method, output };
        Ok(Success::new(self.gates.prove(guess, now).await?))
    }
}
