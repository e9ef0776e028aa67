//! Adds credentials: an app, a passkey, recovery codes.

use api_contract::add_method::{AddMethod as Step, App, Response};
use authenticators::{
    passkey::User,
    recovery::{self, RecoveryCode},
    totp::Secret,
};
use domain::{AuthenticationLevel, Event, MethodKind, Registration, registration::Addition};
use lambda_kit::{Failure, Success, random};
use step_kit::{SignedInUser, StepError, passkey, retry};
use store::sessions::{Reference, SessionChange, SessionOutcome};

use crate::{AddMethod, NewMethod};

impl AddMethod {
    /// Begins to add an app, and returns its secret.
    pub(crate) async fn add_app(&self, new: &NewMethod<'_>) -> Result<Response, Failure> {
        let (secret, nonce) = (Secret::from_bytes(random()?), random()?);
        let user = retry(new.now, || async {
            let user = self.admit(new, MethodKind::AuthenticatorApp).await?;
            let account = &user.loaded.session.account;
            let kind = MethodKind::AuthenticatorApp;
            let sealed = self.verifier.secrets.seal_bytes(account, kind, secret.as_bytes(), nonce);
            let sealed = sealed.map_err(Failure::internal)?;
            self.begin_credential(new, &user, Addition::App { sealed }).await?;
            Ok(user)
        })
        .await?;
        let name = &user.account.account.rules.account_name;
        let uri = secret.uri(&new.policy.branding.name, name).to_string();
        Ok(Response { app: Some(App { key: secret.base32().to_string(), uri }), ..new.response() })
    }

    /// Begins to add a passkey, and returns the options for the browser. They exclude the passkeys that are registered.
    pub(crate) async fn add_passkey(&self, new: &NewMethod<'_>) -> Result<Response, Failure> {
        let user = retry(new.now, || async {
            let user = self.admit(new, MethodKind::Passkey).await?;
            self.begin_credential(new, &user, Addition::Passkey).await?;
            Ok(user)
        })
        .await?;
        let methods = &user.loaded.registration.methods;
        let of_kind = methods.iter().filter(|method| method.kind() == MethodKind::Passkey);
        let registered = of_kind.map(passkey).collect::<Result<Vec<_>, _>>()?;
        let (challenge, account) =
            (self.verifier.codes.passkey_challenge(&new.id), &user.loaded.session.account);
        let (handle, rules) = (self.verifier.codes.user_handle(account), &user.account.account.rules);
        let user = User { handle: &handle, name: &rules.account_name, display_name: &rules.display_name };
        let options = self.verifier.passkeys.creation_options(&challenge, &user, &registered);
        Ok(Response { passkey: Some(options), ..new.response() })
    }

    /// Replaces the recovery codes and returns the new ones, which are shown only now. For a user without another
    /// method they prove a second factor.
    pub(crate) async fn add_recovery_codes(&self, new: &NewMethod<'_>) -> Result<Success<Step>, Failure> {
        let (codes, reference) = (recovery::generate(random()?), Reference::new(random()?));
        let is_raised = retry(new.now, || self.save_recovery_codes(new, &codes, &reference)).await?;
        let texts = codes.iter().map(|code| code.as_str().to_owned()).collect();
        let success = Success::new(Response { recovery_codes: Some(texts), ..new.response() });
        Ok(if is_raised { success.with_session(reference.as_str()) } else { success })
    }

    /// Saves the recovery codes. Returns whether the session may do more from now on and has a new reference.
    async fn save_recovery_codes(
        &self,
        new: &NewMethod<'_>,
        codes: &[RecoveryCode],
        reference: &Reference,
    ) -> Result<bool, StepError> {
        let user = self.session_authenticator.admit(new.request, new.policy, new.now).await?;
        let loaded = &user.loaded;
        loaded.session.authorize_registration(&user.requirements)?;
        let hash = |code: &RecoveryCode| {
            let code = recovery::normalize(code.as_str());
            self.verifier.codes.recovery_code_digest(&loaded.session.account, &code)
        };
        let hashes = codes.iter().map(hash).collect();
        let (id, name, completed_at) = (new.id.clone(), new.name.clone(), loaded.limits.completed_at);
        let (registration, event) =
            loaded.registration.clone().add_recovery_codes(id, name, hashes, completed_at, new.now)?;
        let raised = loaded.session.clone().raise(reference.id(), new.now);
        let is_raised = loaded.session.level != AuthenticationLevel::Full;
        let outcome = if is_raised { SessionOutcome::Rotated(&raised) } else { SessionOutcome::Kept };
        self.save(new, &user, outcome, &registration, &event).await?;
        Ok(is_raised)
    }

    /// Authenticates the user and checks that a method of this kind may be added.
    async fn admit(&self, new: &NewMethod<'_>, kind: MethodKind) -> Result<SignedInUser, StepError> {
        let user = self.session_authenticator.admit(new.request, new.policy, new.now).await?;
        user.loaded.session.authorize_registration(&user.requirements)?;
        user.loaded.registration.check_addition(kind, None, new.policy)?;
        Ok(user)
    }

    async fn begin_credential(
        &self,
        new: &NewMethod<'_>,
        user: &SignedInUser,
        addition: Addition,
    ) -> Result<(), StepError> {
        let event = Event::MethodBegun { method: addition.kind() };
        let (id, name) = (new.id.clone(), new.name.clone());
        let registration =
            user.loaded.registration.clone().add_method(id, name, addition, new.policy, new.now);
        self.save(new, user, SessionOutcome::Kept, &registration, &event).await
    }

    async fn save(
        &self,
        new: &NewMethod<'_>,
        user: &SignedInUser,
        outcome: SessionOutcome<'_>,
        registration: &Registration,
        event: &Event,
    ) -> Result<(), StepError> {
        let change = SessionChange { outcome, limits: None, registration: Some(registration), event };
        self.session_authenticator.sessions.save(&user.loaded, change, new.policy, new.now).await?;
        Ok(())
    }
}
