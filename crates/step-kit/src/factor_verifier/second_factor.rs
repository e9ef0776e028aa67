//! Verifies the second factors of sessions.

use domain::{Registration, Session, StepRefusal, session::AdmittedFactorGuess};
use jiff::Timestamp;

use super::{AuthenticatorOutput, FactorVerifier, VerifiedFactor, malformed};
use crate::StepError;

impl FactorVerifier {
    /// Compares a guess at a second factor of a session, and returns `None` if it is wrong.
    ///
    /// # Errors
    /// `code-expired` if the code that was sent is used up or another was sent since the guess was admitted;
    /// `malformed-request` if the proof is of another kind than the method.
    pub fn verify_second_factor(
        &self,
        session: &Session,
        registration: &Registration,
        admitted: &AdmittedFactorGuess,
        output: AuthenticatorOutput<'_>,
        now: Timestamp,
    ) -> Result<Option<VerifiedFactor>, StepError> {
        let (account, method) = (&session.account, &admitted.method);
        match (&admitted.digest, output) {
            (Some(digest), AuthenticatorOutput::Code(code)) => {
                if session.sent.as_ref().is_none_or(|sent| sent.digest != *digest) {
                    return Err(StepRefusal::CodeExpired.into());
                }
                let is_right = self.is_sent_code(account, &session.id.0, &method.destination, digest, code);
                if !is_right {
                    return Ok(None);
                }
                Ok(Some(self.sent_code(account, registration.method(&method.id))?))
            }
            (Some(_), AuthenticatorOutput::Passkey { .. }) => Err(malformed().into()),
            (None, output) => Ok(self.verify_credential(account, registration, method.kind, output, now)?),
        }
    }
}
