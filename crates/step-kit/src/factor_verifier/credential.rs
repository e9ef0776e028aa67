//! Verifies credentials: an app's code, a recovery code, a passkey's signature.

use authenticators::{
    passkey::{Challenge, Passkey},
    recovery,
};
use domain::{AccountId, Credential, MethodKind, RegisteredMethod, Registration};
use jiff::Timestamp;
use lambda_kit::Failure;
use serde_json::Value;

use super::{AuthenticatorOutput, FactorVerifier, VerifiedFactor};

impl FactorVerifier {
    /// Verifies a proof against all methods of a kind. Returns `None` if it is right for none of them.
    pub(super) fn verify_credential(
        &self,
        account: &AccountId,
        registration: &Registration,
        kind: MethodKind,
        output: AuthenticatorOutput<'_>,
        now: Timestamp,
    ) -> Result<Option<VerifiedFactor>, Failure> {
        let methods: Vec<&RegisteredMethod> =
            registration.methods.iter().filter(|method| method.kind() == kind).collect();
        match (kind, output) {
            (MethodKind::AuthenticatorApp, AuthenticatorOutput::Code(code)) => {
                self.verify_app(account, &methods, code, now)
            }
            (MethodKind::RecoveryCode, AuthenticatorOutput::Code(code)) => {
                Ok(self.verify_recovery_code(account, &methods, code))
            }
            (MethodKind::Passkey, AuthenticatorOutput::Passkey { credential, scope }) => {
                self.verify_passkey(&methods, credential, scope)
            }
            (MethodKind::TextMessage | MethodKind::Mail, _)
            | (
                MethodKind::AuthenticatorApp | MethodKind::RecoveryCode,
                AuthenticatorOutput::Passkey { .. },
            )
            | (MethodKind::Passkey, AuthenticatorOutput::Code(_)) => Ok(None),
        }
    }

    fn verify_app(
        &self,
        account: &AccountId,
        apps: &[&RegisteredMethod],
        code: &str,
        now: Timestamp,
    ) -> Result<Option<VerifiedFactor>, Failure> {
        let (kind, mut verified) = (MethodKind::AuthenticatorApp, None);
        for app in apps {
            let Credential::App { sealed, last_step } = &app.credential else { continue };
            if let Some(step) = self.secret(account, sealed)?.accept(code, now, *last_step) {
                let sealed = self.renew_seal(account, kind, sealed)?;
                let credential = Credential::App { sealed, last_step: Some(step) };
                verified = Some(VerifiedFactor::Credential { method: app.id.clone(), credential });
            }
        }
        Ok(verified)
    }

    fn verify_recovery_code(
        &self,
        account: &AccountId,
        sets: &[&RegisteredMethod],
        code: &str,
    ) -> Option<VerifiedFactor> {
        let guessed = self.codes.recovery_code_digests(account, &recovery::normalize(code));
        sets.iter().find_map(|set| {
            let Credential::RecoveryCodes(digests) = &set.credential else { return None };
            let left: Vec<String> =
                digests.iter().filter(|stored| !guessed.contains(stored)).cloned().collect();
            let is_one = left.len() < digests.len();
            is_one.then(|| VerifiedFactor::Credential {
                method: set.id.clone(),
                credential: Credential::RecoveryCodes(left),
            })
        })
    }

    fn verify_passkey(
        &self,
        methods: &[&RegisteredMethod],
        answer: &Value,
        scope: &str,
    ) -> Result<Option<VerifiedFactor>, Failure> {
        let stored = methods.iter().map(|method| passkey(method)).collect::<Result<Vec<_>, _>>()?;
        let verify = |challenge: &Challenge| self.passkeys.verify(challenge, &stored, answer);
        let Some(used) = self.check_answer(scope, verify) else { return Ok(None) };
        let Some(method) = methods.get(used.index) else { return Ok(None) };
        let credential = Credential::Passkey { credential: used.updated_passkey.to_bytes()? };
        Ok(Some(VerifiedFactor::Credential { method: method.id.clone(), credential }))
    }
}

/// Reads a stored passkey.
pub fn passkey(method: &RegisteredMethod) -> Result<Passkey, Failure> {
    match &method.credential {
        Credential::Passkey { credential } => Ok(Passkey::from_bytes(credential)?),
        Credential::Destination(_) | Credential::App { .. } | Credential::RecoveryCodes(_) => {
            Err(Failure::internal("not a passkey"))
        }
    }
}
