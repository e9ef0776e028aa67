//! Verifies the proofs of methods that are being added.

use authenticators::passkey::Challenge;
use domain::{
    AccountId, Credential, MethodKind, Registration,
    registration::{Addition, PendingMethod},
};
use jiff::Timestamp;
use lambda_kit::Failure;
use serde_json::Value;

use super::{AuthenticatorOutput, FactorVerifier, malformed, passkey};

impl FactorVerifier {
    /// Returns the credential of a method that is being added, or `None` if the proof of it is wrong.
    ///
    /// # Errors
    /// `malformed-request` if the proof is of another kind than the method.
    pub fn verify_addition(
        &self,
        account: &AccountId,
        registration: &Registration,
        pending: &PendingMethod,
        output: AuthenticatorOutput<'_>,
        now: Timestamp,
    ) -> Result<Option<Credential>, Failure> {
        match (&pending.addition, output) {
            (Addition::Destination { destination, digest }, AuthenticatorOutput::Code(code)) => {
                let is_right = self.is_sent_code(account, &pending.id, &destination.hash, digest, code);
                Ok(is_right.then(|| Credential::Destination(destination.clone())))
            }
            (Addition::App { sealed }, AuthenticatorOutput::Code(code)) => {
                let step = self.secret(account, sealed)?.accept(code, now, None);
                Ok(step.map(|step| Credential::App { sealed: sealed.clone(), last_step: Some(step) }))
            }
            (Addition::Passkey, AuthenticatorOutput::Passkey { credential, .. }) => {
                self.register_passkey(account, registration, pending, credential)
            }
            (Addition::Destination { .. } | Addition::App { .. }, AuthenticatorOutput::Passkey { .. })
            | (Addition::Passkey, AuthenticatorOutput::Code(_)) => Err(malformed()),
        }
    }

    fn register_passkey(
        &self,
        account: &AccountId,
        registration: &Registration,
        pending: &PendingMethod,
        answer: &Value,
    ) -> Result<Option<Credential>, Failure> {
        let registered = registration.methods.iter().filter(|method| method.kind() == MethodKind::Passkey);
        let registered = registered.map(passkey).collect::<Result<Vec<_>, _>>()?;
        let handle = self.codes.user_handle(account);
        let register =
            |challenge: &Challenge| self.passkeys.register(challenge, &handle, answer, &registered);
        let Some(passkey) = self.check_answer(&pending.id, register) else { return Ok(None) };
        Ok(Some(Credential::Passkey { credential: passkey.to_bytes()? }))
    }
}
