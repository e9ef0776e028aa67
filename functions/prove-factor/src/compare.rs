//! Whether what was shown is what was sent, or what is held.

use api_contract::prove_factor::Request;
use crypto::codes::CodeDigest;
use domain::{Registration, StepRefusal, session::AdmittedFactorGuess};
use jiff::Timestamp;
use lambda_kit::Failure;
use step_kit::{Shown, SignedInUser, StepError, VerifiedFactor};

use crate::ProveFactor;

/// Something was shown rightly.
pub(crate) enum Compared {
    /// The code that was sent to a method.
    Sent(String),
    /// Something that is held.
    Credential(VerifiedFactor),
}

impl Compared {
    /// What is registered after it; nothing where nothing of it is.
    pub(crate) fn note(
        self,
        registration: Registration,
        now: Timestamp,
    ) -> Result<Option<Registration>, StepRefusal> {
        match self {
            Self::Credential(verified_factor) => {
                registration.note_use(&verified_factor.method, Some(verified_factor.held), now).map(Some)
            }
            Self::Sent(method) if registration.method(&method).is_some() => {
                registration.note_use(&method, None, now).map(Some)
            }
            // The directory holds it.
            Self::Sent(_) => Ok(None),
        }
    }
}

impl ProveFactor {
    pub(crate) fn compare(
        &self,
        user: &SignedInUser,
        admitted: &AdmittedFactorGuess,
        shown: &Request,
        now: Timestamp,
    ) -> Result<Option<Compared>, StepError> {
        let (session, method) = (&user.loaded.session, &admitted.method);
        let malformed = || Failure::refused(api_contract::ProblemKind::MalformedRequest);
        match (&admitted.code, &shown.code, &shown.credential) {
            (Some(kept), Some(code), None) => {
                // The code is used up, or another was sent, since the guess was admitted.
                if session.sent.as_ref().is_none_or(|sent| sent.code != *kept) {
                    return Err(StepRefusal::CodeExpired.into());
                }
                let place = &session.id.0;
                let guessed =
                    self.codes().method_code_digest(&session.account, place, &method.destination, code);
                let is_right = CodeDigest::from_bytes(kept).is_some_and(|kept| kept == guessed);
                Ok(is_right.then(|| Compared::Sent(method.id.clone())))
            }
            (None, Some(code), None) => self.held(user, admitted, Shown::Code(code), now),
            (None, None, Some(credential)) => {
                let place = &session.id.0;
                self.held(user, admitted, Shown::Passkey { credential, place }, now)
            }
            _ => Err(malformed().into()),
        }
    }

    fn held(
        &self,
        user: &SignedInUser,
        admitted: &AdmittedFactorGuess,
        shown: Shown<'_>,
        now: Timestamp,
    ) -> Result<Option<Compared>, StepError> {
        let (account, registration) = (&user.loaded.session.account, &user.loaded.registration);
        let verified_factor =
            self.verifier.verifier(account, registration, admitted.method.kind, shown, now)?;
        Ok(verified_factor.map(Compared::Credential))
    }
}
