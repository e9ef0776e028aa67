//! Verifies a guess at the newest code, at an app's code or at a recovery code. One conditional write counts it before
//! it is compared. After the last gate, the response has everything that the user needs to choose a password.

mod serve;

use api_contract::verify_code::VerifyCode as Step;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{AuthenticatorOutput, GateVerifier, Guess};

pub use serve::serve;

#[derive(Debug)]
pub struct VerifyCode {
    pub gates: GateVerifier,
}

impl VerifyCode {
    /// Counts a guess, compares it, and proves the gate if it is right.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let (token, method) = (request.token.as_deref(), &request.body.method);
        let guess = Guess { token, method, output: AuthenticatorOutput::Code(&request.body.code) };
        Ok(Success::new(self.gates.prove(guess, now).await?))
    }
}
