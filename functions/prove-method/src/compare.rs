//! Whether what was shown proves what is being added.

use api_contract::{ProblemKind, prove_method::Request};
use crypto::codes::CodeDigest;
use domain::{
    Credential, Destination, MethodKind,
    registration::{Addition, PendingMethod},
};
use jiff::Timestamp;
use lambda_kit::Failure;
use serde_json::Value;
use step_kit::passkey;
use store::sessions::Loaded;

use crate::ProveMethod;

impl ProveMethod {
    /// What will be held of the method; nothing where what was shown is wrong.
    pub(crate) fn compare(
        &self,
        loaded: &Loaded,
        pending: &PendingMethod,
        shown: &Request,
        now: Timestamp,
    ) -> Result<Option<Credential>, Failure> {
        match (&pending.addition, &shown.code, &shown.credential) {
            (Addition::Destination { destination, code }, Some(typed), None) => {
                Ok(self.is_code(loaded, pending, destination, code, typed))
            }
            (Addition::App { sealed }, Some(typed), None) => {
                let secret = self.verifier.secret(&loaded.session.account, sealed)?;
                let step = secret.accept(typed, now, None);
                Ok(step.map(|step| Credential::App { sealed: sealed.clone(), last_step: Some(step) }))
            }
            (Addition::Passkey, None, Some(answer)) => self.passkey(loaded, pending, answer),
            (Addition::Destination { .. } | Addition::App { .. } | Addition::Passkey, _, _) => {
                Err(Failure::refused(ProblemKind::MalformedRequest))
            }
        }
    }

    fn is_code(
        &self,
        loaded: &Loaded,
        pending: &PendingMethod,
        destination: &Destination,
        kept: &[u8],
        typed: &str,
    ) -> Option<Credential> {
        let account = &loaded.session.account;
        let guessed = self.verifier.codes.method_code_digest(account, &pending.id, &destination.hash, typed);
        let is_right = CodeDigest::from_bytes(kept).is_some_and(|kept| kept == guessed);
        is_right.then(|| Credential::Destination(destination.clone()))
    }

    fn passkey(
        &self,
        loaded: &Loaded,
        pending: &PendingMethod,
        answer: &Value,
    ) -> Result<Option<Credential>, Failure> {
        let methods = loaded.registration.methods.iter();
        let of_kind = methods.filter(|method| method.kind() == MethodKind::Passkey);
        let known = of_kind.map(passkey).collect::<Result<Vec<_>, _>>()?;
        let challenge = self.verifier.codes.passkey_challenge(&pending.id);
        let handle = self.verifier.codes.user_handle(&loaded.session.account);
        match self.verifier.passkeys.register(&challenge, &handle, answer, &known) {
            Ok(made) => Ok(Some(Credential::Passkey { credential: made.to_bytes()? })),
            Err(error) => {
                tracing::warn!(reason = %error, "passkey_refused");
                Ok(None)
            }
        }
    }
}
