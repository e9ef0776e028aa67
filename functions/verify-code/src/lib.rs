//! One guess: at the newest code, at an app's code, at a recovery code. Counted by one conditional write, compared
//! afterwards. When the last gate is proved it answers with what the person needs now.

mod serve;

use api_contract::verify_code::VerifyCode as Step;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{AuthenticatorOutput, GateVerifier, Guess};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct VerifyCode {
    /// Proves gates.
    pub gates: GateVerifier,
}

impl VerifyCode {
    /// Counts, compares, and proves the gate.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let (token, method) = (request.token.as_deref(), &request.body.method);
        let guess = Guess { token, method, output: AuthenticatorOutput::Code(&request.body.code) };
        Ok(Success::new(self.gates.prove(guess, now).await?))
    }
}
