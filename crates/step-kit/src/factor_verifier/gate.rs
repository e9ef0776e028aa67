//! Verifies the proofs of a reset's gates.

use domain::{AdmittedGuess, GuessTarget, Method, RegisteredMethod, Registration, Reset};
use jiff::Timestamp;
use lambda_kit::Failure;

use super::{AuthenticatorOutput, FactorVerifier, VerifiedFactor};

impl FactorVerifier {
    /// Compares a guess at a method of a reset, and returns `None` if it is wrong. Every guess is wrong for a decoy and
    /// if it is withheld.
    pub fn verify_gate(
        &self,
        reset: &Reset,
        registration: &Registration,
        admitted: &AdmittedGuess,
        method: &Method,
        output: AuthenticatorOutput<'_>,
        now: Timestamp,
    ) -> Result<Option<VerifiedFactor>, Failure> {
        if admitted.is_withheld {
            return Ok(None);
        }
        match (&admitted.guess.guessed, output) {
            (GuessTarget::Sent(_), AuthenticatorOutput::Code(code)) => {
                let is_right = self.is_reset_code(reset, code);
                if !is_right {
                    return Ok(None);
                }
                let account = &reset.subject().account;
                self.sent_code(account, registered(registration, method)).map(Some)
            }
            (GuessTarget::Sent(_), AuthenticatorOutput::Passkey { .. }) => Ok(None),
            (GuessTarget::Credential(_), output) => {
                let account = &reset.subject().account;
                let verified = self.verify_credential(account, registration, method.kind, output, now)?;
                Ok(verified.filter(|_| !method.decoy))
            }
        }
    }

    /// Returns whether a code is the newest one of a reset. It never is for a decoy.
    fn is_reset_code(&self, reset: &Reset, code: &str) -> bool {
        reset.sent_code().is_some_and(|sent| !sent.is_withheld) && self.codes.matches(reset, code)
    }
}

/// Returns the registered method that codes of a reset's method go to.
fn registered<'a>(registration: &'a Registration, method: &Method) -> Option<&'a RegisteredMethod> {
    let is_same = |hash: &str| hash == method.destination;
    registration.methods.iter().find(|one| one.destination().is_some_and(|to| is_same(&to.hash)))
}
