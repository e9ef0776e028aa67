//! Whether what was shown proves what is being added.

use api_contract::{ProblemKind, prove_method::Request};
use crypto::codes::CodeDigest;
use domain::{
    Destination, Held, MethodKind,
    registration::{Addition, Pending},
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
        pending: &Pending,
        shown: &Request,
        now: Timestamp,
    ) -> Result<Option<Held>, Failure> {
        match (&pending.addition, &shown.code, &shown.credential) {
            (Addition::Destination { destination, code }, Some(typed), None) => {
                Ok(self.is_code(loaded, pending, destination, code, typed))
            }
            (Addition::App { sealed }, Some(typed), None) => {
                let secret = self.judge.secret(&loaded.session.account, sealed)?;
                let step = secret.accept(typed, now, None);
                Ok(step.map(|step| Held::App { sealed: sealed.clone(), last_step: Some(step) }))
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
        pending: &Pending,
        destination: &Destination,
        kept: &[u8],
        typed: &str,
    ) -> Option<Held> {
        let account = &loaded.session.account;
        let guessed = self.judge.codes.of_method(account, &pending.id, &destination.hash, typed);
        let is_right = CodeDigest::from_bytes(kept).is_some_and(|kept| kept == guessed);
        is_right.then(|| Held::Destination(destination.clone()))
    }

    fn passkey(&self, loaded: &Loaded, pending: &Pending, answer: &Value) -> Result<Option<Held>, Failure> {
        let methods = loaded.registration.methods.iter();
        let of_kind = methods.filter(|method| method.kind() == MethodKind::Passkey);
        let known = of_kind.map(passkey).collect::<Result<Vec<_>, _>>()?;
        let challenge = self.judge.codes.passkey_challenge(&pending.id);
        let handle = self.judge.codes.user_handle(&loaded.session.account);
        match self.judge.passkeys.register(&challenge, &handle, answer, &known) {
            Ok(made) => Ok(Some(Held::Passkey { credential: made.to_bytes()? })),
            Err(error) => {
                tracing::warn!(reason = %error, "passkey_refused");
                Ok(None)
            }
        }
    }
}
